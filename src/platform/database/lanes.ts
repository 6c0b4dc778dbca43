/**
 * Three pools on one database, so that a storm in one does not stand in the way of the others (security §1.24):
 * residents' pages and voices, the people who signed in, and the jobs. Which one a query takes follows from the request
 * or job it belongs to, so no service has to say it. The driver of TypeORM takes any Pool; ours hands each connection
 * on from the pool of the lane at hand.
 */
import pg from 'pg';
import { trace } from '../base/log.js';
import { KEPT_ALIVE } from './connection.js';
import { keepWritable } from './writable.js';

export type Lane = 'public' | 'staff' | 'jobs';

interface Width {
  /** connections of one process; PostgreSQL's 100 serve four processes and their job workers */
  max: number;
  /**
   * how long somebody waits for one before the answer is 503: residents soon, so that the queue stays short; jobs have
   * time
   */
  waitMs: number;
}

export const WIDTHS: { readonly [L in Lane]: Width } = {
  public: { max: 8, waitMs: 4_000 },
  staff: { max: 8, waitMs: 10_000 },
  jobs: { max: 4, waitMs: 60_000 },
};

export const laneNow = (): Lane => trace.getStore()?.lane ?? 'staff';

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (drop?: unknown) => void,
) => void;

export class LanePool {
  private readonly pools: { readonly [L in Lane]: pg.Pool };

  constructor(options: pg.PoolConfig, widths: { readonly [L in Lane]: Width } = WIDTHS) {
    const open = ({ max, waitMs }: Width): pg.Pool =>
      new pg.Pool({ ...options, ...KEPT_ALIVE, max, connectionTimeoutMillis: waitMs });
    this.pools = { public: open(widths.public), staff: open(widths.staff), jobs: open(widths.jobs) };
    keepWritable(Object.values(this.pools));
  }

  connect(done: Connected): void {
    this.pools[laneNow()].connect(done as never);
  }

  on(event: 'error', listener: (error: Error) => void): this {
    for (const pool of Object.values(this.pools)) pool.on(event, listener);
    return this;
  }

  end(done: (error?: Error) => void): void {
    void Promise.all(Object.values(this.pools).map((pool) => pool.end())).then(
      () => done(),
      (e: Error) => done(e),
    );
  }
}

/** The driver for a DataSource with lanes */
export const lanes = (widths = WIDTHS): unknown => ({
  ...pg,
  Pool: class extends LanePool {
    constructor(options: pg.PoolConfig) {
      super(options, widths);
    }
  },
});
