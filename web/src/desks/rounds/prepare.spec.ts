import { describe, expect, it } from 'vitest';
import { formOf, inputOf, readKept } from './prepare';
import type { Point } from './round';
import { EVERY_POINT } from './whom';

describe('what is typed about a round', () => {
  const form = { ...formOf(null, '2026-12-01'), title: ' 公开征求意见 ' };
  it('begins with a month from today', () => {
    expect(form).toMatchObject({ method: 'PUBLIC', opensOn: '2026-12-01', closesOn: '2026-12-31', focus: [] });
  });
  it('is sent without blanks, and without questions that are none', () => {
    const focus = [
      { question: ' 多久查一次 ', provision: '第二条' },
      { question: ' ', provision: '第三条' },
      { question: '谁来查', provision: ' ' },
    ];
    expect(inputOf({ ...form, origin: ' ', focus })).toMatchObject({
      title: '公开征求意见',
      origin: null,
      approvedOn: null,
      focus: [
        { question: '多久查一次', provision: '第二条' },
        { question: '谁来查', provision: null },
      ],
    });
  });
  it('is kept, and read again as far as it is understood', () => {
    const whom = { ...EVERY_POINT, added: ['a', 'gone'], dropped: ['gone'] };
    const kept = JSON.stringify({ form, whom, version: 3 });
    expect(readKept(kept, [{ id: 'a' } as Point])).toEqual({
      form,
      whom: { ...EVERY_POINT, added: ['a'] },
      version: 3,
    });
    for (const words of ['', 'no', '{}', '{"form":{"title":"x"}}']) expect(readKept(words, [])).toBeNull();
  });
});
