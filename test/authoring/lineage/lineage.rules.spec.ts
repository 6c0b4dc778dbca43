import fc from 'fast-check';
import { currentLinks, heirsOf, type Link, type Relation } from '../../../src/authoring/lineage/lineage.rules.js';

type Row = Link & { score: number };
const link = (
  old: string | null,
  next: string | null,
  relation: Relation,
  round = 1,
  score = 0.9,
  status: Link['status'] = 'PROPOSED',
): Row => ({ oldProvisionId: old, newProvisionId: next, relation, round, score, status });

describe('what holds between two drafts', () => {
  it('is the proposal until a person speaks', () => {
    const rows = [link('o1', 'n1', 'unchanged'), link(null, 'n2', 'new'), link('o2', null, 'deleted')];
    expect(currentLinks(rows)).toEqual(rows);
  });

  it('is the last round of each new article, the others untouched', () => {
    const corrected = link('o2', 'n1', 'modified', 2, 1, 'CORRECTED');
    expect(currentLinks([link('o1', 'n1', 'modified'), link('o3', 'n3', 'moved'), corrected])).toEqual([
      link('o3', 'n3', 'moved'),
      corrected,
    ]);
  });

  it('keeps every edge of a merge of one round, and drops all of an earlier round', () => {
    const merge = [link('o1', 'n1', 'merged', 2), link('o2', 'n1', 'merged', 2)];
    expect(currentLinks([link('o9', 'n1', 'modified'), ...merge])).toEqual(merge);
  });

  it('does not call deleted what a correction continues, and names a deleted article once', () => {
    expect(
      currentLinks([link('o1', null, 'deleted'), link(null, 'n1', 'new'), link('o1', 'n1', 'modified', 2)]),
    ).toEqual([link('o1', 'n1', 'modified', 2)]);
    const confirmed = link('o1', null, 'deleted', 2, 0, 'CONFIRMED');
    expect(currentLinks([link('o1', null, 'deleted'), confirmed])).toEqual([confirmed]);
  });

  it('never has two rounds of one new article, whatever was written', () => {
    const row = fc
      .record({
        o: fc.option(fc.constantFrom('o1', 'o2', 'o3')),
        n: fc.option(fc.constantFrom('n1', 'n2', 'n3')),
        round: fc.integer({ min: 1, max: 4 }),
      })
      .filter(({ o, n }) => o !== null || n !== null)
      .map(({ o, n, round }) => link(o, n, 'modified', round));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        const now = currentLinks(rows);
        for (const l of now) {
          expect(rows).toContain(l);
          if (l.newProvisionId === null)
            expect(now.some((x) => x.newProvisionId !== null && x.oldProvisionId === l.oldProvisionId)).toBe(false);
          else
            expect(rows.filter((r) => r.newProvisionId === l.newProvisionId).every((r) => r.round <= l.round)).toBe(
              true,
            );
        }
      }),
    );
  });
});

describe('the heirs of an article', () => {
  it('are the parts of a split, the likest first; a deleted one has none', () => {
    const links = [
      link('o1', 'n1', 'split', 1, 0.4),
      link('o1', 'n2', 'split', 1, 0.7),
      link('o2', null, 'deleted'),
      link('o3', 'n3', 'unchanged', 1, 1),
    ];
    expect(heirsOf(links, 'o1').map((l) => l.newProvisionId)).toEqual(['n2', 'n1']);
    expect(heirsOf(links, 'o2')).toEqual([]);
    expect(heirsOf(links, 'nowhere')).toEqual([]);
  });
});
