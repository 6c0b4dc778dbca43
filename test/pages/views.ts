/** Views with every state in them, for render tests and for looking at */
import { diffTexts, parseText, provisionText } from '../../src/articles/index.js';
import { partsOf, type ShownProvision, shownProvisions } from '../../src/pages/parts.rules.js';
import { countOf, type DraftHead, type DraftView } from '../../src/pages/views/draft.js';
import { type FormView, nothingTyped } from '../../src/pages/views/form.js';
import type { Frame } from '../../src/pages/views/layout.js';
import { NOTHING_SAID } from '../../src/pages/views/said.js';
import type { OutcomeView } from '../../src/pages/views/look-up.js';

export const frame = (more: Partial<Frame> = {}): Frame => ({ size: 'standard', path: '/l/1234567890', ...more });

export const head = (more: Partial<DraftHead> = {}): DraftHead => ({
  code: '1234567890',
  printedCode: '123 456 7890',
  title: '云澜市住宅电梯安全管理条例（草案征求意见稿）',
  organ: '云澜市人大常委会法制工作委员会',
  point: '红河居委会',
  window: 'OPEN',
  opensOn: '2026-07-06',
  closesOn: '2026-08-05',
  daysLeft: 12,
  superseded: false,
  changes: [],
  corrections: [],
  said: NOTHING_SAID,
  ...more,
});

export function provisionsOfText(text: string): ShownProvision[] {
  return shownProvisions(
    parseText(text).provisions.map(({ paragraphs, ...p }, ordinal) => ({
      ...p,
      id: `id-${ordinal}`,
      ordinal,
      body: paragraphs,
      text: provisionText({ ...p, paragraphs }),
    })),
  );
}

/** A law of `n` articles in chapters of twenty, each article of some `letters` letters */
export function madeUpLaw(n: number, letters = 120): string {
  const lines = ['云市某条例'];
  const numeral = (x: number): string => {
    const d = '零一二三四五六七八九';
    const [k, h, t, u] = [Math.floor(x / 1000), Math.floor(x / 100) % 10, Math.floor(x / 10) % 10, x % 10].map(
      (i) => i,
    ) as [number, number, number, number];
    if (x < 20) return x < 10 ? (d[x] ?? '') : `十${u === 0 ? '' : d[u]}`;
    return `${k > 0 ? `${d[k]}千` : ''}${h > 0 ? `${d[h]}百` : k > 0 && (t > 0 || u > 0) ? '零' : ''}${t > 0 ? `${d[t]}十` : h > 0 && u > 0 ? '零' : ''}${u > 0 ? d[u] : ''}`;
  };
  for (let i = 1; i <= n; i++) {
    if (i % 20 === 1) lines.push(`第${numeral(Math.floor(i / 20) + 1)}章　管理与服务`);
    lines.push(
      `第${numeral(i)}条　${'有关部门应当加强对电梯安全工作的领导和监督，'.repeat(Math.ceil(letters / 22)).slice(0, letters - 1)}。`,
    );
  }
  return lines.join('\n');
}

export function draftView(provisions: readonly ShownProvision[], more: Partial<DraftView> = {}): DraftView {
  const parts = partsOf(provisions);
  return { ...head(), articles: countOf(parts), parts, at: 1, amending: false, deleted: [], ...more };
}

export const formView = (provision: ShownProvision | null, more: Partial<FormView> = {}): FormView => ({
  head: head(),
  provision,
  token: 't.m',
  submissionKey: 'k'.repeat(22),
  keptUntil: '2027-02-01',
  typed: nothingTyped,
  wait: null,
  faults: [],
  ...more,
});

export const unreleased: OutcomeView['outcome'] = {
  stage: 'STUDIED',
  again: false,
  setAsideReason: null,
  contactPoint: '红河居委会',
  outcome: null,
  reasonClass: null,
  words: null,
  changes: [],
  documentNumber: null,
};

export const adopted: OutcomeView['outcome'] = {
  ...unreleased,
  stage: 'RESULT',
  outcome: 'PARTIALLY_ADOPTED',
  words: '到场时间改短了；二十分钟在远郊还做不到，考虑到各县区的实际，写成“最长不超过二十五分钟”。',
  documentNumber: '云人常法工函〔2026〕17号',
  changes: [
    {
      oldLabel: '第三十条',
      newLabel: '第三十一条',
      changes: diffTexts(
        '维护保养单位接到困人报告后，应当在三十分钟内派人到达现场实施救援。',
        '维护保养单位接到困人报告后，应当立即派人，最长不超过二十五分钟到达现场实施救援。',
      ),
    },
  ],
};

export const outcomeView = (outcome: OutcomeView['outcome']): OutcomeView => ({
  receipt: '1234567890123456',
  contact: 'KEPT',
  regulation: '云澜市住宅电梯安全管理条例（草案征求意见稿）',
  about: '第三十条　困人救援',
  receivedOn: '2026-07-20',
  text: '三十分钟太久了，我妈心脏不好，困在里面吓得够呛。\n改成二十分钟。',
  pictures: 2,
  withdrawal: 'NOTE',
  waits: false,
  proposedWording: '二十分钟内派人到达现场',
  reason: '困在里面的多是老人和孩子',
  outcome,
});
