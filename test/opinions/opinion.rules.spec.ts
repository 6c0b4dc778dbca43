import { parseText, pathsOf, provisionText } from '../../src/articles/index.js';
import { draft1Text, opinions as sampleOpinions } from '../../src/demo/sample/index.js';
import { anchorTarget, type GivenTarget, isSettled, opinionLife } from '../../src/opinions/opinion.rules.js';
import { expectGrid } from '../support/grid.js';

describe('the life of an opinion 群众原话', () => {
  it('is this table and no other', () => {
    expectGrid(
      opinionLife,
      `
                     report    unreport  answer    setAside   restore   withdraw   quarantine   clear
        RECEIVED     REPORTED  ·         ·         SET_ASIDE  ·         WITHDRAWN  QUARANTINED  ·
        REPORTED     ·         RECEIVED  ANSWERED  ·          ·         ·          ·            ·
        ANSWERED     ·         ·         ·         ·          ·         ·          ·            ·
        SET_ASIDE    ·         ·         ·         ·          RECEIVED  WITHDRAWN  ·            ·
        WITHDRAWN    ·         ·         ·         ·          ·         ·          ·            ·
        QUARANTINED  ·         ·         ·         SET_ASIDE  ·         WITHDRAWN  ·            RECEIVED`,
    );
  });

  it('owes nothing more once it is answered, set aside or withdrawn', () => {
    expect(opinionLife.states.filter(isSettled)).toEqual(['ANSWERED', 'SET_ASIDE', 'WITHDRAWN']);
  });
});

describe('where an opinion is anchored', () => {
  const text = '住宅电梯的使用单位应当做好下列工作：\n（一）每日检查；\n（二）每日检查并记录。';
  const article = {
    id: 'a',
    text,
    paths: new Map([
      ['p1', text],
      ['p1.i1', '每日检查；'],
      ['p1.i2', '每日检查并记录。'],
    ]),
  };
  const given = (more: Partial<GivenTarget>): GivenTarget => ({
    kind: 'ARTICLE',
    provisionId: 'a',
    path: null,
    quote: null,
    ...more,
  });
  const nowhere = { path: null, quoteExact: null, quotePrefix: null, quoteSuffix: null };

  it.each(['WHOLE', 'UNKNOWN'] as const)('%s needs no article and keeps none', (kind) => {
    expect(anchorTarget(given({ kind, quote: '每日', path: 'p1' }), article)).toEqual({
      targetKind: kind,
      provisionId: null,
      ...nowhere,
    });
  });

  it.each(['ARTICLE', 'NEW_ARTICLE_AFTER'] as const)('%s needs an article', (kind) => {
    expect(anchorTarget(given({ kind }), null)).toEqual({ code: 'TARGET_NOT_FOUND' });
    expect(anchorTarget(given({ kind }), article)).toEqual({ targetKind: kind, provisionId: 'a', ...nowhere });
  });

  it('keeps a path that is there, refuses one that is not', () => {
    expect(anchorTarget(given({ path: 'p1.i2' }), article)).toMatchObject({ path: 'p1.i2', quoteExact: null });
    expect(anchorTarget(given({ path: 'p1.i3' }), article)).toEqual({ code: 'TARGET_NOT_FOUND' });
  });

  it('keeps a quote with the words around it, at most 32 on each side', () => {
    expect(anchorTarget(given({ quote: '使用单位' }), article)).toMatchObject({
      quoteExact: '使用单位',
      quotePrefix: '住宅电梯的',
      quoteSuffix: text.slice(9, 41),
    });
    const long = { ...article, text: `${'前'.repeat(50)}中${'后'.repeat(50)}` };
    expect(anchorTarget(given({ quote: '中' }), long)).toMatchObject({
      quotePrefix: '前'.repeat(32),
      quoteSuffix: '后'.repeat(32),
    });
  });

  it('looks for the quote below the path where there is one', () => {
    expect(anchorTarget(given({ path: 'p1.i2', quote: '每日检查' }), article)).toMatchObject({
      quoteSuffix: '并记录。',
    });
    expect(anchorTarget(given({ path: 'p1.i1', quote: '并记录' }), article)).toEqual({ code: 'QUOTE_NOT_FOUND' });
  });

  it.each(['每日 检查', '物业', '每日检查；。'])('refuses %j, which does not stand there word for word', (quote) => {
    expect(anchorTarget(given({ quote }), article)).toEqual({ code: 'QUOTE_NOT_FOUND' });
  });

  it('finds every place of the sample, and the quote between its neighbours', () => {
    const provisions = new Map(parseText(draft1Text).provisions.map((p) => [p.label, p]));
    let quotes = 0;
    for (const o of sampleOpinions) {
      const target = o.target;
      if (target.kind !== 'article') continue;
      const p = provisions.get(target.label);
      if (!p) throw new Error(`${o.key}: no ${target.label}`);
      const whole = provisionText(p);
      const found = anchorTarget(
        given({ provisionId: o.key, path: target.path ?? null, quote: target.quote ?? null }),
        { id: o.key, text: whole, paths: new Map(pathsOf(p).map((x) => [x.path, x.text])) },
      );
      if ('code' in found) throw new Error(`${o.key}: ${found.code}`);
      if (target.quote === undefined) continue;
      quotes++;
      expect(whole).toContain(`${found.quotePrefix ?? ''}${target.quote}${found.quoteSuffix ?? ''}`);
    }
    expect(quotes).toBeGreaterThan(5);
  });
});
