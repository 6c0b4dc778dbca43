import { describe, expect, it } from 'vitest';
import { nodesOf, type Regulation, unlistedOf } from './nodes';

const now = new Date('2026-11-28T04:00:00Z');
type Draft = Regulation['draftsInOrder']['nodes'][number];
type Round = Regulation['rounds']['nodes'][number];
const draft = (id: string, sequence: number, publishedAt: string): Draft => ({
  id,
  kind: 'DRAFT',
  title: id,
  state: 'PUBLISHED',
  scope: 'PUBLIC',
  sequence,
  articleCount: 3,
  publishedAt,
  takenDownReason: null,
  version: 1,
});
const round = (id: string, draftId: string, opensOn: string): Round => ({
  id,
  title: id,
  method: 'PUBLIC',
  phase: 'CLOSED',
  opensOn,
  closesOn: '2026-11-20',
  approvedByBody: null,
  approvedOn: null,
  draftId,
  heldBack: { totalCount: 0 },
  story: null,
});
/** as the service gives it: the newest first, and how many there are */
const regulation = (rounds: Round[], drafts: Draft[], more = { rounds: 0, texts: 0 }): Regulation => ({
  id: 'g',
  title: '绿化条例',
  kind: 'REGULATION',
  making: 'ENACT',
  version: 1,
  story: null,
  rounds: { totalCount: rounds.length + more.rounds, nodes: rounds },
  draftsInOrder: { totalCount: drafts.length + more.texts, nodes: drafts },
  lawCodes: { totalCount: 0, nodes: [] },
});
const drafts = [draft('第二稿', 2, '2026-10-01T00:00:00Z'), draft('第一稿', 1, '2026-03-01T00:00:00Z')];
const rounds = [
  round('丙', '第二稿', '2026-10-05'),
  round('乙', '第一稿', '2026-03-05'),
  round('甲', '第一稿', '2026-03-05'),
];

describe('the way of a regulation', () => {
  it('goes by its texts, each with the rounds about it, the older of one day first', () => {
    const dated = nodesOf(regulation(rounds, drafts), now).filter((n) => n.day !== null);
    expect(dated.map((n) => n.id)).toEqual(['第一稿', '甲', '乙', '第二稿', '丙']);
  });
  it('keeps a round whose text is not listed before those that are', () => {
    const dated = nodesOf(regulation([...rounds, round('早', '零稿', '2025-01-01')], drafts), now);
    expect(dated[0]?.id).toBe('早');
  });
  it('says how much of it is not listed', () => {
    expect(unlistedOf(regulation(rounds, drafts))).toEqual({ rounds: 0, texts: 0 });
    expect(unlistedOf(regulation(rounds, drafts, { rounds: 7, texts: 12 }))).toEqual({ rounds: 7, texts: 12 });
  });
});
