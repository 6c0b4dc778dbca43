/** A letter that says nothing, to look at a letterhead with. Pure. */
import type { OfficialLetter } from './letter.model.js';

/** Under the names of the office; 未签发, so that nobody sends it out */
export const sampleLetter = (own: { organName: string; documentWord: string }): OfficialLetter => ({
  issuer: own.organName,
  documentNumber: `${own.documentWord}〔2026〕1号`,
  title: '关于版头样张的函',
  addressee: '各有关单位',
  body: [
    { kind: 'paragraph', text: '这是看版头用的样张，不是公文。机关标志按上传的版头排，位置、双线和字号按国家标准排。' },
    { kind: 'heading1', text: '一、看什么' },
    {
      kind: 'paragraph',
      text: '机关标志是不是一行，字体、大小和颜色是不是平时用的；双线和发文字号是不是在原来的地方。',
    },
  ],
  closing: [],
  attachments: [],
  signatory: own.organName,
  date: '2026年1月1日',
  contact: null,
  annex: null,
  issued: false,
});
