/** A draft and a desk for the tests of papers, in words made for them. */
import type { TextLine } from '../../src/papers/paper.rules.js';

export const DRAFT = '澄江市河道保洁条例（草案征求意见稿）';
export const LINES: TextLine[] = [
  { kind: 'chapter', label: '第一章', text: '总则' },
  { kind: 'article', label: '第一条', text: '为了加强河道保洁管理，保护水环境，制定本条例。' },
  { kind: 'paragraph', label: '', text: '前款所称河道，包括江河、湖泊和沟渠。' },
];
export const STATEMENT: TextLine[] = [
  { kind: 'heading', label: '', text: '一、必要性' },
  { kind: 'paragraph', label: '', text: '漂浮物清理不及时的问题需要专门规定。' },
];
export const ORIGIN = '根据2026年度立法计划，市水务局完成了起草工作。';
