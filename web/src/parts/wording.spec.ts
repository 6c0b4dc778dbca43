import { describe, expect, it } from 'vitest';
import { compareWords, COMPARED } from './wording';

describe('compareWords', () => {
  it('marks what each side has alone', () =>
    expect(compareWords('不少于十五日。', '不少于三十日。')).toEqual([
      { kind: 'same', text: '不少于' },
      { kind: 'insert', text: '三' },
      { kind: 'same', text: '十' },
      { kind: 'delete', text: '五' },
      { kind: 'same', text: '日。' },
    ]));
  it('gives both wordings back whole', () => {
    const [a, b] = ['一并增加查阅程序。', '查阅程序由配套规定明确。'];
    const parts = compareWords(a, b);
    const of = (kind: string): string =>
      parts.flatMap((p) => (p.kind === kind || p.kind === 'same' ? p.text : [])).join('');
    expect([of('delete'), of('insert')]).toEqual([a, b]);
  });
  it('does not compare what is very long', () => {
    const long = '长'.repeat(COMPARED + 1);
    expect(compareWords(long, '短')).toEqual([
      { kind: 'delete', text: long },
      { kind: 'insert', text: '短' },
    ]);
  });
});
