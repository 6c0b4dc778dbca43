import { describe, expect, it } from 'vitest';
import { emptyOrgan, organsInput, peopleInput, subjectsInput, termInput, termOf } from './point-form';

describe('a form of a contact point', () => {
  it.each([
    ['', {}],
    ['5年', { years: 5 }],
    [' 3 ', { years: 3 }],
    ['至2031-01-30', { until: '2031-01-30' }],
    ['2031-01-30', { until: '2031-01-30' }],
    ['长期', null],
  ])('reads the term %s', (text, term) => {
    expect(termInput(text)).toEqual(term);
  });

  it('writes a term as it is read', () => {
    expect([termOf({ years: 5, until: null }), termOf({ years: null, until: '2031-01-30' }), termOf({})]).toEqual([
      '5年',
      '至2031-01-30',
      '',
    ]);
  });

  it('leaves out organs and people without a name, and says which term is wrong', () => {
    const organ = { ...emptyOrgan(), organ: '甲机关', term: '5年' };
    expect(organsInput([emptyOrgan(), organ])).toEqual([{ organ: '甲机关', since: null, plaque: null, years: 5 }]);
    expect(organsInput([organ, { ...organ, term: '很久' }])).toEqual({ wrongTerm: 1 });
    expect(
      peopleInput([
        { role: 'LEADER', name: ' ', phone: '1' },
        { role: 'LIAISON', name: '甲', phone: '' },
      ]),
    ).toEqual([{ role: 'LIAISON', name: '甲', phone: null }]);
    expect(subjectsInput('物业、 养老，物业')).toEqual(['物业', '养老']);
  });
});
