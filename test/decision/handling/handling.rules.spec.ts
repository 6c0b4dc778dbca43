import {
  checkSeparationOfDuties,
  judgeHandling,
  outcomes,
  reasonClasses,
  sheetLife,
} from '../../../src/decision/handling/handling.rules.js';
import { expectGrid } from '../../support/grid.js';

describe('what must be said with an outcome', () => {
  const classes = [null, ...reasonClasses];
  const cases = outcomes.flatMap((outcome) =>
    classes.flatMap((reasonClass) => ['', '  ', '已有规定'].map((words) => ({ outcome, reasonClass, words }))),
  );

  it.each(cases)('$outcome, $reasonClass, "$words"', (handling) => {
    const said = handling.words === '已有规定';
    const allowed = {
      ADOPTED: handling.reasonClass === null,
      PARTIALLY_ADOPTED: said && handling.reasonClass === null,
      NOT_ADOPTED: said && handling.reasonClass !== null,
    }[handling.outcome];
    expect(judgeHandling(handling)).toEqual(
      allowed
        ? null
        : {
            code: 'REASON_REQUIRED',
            params: {
              outcome: { ADOPTED: '采纳', PARTIALLY_ADOPTED: '部分采纳', NOT_ADOPTED: '未采纳' }[handling.outcome],
            },
          },
    );
  });

  it('allows 9 of the 72 combinations: one adoption per way of words, one partial, one refusal per class', () => {
    expect(cases).toHaveLength(72);
    expect(cases.filter((c) => judgeHandling(c) === null)).toHaveLength(3 + 1 + reasonClasses.length);
  });
});

describe('the life of a sheet 采纳情况表', () => {
  it('简易: two hands are enough', () => {
    expectGrid(
      sheetLife('SIMPLE'),
      `
                  check    sign
        PREPARED  CHECKED  SIGNED
        CHECKED   ·        SIGNED
        SIGNED    ·        ·`,
    );
  });

  it.each(['STANDARD', 'STRICT'] as const)('%s: it is checked before it is signed', (profile) => {
    expectGrid(
      sheetLife(profile),
      `
                  check    sign
        PREPARED  CHECKED  ·
        CHECKED   ·        SIGNED
        SIGNED    ·        ·`,
    );
  });
});

describe('who may put a hand to a sheet', () => {
  const people = ['preparer', 'checker', 'author', 'other'];
  const all = sheetLife('STANDARD').commands.flatMap((command) =>
    people.flatMap((actor) => [null, 'checker'].map((checkedBy) => ({ command, actor, checkedBy }))),
  );

  it.each(all)('$command by the $actor, checked by $checkedBy', ({ command, actor, checkedBy }) => {
    const judged = checkSeparationOfDuties(command, actor, {
      preparedBy: 'preparer',
      checkedBy,
      lastAuthors: ['someone', 'author'],
    });
    const allowed = actor === 'other' || (actor === 'checker' && (command === 'check' || checkedBy === null));
    expect(judged === null).toBe(allowed);
    if (judged)
      expect(judged).toMatchObject({
        code: 'SAME_PERSON',
        params: { words: expect.stringMatching(command === 'sign' ? '签发' : '审核') as unknown },
      });
  });
});
