/**
 * Structured JSON logs on stderr, with the request id and without personal data: faults are logged by class, SQLSTATE
 * and constraint name, never by message or parameters (a driver's message carries values).
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { LoggerService } from '@nestjs/common';
import { destination, type DestinationStream, type Logger, pino } from 'pino';

export interface RequestTrace {
  requestId: string;
  /** whose connections its queries take (`lanes.ts`); staff where nothing is said */
  lane?: 'public' | 'staff' | 'jobs';
}

/** What belongs to the request at hand, for logs and the audit record */
export const trace = new AsyncLocalStorage<RequestTrace>();

export type Log = Logger;

/** `to`: standard error, unless a test listens */
export function createLog(level: string, to: DestinationStream = destination({ dest: 2, sync: true })): Log {
  return pino(
    {
      level,
      base: { service: 'yifayima', pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => {
        const t = trace.getStore();
        return t ? { requestId: t.requestId } : {};
      },
    },
    to,
  );
}

/** The part of a fault that may be logged */
export function describeFault(fault: unknown): { name: string; sqlState?: string; constraint?: string; at?: string } {
  const error = fault instanceof Error ? fault : undefined;
  const driver = (fault as { driverError?: unknown } | null)?.driverError ?? fault;
  const { code, constraint } = (driver ?? {}) as { code?: unknown; constraint?: unknown };
  const at = error?.stack
    ?.split('\n')
    .find((l) => l.trimStart().startsWith('at ') && !l.includes('node_modules') && !l.includes('node:'));
  return {
    name: error?.constructor.name ?? typeof fault,
    ...(typeof code === 'string' && { sqlState: code }),
    ...(typeof constraint === 'string' && { constraint }),
    ...(at !== undefined && { at: at.trim() }),
  };
}

/** Nest's own words, through the same log; the error objects it hands over are described, not printed. */
export class NestLog implements LoggerService {
  constructor(private readonly out: Log) {}
  log(message: unknown, ...rest: unknown[]): void {
    this.out.debug({ context: rest.at(-1) }, String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    const fault = message instanceof Error ? message : rest.find((r) => r instanceof Error);
    if (fault) this.out.error({ fault: describeFault(fault) }, 'fault');
    else this.out.error({ context: rest.at(-1) }, typeof message === 'string' ? message.split('\n')[0] : 'fault');
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.out.warn({ context: rest.at(-1) }, String(message));
  }
  debug(message: unknown): void {
    this.out.debug(String(message));
  }
  verbose(message: unknown): void {
    this.out.trace(String(message));
  }
}
