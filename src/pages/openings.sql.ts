/** What stands behind law codes 一法一码 just now, told for many codes by one statement. */
import type { EntityManager } from 'typeorm';
import type { ConsultationChangeRow, ConsultationRow } from '../consultation/index.js';
import { methodsThat } from '../consultation/method.rules.js';
import type { DraftRow } from '../authoring/index.js';
import type { Day } from '../platform/base/clock.js';

/** A code as it is now, and the text and the round that it opens; null where no round was sent out */
export interface Opening {
  code: string;
  legislatureId: string;
  revoked: boolean;
  /** the contact point whose code it is, by the short name of today; null for the regulation's own */
  point: string | null;
  organ: string;
  /** whom to ask, as one line; null where nothing is known */
  contact: string | null;
  /** the civil day of the legislature by database time */
  today: Day;
  opened: Opened | null;
}

export interface Opened {
  draftId: string;
  title: string;
  draftState: DraftRow['state'];
  takenDownReason: string | null;
  state: ConsultationRow['state'];
  opensOn: Day;
  closesOn: Day;
  /** told to residents since the round was sent out, newest first; `on` is a civil day of the legislature */
  changes: readonly (Pick<ConsultationChangeRow, 'command' | 'reason' | 'newDay'> & { on: Day })[];
  /** what the office says about the text now; null where nothing was ever said */
  said: {
    sentence: string | null;
    points: readonly { question: string; answer: string; provisionLabel: string }[] | null;
    references: readonly { title: string; words: string; fileId: string | null; fileName: string | null }[];
    statement: boolean;
  };
  /** oldest first */
  corrections: readonly { provisionId: string; stands: string; shouldBe: string; reason: string; correctedOn: Day }[];
}

/**
 * Of these codes those that exist, in any order. A code names its own legislature, so it alone is found without a
 * scope; everything behind it is looked for in that one. Of the rounds of a regulation the one counts that is open,
 * else the newest that was sent out, also where it was suspended or cancelled since. A text that is not public is as
 * if nobody had asked about it.
 */
export const readOpenings = (manager: EntityManager, codes: readonly string[]): Promise<Opening[]> =>
  manager.query<Opening[]>(OPENINGS, [codes, methodsThat('openByCode')]);

const OPENINGS = `
with asked as materialized (
  select c.code, c.legislature_id, c.regulation_id, c.revoked_at is not null as revoked,
    case when c.contact_point_id is not null then coalesce((
      select p.short_name from engagement e join contact_point p on p.id = e.contact_point_id
      where e.legislature_id = c.legislature_id and e.contact_point_id = c.contact_point_id and e.until is null limit 1
    ), c.label) end as point
  from law_code c where c.code = any($1::text[])
), laws as materialized (
  select l.id as legislature_id, a.regulation_id, l.organ_name as organ, d.today::text as today,
    nullif(concat_ws(' ', nullif(l.organ_name, ''), nullif(l.contact_name, ''), nullif(l.contact_phone, '')), '') as contact,
    case when t.id is not null then json_build_object(
      'draftId', t.id, 'title', t.title, 'draftState', t.state, 'takenDownReason', t.taken_down_reason,
      'state', r.state, 'opensOn', r.opens_on, 'closesOn', r.closes_on,
      'changes', (
        select coalesce(json_agg(json_build_object('command', h.command, 'reason', h.reason, 'newDay', h.new_day,
          'on', (h.at at time zone l.zone)::date) order by h.at desc, h.id), '[]')
        from consultation_change h
        where h.consultation_id = r.id and h.legislature_id = l.id and h.at >= r.issued_at and h.command <> 'correct'),
      'said', json_build_object(
        'sentence', s.sentence, 'points', s.points,
        'statement', coalesce((
          select jsonb_array_length(e.lines) > 0 from draft_statement e
          where e.draft_id = t.id and e.legislature_id = l.id order by e.revision desc limit 1), false),
        'references', (
          select coalesce(json_agg(json_build_object('title', x.e->>'title', 'words', x.e->>'words',
            'fileId', f.id, 'fileName', f.name) order by x.at), '[]')
          from (select entries from draft_references n
            where n.draft_id = t.id and n.legislature_id = l.id order by n.revision desc limit 1) n
          cross join lateral jsonb_array_elements(n.entries) with ordinality x(e, at)
          left join file f on f.id = (x.e->>'fileId')::uuid and f.legislature_id = l.id)),
      'corrections', (
        select coalesce(json_agg(json_build_object('provisionId', k.provision_id, 'stands', k.stands,
          'shouldBe', k.should_be, 'reason', k.reason, 'correctedOn', k.corrected_on) order by k.at, k.id), '[]')
        from draft_correction k where k.draft_id = t.id and k.legislature_id = l.id)
    ) end as opened
  from (select distinct legislature_id, regulation_id from asked where not revoked) a
  join legislature l on l.id = a.legislature_id
  cross join lateral (select (clock_timestamp() at time zone l.zone)::date as today) d
  left join lateral (
    select * from consultation x
    where x.legislature_id = l.id and x.regulation_id = a.regulation_id and x.method = any($2::text[])
      and x.issued_at is not null
      and exists (select 1 from draft v where v.id = x.draft_id and v.legislature_id = l.id and v.scope = 'PUBLIC')
    order by (x.state = 'ISSUED' and d.today between x.opens_on and x.closes_on) desc, x.created_at desc limit 1
  ) r on true
  left join draft t on t.id = r.draft_id and t.legislature_id = l.id
  left join lateral (
    select k.sentence, k.points from draft_key_points k
    where k.draft_id = t.id and k.legislature_id = l.id order by k.revision desc limit 1
  ) s on true
)
select code, legislature_id as "legislatureId", revoked, point, organ, contact, today, opened
from asked left join laws using (legislature_id, regulation_id)`;

/** A text that anybody may speak on today, under the regulation's own code */
export interface OpenText {
  code: string;
  title: string;
  organ: string;
  closesOn: Day;
  daysLeft: number;
}

/** What is open to everybody just now, over all legislatures, what closes first standing first; at most `most` */
export const readOpenTexts = (manager: EntityManager, most: number): Promise<OpenText[]> =>
  manager.query<OpenText[]>(OPEN_TEXTS, [methodsThat('openByCode'), most]);

const OPEN_TEXTS = `
select k.code, t.title, l.organ_name as organ, x.closes_on::text as "closesOn", x.closes_on - d.today as "daysLeft"
from legislature l
cross join lateral (select (clock_timestamp() at time zone l.zone)::date as today) d
join consultation x on x.legislature_id = l.id and x.state = 'ISSUED' and x.method = any($1::text[])
  and x.issued_at is not null and d.today between x.opens_on and x.closes_on
join draft t on t.id = x.draft_id and t.legislature_id = l.id and t.state = 'PUBLISHED' and t.scope = 'PUBLIC'
join law_code k on k.legislature_id = l.id and k.regulation_id = x.regulation_id
  and k.contact_point_id is null and k.place is null and k.revoked_at is null
where x.id = (
  select y.id from consultation y
  where y.legislature_id = l.id and y.regulation_id = x.regulation_id and y.method = any($1::text[])
    and y.issued_at is not null and y.state = 'ISSUED' and d.today between y.opens_on and y.closes_on
  order by y.created_at desc limit 1)
order by x.closes_on, t.title, k.code limit $2`;
