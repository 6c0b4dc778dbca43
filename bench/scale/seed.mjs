/**
 * N voices and N comments in one round of one office, by one statement a table. Every row is made of its number, so
 * that two runs have the same rows; a tenth of them is rare in some way, as in a real round.
 */
import { withClient } from './cluster.mjs';

/** Of a thousand comments 700 are reported, 200 proposed, 97 drafted (those have no number yet), 3 returned */
const MIXED = {
  state: `case when i % 1000 < 700 then 'REPORTED' when i % 1000 < 900 then 'PROPOSED' when i % 1000 < 997 then 'DRAFTED' else 'RETURNED' end`,
  // one in twenty went straight to the legislature
  point: `case when i % 20 = 7 then null else (select point_ids[1 + (i::bigint * 7919 / 13) % array_length(point_ids, 1)] from round) end`,
  outcome: `case when i % 3 = 0 then 'NOT_ADOPTED' else 'ADOPTED' end`,
};
/** All proposed to be left for study, as many for each contact point as for any other */
export const PROPOSED = {
  state: `'PROPOSED'::text`,
  point: `(select point_ids[1 + i % array_length(point_ids, 1)] from round)`,
  outcome: `'NOT_ADOPTED'`,
};

/** Such as the service takes: of version 4 */
const uuid = (of) => `overlay(overlay(md5(${of}) placing '4' from 13) placing '8' from 17)::uuid`;

const SQL = (n, { state, point, outcome }) => [
  `create unlogged table seed as
   select i, ${uuid("'opinion ' || i")} as o, ${uuid("'comment ' || i")} as c,
     ${point} as point,
     case when i % 13 = 0 then null else (select provisions[1 + ((i::bigint * i) % 1009) % array_length(provisions, 1)] from round) end as provision,
     (array['AMEND', 'ADD', 'AMEND', 'DELETE', 'AMEND', 'MOVE'])[1 + (i::bigint * 31 % 97)::int % 6] as act,
     (array['CODE', 'MEETING', 'PAPER', 'PHONE', 'WALK_IN'])[1 + (i::bigint * 17 % 89)::int % 5] as channel,
     ${state} as state,
     timestamptz '2026-11-01 08:00+08' + i * interval '0.4 seconds' as at
   from generate_series(1, ${n}) as i`,
  `alter table seed add primary key (i)`,
  `insert into opinion (id, legislature_id, regulation_id, consultation_id, draft_id, contact_point_id, direct, channel, target_kind, provision_id, act, text, submission_mac, content_sha256, received_at)
   select o, r.legislature, r.regulation, r.consultation, r.draft, point, point is null, channel, case when provision is null then 'WHOLE' else 'ARTICLE' end, provision, act,
     '第' || i || '位居民说：电梯的维护保养记录应当贴在轿厢里，让大家都看得到；坏了多久修好也应当写明，' || case when i % 500 = 0 then '加装电梯的补贴也要讲清楚。' else '不要只写一个电话。' end,
     decode(md5('mac ' || i) || md5('mac2 ' || i), 'hex'), decode(md5('sha ' || i) || md5('sha2 ' || i), 'hex'), at
   from seed, round r`,
  `insert into opinion_status (id, legislature_id, consultation_id, state, set_aside_reason, comment_id)
   select o, r.legislature, r.consultation, case when i % 10 < 9 then 'REPORTED' when i % 30 = 9 then 'SET_ASIDE' else 'RECEIVED' end, case when i % 30 = 9 then 'DUPLICATE' end, case when i % 10 < 9 then c end
   from seed, round r`,
  `insert into receipt (id, legislature_id, code_mac) select o, r.legislature, decode(md5('code ' || i) || md5('code2 ' || i), 'hex') from seed, round r`,
  `insert into opinion_event (id, legislature_id, opinion_id, command, state, at) select md5('event ' || i)::uuid, r.legislature, o, 'receive', 'RECEIVED', at from seed, round r`,
  `insert into comment (id, legislature_id, regulation_id, consultation_id, draft_id, solicitation_id, contact_point_id, source_kind, verbatim, target_kind, provision_id, act, created_at)
   select c, r.legislature, r.regulation, r.consultation, r.draft, t.id, point, case when point is null then 'RESIDENT' else 'CONTACT_POINT' end, true, case when provision is null then 'WHOLE' else 'ARTICLE' end, provision, act, at
   from seed cross join round r left join solicitation t on t.consultation_id = r.consultation and t.contact_point_id = point`,
  `insert into comment_wording (id, legislature_id, comment_id, revision, text, at)
   select md5('wording ' || i)::uuid, r.legislature, c, 1, '建议维护保养记录在轿厢内公示（第' || i || '条意见），并写明修复期限。', at from seed, round r`,
  `insert into comment_opinion (id, legislature_id, comment_id, opinion_id) select md5('of ' || i)::uuid, r.legislature, c, o from seed, round r where i % 10 < 9`,
  `insert into comment_status (id, legislature_id, consultation_id, state, revision, reported_number, body, return_number, reported_at,
     contact_point_id, source_kind, act, place_kind, place_provision)
   select c, r.legislature, r.consultation, state, 1, number, case when number is not null then coalesce(point::text, 'RESIDENT') end,
     case when number is not null then row_number() over (partition by coalesce(point::text, 'RESIDENT'), number is null order by number) end, case when number is not null then at end,
     point, case when point is null then 'RESIDENT' else 'CONTACT_POINT' end, act, case when provision is null then 'WHOLE' else 'ARTICLE' end, provision
   from (select *, case when state = 'DRAFTED' then null else count(*) filter (where state <> 'DRAFTED') over (order by i) end as number from seed) s, round r`,
  `insert into comment_event (id, legislature_id, comment_id, sequence, command, state, salt, digest, at)
   select md5('step ' || i || ' ' || k)::uuid, r.legislature, c, k, (array['create', 'report', 'propose'])[k], (array['DRAFTED', 'REPORTED', 'PROPOSED'])[k], decode(md5('salt ' || i), 'hex'), decode(md5('d ' || i) || md5('d2 ' || i), 'hex'), at
   from seed, round r, generate_series(1, 3) as k where k <= case state when 'DRAFTED' then 1 when 'PROPOSED' then 3 else 2 end`,
  `insert into proposed_handling (id, legislature_id, comment_id, revision, outcome, reason_class, words, by_account, at)
   select md5('handling ' || i)::uuid, r.legislature, c, 1, outcome, case when outcome = 'NOT_ADOPTED' then 'LEFT_FOR_STUDY' end, '已在修改时一并研究。', r.preparer, at
   from (select *, ${outcome} as outcome from seed) s, round r where state = 'PROPOSED'`,
  `insert into row_place (id, list, owner_id, place, noted) select o, 'opinion', r.consultation, i, i from seed, round r`,
  `insert into row_place (id, list, owner_id, place, noted) select c, 'comment', r.consultation, i, i + ${n} from seed, round r`,
  `insert into place_counter (owner_id, list, last) select r.consultation, l, ${n} from round r, unnest(array['opinion', 'comment']) as l on conflict (owner_id, list) do update set last = excluded.last`,
];

/** Fills a database that `makeOffice` prepared; the triggers, which number, note and count rows, are done by hand */
export async function seed(cluster, database, office, n, as = MIXED, tell = () => undefined) {
  await withClient(cluster.superuser(database.name), async (db) => {
    await db.query(`set session_replication_role = replica`);
    await db.query(`set maintenance_work_mem = '1GB'`);
    await db.query(`set work_mem = '256MB'`);
    await db.query('drop table if exists seed, round');
    await db.query(
      `create table round (legislature uuid, regulation uuid, consultation uuid, draft uuid, preparer uuid, point_ids uuid[], provisions uuid[])`,
    );
    await db.query(
      `insert into round select $1, $2, $3, $4, (select id from account where username = 'preparer'), $5, array(select id from provision where draft_id = $4 order by ordinal)`,
      [office.legislatureId, office.regulationId, office.consultationId, office.draftId, office.pointIds],
    );
    for (const sql of SQL(n, as)) {
      const from = performance.now();
      await db.query(sql);
      tell(`  ${((performance.now() - from) / 1000).toFixed(1)} s  ${sql.trim().slice(0, 60)}`);
    }
    await db.query('drop table seed, round');
    await db.query(`set session_replication_role = origin`);
    await db.query('select recount_counts()');
    await db.query('vacuum analyze');
  });
}
