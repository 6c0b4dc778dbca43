/**
 * 意见录入表: voices that were typed elsewhere come in as one table. What comes in is a plan first; nothing is written
 * until somebody who has read it accepts that very plan. The table is read and forgotten: people's phones may be in it.
 */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { pathsOf, placeName } from '../../../articles/index.js';
import { asProvision, DraftsQueries, type ProvisionRow } from '../../../authoring/index.js';
import { readSheetInChild, type SheetRow } from '../../../authoring/readers/index.js';
import { ConsultationRow } from '../../../consultation/index.js';
import { ContactPointsService } from '../../../network/index.js';
import { AccessService } from '../../../platform/access/access.service.js';
import type { Actor } from '../../../platform/base/actor.js';
import { canonical, sha256 } from '../../../platform/base/canonical.js';
import { checkInput, Refusal } from '../../../platform/base/refusal.js';
import { Keys } from '../../../platform/database/keys/keys.js';
import { oneOf } from '../../../platform/database/one-of.js';
import { type Reader, scopeOf, UnitOfWork } from '../../../platform/database/scope.js';
import { type Sheet, writeXlsx } from '../../../platform/documents/index.js';
import { Entered, type IncomingOpinion } from '../../intake.inputs.js';
import { type IntakePoint, keyOf, type Received, type Row, rowOf, takenOn } from '../../intake.rows.js';
import { IntakeStoring } from '../../intake-storing.service.js';
import { opinionActWords } from '../../opinion.words.js';
import { OpinionContactRow, OpinionRow } from '../../opinions.entities.js';
import { OpinionsService } from '../../opinions.service.js';
import { targetPlace } from '../../target-place.rules.js';
import { ActivityConsultationRow, ActivityRow } from '../hearing.entities.js';
import {
  activityCell,
  AGREED,
  type Known,
  type ReadVoice,
  readVoicesTable,
  rowKeys,
  tableChannels,
  type TableVoice,
} from './voices-table.rules.js';
import type { VoiceRowState } from './voices-table.types.js';
import { type VoiceColumn, voiceColumns, voiceNotes } from './voices-table.words.js';

/** Of one table: as many as are typed at once */
const LIMITS = { rows: 205, columns: 40, cell: 12_000 };
const ROWS = 200;
/** Characters of base64, so that a request stays within what a request may hold */
const TABLE_CHARACTERS = 480_000;

const where = { consultationId: z.uuid('征求意见编号不对'), contactPointId: z.uuid('联系点编号不对') };
const table = z
  .string()
  .min(1, '请选一张表')
  .max(TABLE_CHARACTERS, '表格超过 350 KB：请删去图片，或者分成几张表')
  .regex(/^[A-Za-z0-9+/]+={0,2}$/, '表格没有传完整，请再选一次');
const Read = z.object({ ...where, table });
const Accepted = z.object({
  ...where,
  table,
  plan: z.string().regex(/^[0-9a-f]{64}$/, '请先看一遍要录哪些，再导入'),
});

export interface PlannedVoice extends ReadVoice {
  state: VoiceRowState;
  place: string;
  notes: string[];
}
export interface VoicesPlan {
  rows: PlannedVoice[];
  ignored: string[];
  /** of all that the plan says: what is accepted is this plan and no other */
  plan: string;
}
export interface VoiceDone {
  row: number;
  words: string;
  state: VoiceRowState;
  opinionId: string | null;
  receiptCode: string | null;
  faults: string[];
}

/** A round and a contact point, with what a row of a table may name */
interface Place {
  point: IntakePoint;
  round: ConsultationRow;
  provisions: readonly ProvisionRow[];
  known: Known;
}
type Asked = { consultationId: string; contactPointId: string };

@Injectable()
export class VoicesTableService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: Keys,
    private readonly access: AccessService,
    private readonly points: ContactPointsService,
    private readonly drafts: DraftsQueries,
    private readonly storing: IntakeStoring,
    private readonly opinions: OpinionsService,
  ) {}

  /**
   * What a table would do, row by row; nothing is written. NOT_FOUND for a round or a contact point that the caller
   * does not act for, UNREADABLE_FILE where it is no table, has more than 200 voices, or no head.
   */
  async readVoicesTable(actor: Actor, input: unknown): Promise<VoicesPlan | Refusal> {
    const given = checkInput(Read, input);
    return given instanceof Refusal ? given : this.planOf(actor, given);
  }

  /**
   * Types what the plan of that table said, each row accounted for; rows that were not written right are left out.
   * PLAN_CHANGED where the table would do something else by now. The same table once more changes nothing.
   */
  async importVoicesTable(actor: Actor, input: unknown): Promise<{ rows: VoiceDone[] } | Refusal> {
    const given = checkInput(Accepted, input);
    if (given instanceof Refusal) return given;
    const plan = await this.planOf(actor, given);
    if (plan instanceof Refusal) return plan;
    if (plan.plan !== given.plan) return new Refusal('PLAN_CHANGED');
    const incoming = incomingOf(plan.rows);
    const sent = plan.rows.flatMap((r, at) => (r.state === 'WRONG' ? [] : (incoming[at] ?? [])));
    const answers =
      sent.length === 0 ? [] : await this.opinions.enter(actor, given.consultationId, given.contactPointId, sent);
    if (answers instanceof Refusal) return answers;
    const left = [...answers];
    return { rows: plan.rows.map((r) => (r.state === 'WRONG' ? leftOut(r) : doneOf(r, left.shift()))) };
  }

  /** An empty table for one round and contact point: choices to choose from, articles and activities listed beside */
  async template(actor: Actor, asked: Asked): Promise<{ bytes: Uint8Array; name: string } | Refusal> {
    const place = await this.placeOf(actor, asked);
    if (place instanceof Refusal) return place;
    return { bytes: await writeXlsx(sheetsOf(place)), name: place.round.title };
  }

  private async planOf(actor: Actor, given: Asked & { table: string }): Promise<VoicesPlan | Refusal> {
    const place = await this.placeOf(actor, given);
    if (place instanceof Refusal) return place;
    const read = await readSheetInChild(Buffer.from(given.table, 'base64'), LIMITS);
    if (!read.ok) return new Refusal('UNREADABLE_FILE', { reason: read.message });
    const rows = rowsOf(read.rows, place.known);
    if (typeof rows === 'string') return new Refusal('UNREADABLE_FILE', { reason: rows });
    const planned = await this.judge(this.work.read(scopeOf(actor)), place, rows.rows);
    const said = planned.map(({ row, state, voice, faults }) => ({ row, state, faults, voice: JSON.stringify(voice) }));
    return { rows: planned, ignored: rows.ignored, plan: sha256(canonical(said)).toString('hex') };
  }

  private async placeOf(actor: Actor, { consultationId, contactPointId }: Asked): Promise<Place | Refusal> {
    const reader = this.work.read(scopeOf(actor));
    if (!(await this.points.mayActFor(actor, contactPointId, reader))) return Refusal.notFound('联系点');
    const round = await reader.get(ConsultationRow, consultationId);
    if (!round) return Refusal.notFound('这次征求意见');
    const provisions = await this.drafts.provisions(reader, round.draftId);
    const about = await reader.find(ActivityConsultationRow, { consultationId });
    const activities = await reader.find(
      ActivityRow,
      { contactPointId, id: oneOf(about.map((a) => a.activityId)) },
      { heldOn: 'ASC', id: 'ASC' },
    );
    const articles = provisions.map((p) => {
      const places = pathsOf(asProvision(p)).flatMap(({ path }): [string, string][] => {
        const name = placeName(p.body, path);
        return name === null ? [] : [[path, name]];
      });
      return { id: p.id, label: p.label, caption: p.caption, places: new Map(places) };
    });
    const point = { scope: scopeOf(actor), consultationId, contactPointId, lawCodeId: null, byOfficer: true };
    return { point, round, provisions, known: { articles, activities } };
  }

  /** Each row as the intake would take it now: new, typed before, or refused with its reason */
  private async judge(reader: Reader, place: Place, rows: readonly ReadVoice[]): Promise<PlannedVoice[]> {
    const [zone, now] = [await this.access.zone(reader.legislatureId), await this.access.now()];
    const provisions = new Map(place.provisions.map((p) => [p.id, p]));
    const judged = incomingOf(rows).map((o): Row | Refusal | null => {
      const given = o && checkInput(Entered, o);
      if (!given || given instanceof Refusal) return given;
      return rowOf(this.keys, place.point, place.round, { given, pictures: [] }, provisions);
    });
    const made = judged.filter((r): r is Row => r !== null && !(r instanceof Refusal));
    const stored = await this.storing.known(reader, made);
    const alike = await this.textsHeard(reader, place.point, made);
    const contacts = await reader.byIds(OpinionContactRow, [...stored.values()]);
    const withContact = new Set(contacts.flatMap((c) => (c ? [c.id] : [])));
    return rows.map((r, at): PlannedVoice => {
      const row = judged[at] ?? null;
      const place_ = r.voice ? placeOfVoice(r.voice, provisions) : '';
      const known = row && !(row instanceof Refusal) ? stored.get(keyOf(row)) : undefined;
      const taken = row && !(row instanceof Refusal) && known === undefined ? takenOn(row, zone, now) : row;
      if (r.faults.length > 0 || taken === null || taken instanceof Refusal)
        return { ...r, place: place_, state: 'WRONG', notes: [], faults: faultsOf(r, taken) };
      const notes = [
        ...(known === undefined && alike.has(r.words) ? ['一样的话先前录过，导入会再添一条'] : []),
        ...(known !== undefined && r.voice?.contact && !withContact.has(known)
          ? ['先前录的没有联系方式，这次也不会补上']
          : []),
      ];
      return { ...r, place: place_, state: known === undefined ? 'NEW' : 'SAME', notes };
    });
  }

  /** Words of these that were heard at the contact point about the round already */
  private async textsHeard(reader: Reader, point: IntakePoint, rows: readonly Row[]): Promise<Set<string>> {
    const { consultationId, contactPointId } = point;
    const text = oneOf(new Set(rows.map((r) => r.given.text)));
    const found = await reader.find(OpinionRow, { consultationId, contactPointId: contactPointId ?? '', text });
    return new Set(found.map((o) => o.text));
  }
}

function rowsOf(lines: readonly SheetRow[], known: Known): ReturnType<typeof readVoicesTable> {
  const read = readVoicesTable(lines, known);
  if (typeof read === 'string') return read;
  if (read.rows.length === 0) return '表里还没有填意见：从表头下面一行填起。';
  return read.rows.length > ROWS ? `一张表最多 ${ROWS} 条，这张有 ${read.rows.length} 条：请分成几张表。` : read;
}

/** As the intake takes them; null for a row that was not written right */
function incomingOf(rows: readonly ReadVoice[]): (IncomingOpinion | null)[] {
  const keys = rowKeys(rows.map((r) => r.voice));
  return rows.map(({ voice }, at) => {
    if (!voice) return null;
    const { activityId, place, ...said } = voice;
    const submissionKey = sha256(`voices-table.${keys[at] ?? ''}`).toString('base64url');
    // a row with contact data and without 本人同意 is no voice
    return {
      ...said,
      contactAgreed: voice.contact !== null,
      direct: false,
      submissionKey,
      heardAt: { activityId, place },
    };
  });
}

const placeOfVoice = ({ target }: TableVoice, provisions: ReadonlyMap<string, ProvisionRow>): string => {
  const article = target.provisionId === null ? undefined : provisions.get(target.provisionId);
  return targetPlace({ targetKind: target.kind, path: target.path }, article ?? null);
};

const faultsOf = (r: ReadVoice, taken: Row | Refusal | null): string[] =>
  taken instanceof Refusal ? [...r.faults, `第${r.row}行：${taken.message}`] : r.faults;

const leftOut = ({ row, words, faults }: PlannedVoice): VoiceDone => ({
  ...{ row, words, faults, state: 'WRONG', opinionId: null, receiptCode: null },
});

function doneOf(r: PlannedVoice, answer: Received | Refusal | undefined): VoiceDone {
  if (!answer || answer instanceof Refusal)
    return leftOut({ ...r, faults: [`第${r.row}行：${answer?.message ?? ''}`] });
  const { opinionId, receiptCode, repeated } = answer;
  return { row: r.row, words: r.words, state: repeated ? 'SAME' : 'NEW', opinionId, receiptCode, faults: [] };
}

const WIDTHS: Partial<Record<VoiceColumn, number>> = {
  text: 60,
  proposedWording: 36,
  reason: 30,
  activity: 28,
  place: 20,
  article: 20,
};

function sheetsOf({ known }: Place): Sheet[] {
  const choices: Partial<Record<VoiceColumn, readonly string[]>> = {
    channel: Object.values(tableChannels),
    act: Object.values(opinionActWords),
    agreed: [AGREED],
  };
  const columns = Object.keys(voiceColumns) as VoiceColumn[];
  const articles = known.articles.map((a) => [[a.label, a.caption].filter((w) => w).join('　')]);
  return [
    {
      name: '意见',
      columns: columns.map((c) => ({ width: WIDTHS[c] ?? 14, ...(choices[c] && { choices: choices[c] }) })),
      rows: [columns.map((c) => voiceColumns[c])],
    },
    {
      name: '说明',
      columns: [{ width: 100 }],
      rows: [
        ...voiceNotes.map((n) => [n]),
        ['记过的活动'],
        ...(known.activities.length === 0 ? [['还没有']] : known.activities.map((a) => [activityCell(a)])),
        ['条款'],
        ...articles,
      ],
    },
  ];
}
