/**
 * N 条原话, M 种文字, K 个来源 (product §2: a campaign is shown, not merged away). A text is what was said without its
 * blanks; nobody is known who speaks, so that a source is the activity at which it was heard or whose code it was
 * said under, else the code, else the way it came (ADR 47).
 */
import type { Reader } from '../platform/database/scope.js';
import type { Channel } from './opinion.rules.js';

export interface VoiceFigures {
  voices: number;
  texts: number;
  sources: number;
}
export type VoicesByChannel = Partial<Record<Channel, number>>;

/** Said by as many voices in the same words, a text is told of as repeated */
export const REPEATED_FROM = 3;

const TEXT = `regexp_replace(o.text, '\\s', '', 'g')`;
const SOURCE = 'coalesce(h.activity_id::text, k.activity_id::text, o.law_code_id::text, o.channel)';
const FIGURES = `count(*)::int as voices, count(distinct md5(${TEXT}))::int as texts, count(distinct ${SOURCE})::int as sources`;
const VOICES = `opinion o join opinion_status s on s.id = o.id and s.consultation_id = o.consultation_id
  left join opinion_hearing h on h.id = o.id left join activity_code k on k.law_code_id = o.law_code_id`;

/** By comment, the voices that are in it now; absent where none is */
export async function voicesOfComments(
  { manager, legislatureId }: Reader,
  commentIds: readonly string[],
): Promise<ReadonlyMap<string, VoiceFigures & { channels: VoicesByChannel }>> {
  const rows = await manager.query<(VoiceFigures & { id: string })[]>(
    `select s.comment_id as id, ${FIGURES} from ${VOICES}
     where o.legislature_id = $1 and s.comment_id = any($2::uuid[]) group by s.comment_id`,
    [legislatureId, commentIds],
  );
  const ways = await manager.query<{ id: string; channel: Channel; n: number }[]>(
    `select s.comment_id as id, o.channel, count(*)::int as n from ${VOICES}
     where o.legislature_id = $1 and s.comment_id = any($2::uuid[]) group by 1, 2 order by 3 desc, 2`,
    [legislatureId, commentIds],
  );
  return new Map(
    rows.map(({ id, ...figures }) => [
      id,
      { ...figures, channels: Object.fromEntries(ways.filter((w) => w.id === id).map((w) => [w.channel, w.n])) },
    ]),
  );
}

/** The voices that are in these comments now, all together */
export async function voicesBehind(
  { manager, legislatureId }: Reader,
  commentIds: readonly string[],
): Promise<VoiceFigures> {
  const [row] = await manager.query<VoiceFigures[]>(
    `select ${FIGURES} from ${VOICES} where o.legislature_id = $1 and s.comment_id = any($2::uuid[])`,
    [legislatureId, commentIds],
  );
  return row ?? { voices: 0, texts: 0, sources: 0 };
}

/** Of a contact point in a round: the voices in these comments with those set aside 未列入, whose number is told */
export async function voicesHeard(
  { manager, legislatureId }: Reader,
  of: { consultationId: string; contactPointId: string; commentIds: readonly string[] },
): Promise<VoiceFigures & { setAside: number }> {
  const [row] = await manager.query<(VoiceFigures & { setAside: number })[]>(
    `select ${FIGURES}, (count(*) filter (where s.state = 'SET_ASIDE'))::int as "setAside" from ${VOICES}
     where o.legislature_id = $1 and o.consultation_id = $2 and o.contact_point_id = $3 and not o.direct
       and (s.comment_id = any($4::uuid[]) or (s.state = 'SET_ASIDE' and s.comment_id is null))`,
    [legislatureId, of.consultationId, of.contactPointId, of.commentIds],
  );
  return row ?? { voices: 0, texts: 0, sources: 0, setAside: 0 };
}

/** A text that came again and again, with one of the voices that said it */
export interface RepeatedText extends VoiceFigures {
  text: string;
  opinionIds: string[];
}

/** What came through a contact point in a round, all of it: how many, and each text repeated, the commonest first */
export async function voicesThrough(
  { manager, legislatureId }: Reader,
  consultationId: string,
  contactPointId: string,
): Promise<VoiceFigures & { repeated: RepeatedText[] }> {
  const through = `o.legislature_id = $1 and o.consultation_id = $2 and o.contact_point_id = $3 and not o.direct
    and s.state not in ('QUARANTINED', 'WITHDRAWN')`;
  const given = [legislatureId, consultationId, contactPointId];
  const [all] = await manager.query<VoiceFigures[]>(`select ${FIGURES} from ${VOICES} where ${through}`, given);
  const repeated = await manager.query<RepeatedText[]>(
    `select ${FIGURES}, min(o.text) as text, (array_agg(o.id order by o.received_at, o.id))[1:500] as "opinionIds"
     from ${VOICES} where ${through} group by md5(${TEXT}) having count(*) >= $4 order by 1 desc, 4 limit 20`,
    [...given, REPEATED_FROM],
  );
  return { ...(all ?? { voices: 0, texts: 0, sources: 0 }), repeated };
}
