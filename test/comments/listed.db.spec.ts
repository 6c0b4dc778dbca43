/** What lists are filtered and counted by (migration 0025): filled in of rows that were there, and counted to an end. */
import { DataSource } from 'typeorm';
import { ListsAtSize1795310000025 } from '../../migrations/0025-lists-at-size.js';
import { CommentStatusRow } from '../../src/comments/index.js';
import { typeormConnection } from '../../src/platform/database/connection.js';
import { countEach } from '../../src/platform/database/counts.js';
import { enter, openRound, opinion, reportOne, type Round } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let round: Round;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  round = await openRound(s);
  for (const n of [1, 2, 3, 4]) await reportOne(round, n % 2, `意见${n}`, n === 4 ? null : '第二条');
  await enter(round, 0, [opinion(round, '还没有编入')]);
});
afterAll(() => s.close());

it('is filled in of rows that an older program wrote, also where it was cut off in between', async () => {
  const listed = (): Promise<object[]> =>
    s.db.asOwner(
      `select s.id, s.contact_point_id, s.source_kind, s.act, s.place_kind, s.place_provision from comment_status s order by id`,
    );
  const voices = (): Promise<object[]> => s.db.asOwner('select id, consultation_id from opinion_status order by id');
  const before = [await listed(), await voices()];
  expect(before[0]).toHaveLength(4);
  expect(before[1]).toHaveLength(5);
  expect(before[0]).toContainEqual(
    expect.objectContaining({ place_kind: 'ARTICLE', place_provision: round.articles.get('第二条') }),
  );
  for (const table of ['comment_status', 'opinion_status'])
    await s.db.asOwner(`alter table ${table} disable trigger user`);
  await s.db.asOwner(
    `update comment_status set contact_point_id = null, source_kind = null, act = null, place_kind = null, place_provision = null`,
  );
  await s.db.asOwner(
    'update opinion_status set consultation_id = null where id <> (select id from opinion_status limit 1)',
  );
  for (const table of ['comment_status', 'opinion_status'])
    await s.db.asOwner(`alter table ${table} enable trigger user`);
  const owner = await new DataSource(typeormConnection(s.db.owner)).initialize();
  try {
    await new ListsAtSize1795310000025().up(owner.createQueryRunner());
  } finally {
    await owner.destroy();
  }
  expect([await listed(), await voices()]).toEqual(before);
});

it.each([
  ['few: grouped', 10],
  ['many: each to an end', 2],
])('each value is counted, of a column of the entity and of any other: %s', async (_, most) => {
  const source = await s.db.source();
  const query = source.manager
    .createQueryBuilder(CommentStatusRow, 's')
    .where('s.consultation_id = :c', { c: round.consultationId });
  const all = await countEach(query, 's.state', ['DRAFTED', 'REPORTED', 'DROPPED'], most);
  expect([...all]).toEqual([['REPORTED', Math.min(4, most)]]);
  const kinds = await countEach(query, 's.place_kind', ['ARTICLE', 'WHOLE', 'UNKNOWN'], most);
  expect(kinds.get('ARTICLE')).toBe(Math.min(3, most));
  expect(kinds.get('WHOLE')).toBe(1);
  expect(kinds.get('UNKNOWN')).toBeUndefined();
});
