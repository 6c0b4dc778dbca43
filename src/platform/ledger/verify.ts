/**
 * Recomputes every digest, every chain and every seal, and says in words what does not fit. It believes nothing that is
 * stored: contents are digested again, chains walked from their first step, signatures checked with the key at hand.
 */
import type { EntityManager } from 'typeorm';
import type { ledgerFaultWords } from './fault.words.js';
import { digestOf, isSignedBy, sealedDigest, sealHash, type SealKey } from './seals.js';
import {
  entriesOf,
  foreignSources,
  inReadOnlySnapshot,
  missingRows,
  type Seal,
  type SealedTable,
  sealedTables,
  sealsAfter,
  type TrackedRow,
  trackedRows,
} from './seals.sql.js';

export type FaultCode = keyof typeof ledgerFaultWords;

export interface LedgerFault {
  code: FaultCode;
  /** which table */
  table: string;
  /** which row, object or seal */
  id: string;
  /** Chinese, for the auditor */
  message: string;
}

export interface LedgerReport {
  rows: number;
  seals: number;
  /** written since the last seal */
  waiting: number;
  /** the hash of the last seal in hex: kept elsewhere, it shows later that nothing before it was cut off */
  head: string | null;
  faultCount: number;
  /** how many of each kind */
  faultsByCode: Partial<Record<FaultCode, number>>;
  /** at most `FAULTS_TOLD`, in the order they were found */
  faults: LedgerFault[];
}

type VerifyingKey = Pick<SealKey, 'id' | 'publicKey' | 'words'>;

const FAULTS_TOLD = 50;
const short = (digest: Buffer | null): string => digest?.toString('hex') ?? '';

class Verification {
  readonly report: LedgerReport = {
    rows: 0,
    seals: 0,
    waiting: 0,
    head: null,
    faultCount: 0,
    faultsByCode: {},
    faults: [],
  };

  constructor(
    private readonly manager: EntityManager,
    private readonly key: VerifyingKey,
    private readonly expectedHead: string | null,
    private readonly onRow: (rows: number) => Promise<void>,
  ) {}

  private fault(code: FaultCode, table: string, id: string, message: string): void {
    this.report.faultCount++;
    this.report.faultsByCode[code] = (this.report.faultsByCode[code] ?? 0) + 1;
    if (this.report.faults.length < FAULTS_TOLD) this.report.faults.push({ code, table, id, message });
  }

  async run(): Promise<LedgerReport> {
    const tables = await sealedTables(this.manager);
    await this.seals();
    for (const table of tables) {
      await this.table(table);
      for (const m of await missingRows(this.manager, table)) {
        this.fault(
          'ROW_MISSING',
          table.name,
          m.row_id,
          m.seal_number === null
            ? '这一行等待封存，但已经不在了。'
            : `第 ${m.seal_number} 号封存记有这一行，但它已经不在了。`,
        );
      }
    }
    for (const source of await foreignSources(this.manager, tables))
      this.fault('SOURCE_UNKNOWN', source, source, '封存里有这张表的行，但现在没有这张受保护的表。');
    return this.report;
  }

  private async seals(): Promise<void> {
    let before: Seal | null = null;
    let sawHead = this.expectedHead === null;
    for (;;) {
      const page: Seal[] = await sealsAfter(this.manager, before?.number ?? 0, 500);
      for (const seal of page) {
        await this.seal(seal, before);
        sawHead ||= short(seal.hash) === this.expectedHead;
        before = seal;
      }
      if (page.length === 0) break;
    }
    this.report.head = before === null ? null : short(before.hash);
    if (!sawHead)
      this.fault(
        'HEAD_UNKNOWN',
        'seal',
        this.expectedHead ?? '',
        '以前记下的封存值不在现有的封存里：记录被截断，或者数据库被换成了别的。',
      );
  }

  private async seal(seal: Seal, before: Seal | null): Promise<void> {
    this.report.seals++;
    const id = String(seal.number);
    if (seal.number !== (before?.number ?? 0) + 1)
      this.fault(
        'SEAL_MISSING',
        'seal',
        String((before?.number ?? 0) + 1),
        `第 ${(before?.number ?? 0) + 1} 号封存不在了。`,
      );
    else if (short(seal.previous) !== short(before?.hash ?? null))
      this.fault('SEAL_ALTERED', 'seal', id, `第 ${id} 号封存与前一号接不上。`);
    if (!sealHash(seal, await entriesOf(this.manager, seal.number)).equals(seal.hash))
      this.fault('SEAL_ALTERED', 'seal', id, `第 ${id} 号封存或者它的清单被改动过。`);
    if (seal.keyId !== this.key.id || !isSignedBy(seal, this.key.publicKey))
      this.fault('SEAL_SIGNATURE', 'seal', id, `第 ${id} 号封存的签名不是本系统的密钥所签。`);
  }

  private async table(table: SealedTable): Promise<void> {
    let before: TrackedRow | null = null;
    for await (const row of trackedRows(this.manager, table)) {
      await this.onRow(++this.report.rows);
      if (row.waiting && row.seal_number === null) this.report.waiting++;
      const previous: TrackedRow | null =
        table.owner !== null && before?.[table.owner] === row[table.owner] ? before : null;
      if (table.owner !== null) this.step(table.name, table.owner, row, previous);
      this.row(table, row, previous);
      before = row;
    }
  }

  private step(table: string, owner: string, row: TrackedRow, previous: TrackedRow | null): void {
    const expected = previous === null ? 1 : Number(previous.sequence) + 1;
    if (Number(row.sequence) !== expected)
      this.fault(
        'STEP_MISSING',
        table,
        String(row[owner]),
        `这个对象的第 ${expected} 步不在了（接下来是第 ${String(row.sequence)} 步）。`,
      );
  }

  private row(table: SealedTable, row: TrackedRow, previous: TrackedRow | null): void {
    const which = table.owner === null ? '这一行' : `对象 ${String(row[table.owner])} 的第 ${String(row.sequence)} 步`;
    const { seal_number: seal, sealed_digest: sealed, waiting, ...stored } = row;
    // rows older than their digest have neither salt nor digest: the seal alone holds them
    const isOwn =
      table.kind === 'WORDS'
        ? true
        : row.salt === null || row.digest === null
          ? row.salt === row.digest
          : digestOf(table, row, row.salt, previous?.digest ?? null).equals(row.digest);
    if (!isOwn) this.fault('ROW_ALTERED', table.name, row.id, `${which}的内容与当时的摘要不符。`);
    else if (seal !== null && !sealedDigest(table, stored, this.key.words).equals(sealed ?? Buffer.alloc(0)))
      this.fault('ROW_ALTERED', table.name, row.id, `${which}与第 ${seal} 号封存所记的摘要不符。`);
    if (seal === null && !waiting)
      this.fault(
        'ROW_UNSEALED',
        table.name,
        row.id,
        `${which}既没有封存，也没有等待封存：是另外加进来的，或者封存被截断了。`,
      );
  }
}

/**
 * `expectedHead`: a head noted earlier that must still be among the seals. `onRow` is told how many rows were looked
 * at, and waited for. Reads one snapshot, writes nothing.
 */
export const verifyLedger = (
  manager: EntityManager,
  key: VerifyingKey,
  expectedHead: string | null = null,
  onRow: (rows: number) => Promise<void> = () => Promise.resolve(),
): Promise<LedgerReport> =>
  inReadOnlySnapshot(manager, (snapshot) => new Verification(snapshot, key, expectedHead, onRow).run());
