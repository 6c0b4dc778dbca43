/** What a contact point is owed an answer to, and when a letter can be made of it. */
import { commentLife, type CommentState } from '../../src/comments/comment.rules.js';
import { letterLife, type LetterState } from '../../src/feedback/letter.rules.js';
import { judgeComposing, judgeOwed, mayBeTold } from '../../src/feedback/owed.rules.js';

const owed = (state: CommentState, told: LetterState | null, decision: string | null = 'd1', tells = 'd1'): string =>
  Object.entries(
    judgeOwed(
      [{ id: 'c', state, decisionId: decision }],
      told === null ? [] : [{ commentId: 'c', decisionId: tells, letterState: told }],
    ),
  )
    .flatMap(([name, ids]) => ((ids as string[]).length > 0 ? [name] : []))
    .join(' ');

describe('what is owed', () => {
  it('of a comment that no letter tells follows from where it stands', () => {
    expect(commentLife.states.map((s) => [s, owed(s, null)])).toEqual([
      ['DRAFTED', ''],
      ['REPORTED', 'waiting'],
      ['RETURNED', ''],
      ['PROPOSED', 'waiting'],
      ['SIGNED', 'waiting'],
      ['RELEASED', 'ready'],
      ['ANSWERED', 'ready'],
      ['REOPENED', 'waiting'],
      ['DROPPED', ''],
    ]);
    expect(commentLife.states.filter(mayBeTold)).toEqual(['RELEASED', 'ANSWERED']);
    expect(owed('REPORTED', null, null)).toBe('waiting');
  });

  it.each([
    // the letter stands so | it tells the last decision | it tells a former one
    ['COMPOSED', '', 'ready outdated'],
    ['FINALISED', '', 'ready outdated'],
    ['SIGNED', '', 'ready outdated'],
    ['SEALED', '', 'ready outdated'],
    ['DELIVERED', '', 'ready'],
    ['RECEIVED', '', 'ready'],
    ['REPLIED', '', 'ready'],
    ['RETURNED', 'ready', 'ready'],
    ['VOIDED', 'ready', 'ready'],
    ['SUPERSEDED', 'ready', 'ready'],
  ] as const)('beside a letter that is %s', (state, last, former) => {
    expect(owed('RELEASED', state)).toBe(last);
    expect(owed('RELEASED', state, 'd2', 'd1')).toBe(former);
  });

  it('names every state of a letter', () => {
    expect(letterLife.states).toHaveLength(10);
  });

  it('while it is decided again it is not owed: what was told stays told until there is something new', () => {
    expect(owed('REOPENED', 'DELIVERED')).toBe('');
    expect(owed('PROPOSED', 'DELIVERED')).toBe('');
    expect(owed('SIGNED', 'DELIVERED', 'd2', 'd1')).toBe('waiting');
    expect(owed('SIGNED', 'SIGNED', 'd2', 'd1')).toBe('waiting outdated');
  });

  it('of several keeps their order, each by the letters that tell it', () => {
    const all = ['a', 'b', 'c', 'd'].map((id) => ({ id, state: 'RELEASED' as const, decisionId: `of ${id}` }));
    const tells = (id: string, letterState: LetterState): object => ({
      commentId: id,
      decisionId: `of ${id}`,
      letterState,
    });
    expect(
      judgeOwed(all, [
        tells('b', 'DELIVERED'),
        tells('c', 'VOIDED'),
        tells('c', 'SIGNED'),
        tells('a', 'VOIDED'),
      ] as never),
    ).toEqual({ ready: ['a', 'd'], waiting: [], outdated: [] });
  });
});

describe('composing', () => {
  const judge = (ready: number, waiting: number, hasLetter: boolean, releasedOnly: boolean): unknown =>
    judgeComposing(
      {
        ready: Array.from({ length: ready }, (_, i) => `r${i}`),
        waiting: Array.from({ length: waiting }, (_, i) => `w${i}`),
        outdated: [],
      },
      { hasLetter, releasedOnly },
    );

  it.each([
    // ready, waiting | a letter stands | only what is released
    [0, 0, false, false, 'NO_COMMENTS'],
    [0, 0, true, false, 'ALREADY_EXISTS'],
    [0, 0, false, true, 'NO_COMMENTS'],
    [0, 0, true, true, 'ALREADY_EXISTS'],
    [2, 0, false, false, null],
    [2, 0, true, true, null],
    [2, 1, false, false, 'OUTCOMES_NOT_RELEASED'],
    [2, 1, true, false, 'OUTCOMES_NOT_RELEASED'],
    [2, 1, true, true, null],
    [0, 1, true, true, 'OUTCOMES_NOT_RELEASED'],
    [0, 1, false, false, 'OUTCOMES_NOT_RELEASED'],
  ] as const)('%i to tell, %i waiting, letter %s, released only %s: %s', (ready, waiting, letter, only, code) => {
    expect((judge(ready, waiting, letter, only) as { code: string } | null)?.code ?? null).toBe(code);
  });

  it('says how many of how many, and offers the rest only where there is one', () => {
    expect(judge(2, 1, false, false)).toMatchObject({ params: { count: 1, of: 3 } });
    expect(JSON.stringify(judge(2, 1, false, false))).toContain('先反馈其余 2 条');
    expect(JSON.stringify(judge(0, 3, false, true))).not.toContain('其余');
  });
});
