import type { ClerkFacts } from '../../src/papers/clerk.rules.js';
import { letterDocx } from '../../src/papers/letter.docx.js';
import { PaperNotInOrder, setPaper } from '../../src/papers/paper-setting.js';
import { foundFonts, TypstRenderer } from '../../src/platform/documents/index.js';
import { composeUrging } from '../../src/solicitation/asking.compose.js';
import { DRAFT } from './asked.js';

let renderer: TypstRenderer;
beforeAll(() => {
  renderer = new TypstRenderer({ fonts: foundFonts() });
});
afterAll(() => renderer.close());

const paper = composeUrging(
  {
    desk: { organ: '澄江市人大常委会法制工作委员会', contactName: null, contactPhone: null },
    addressee: { name: '柳塘街道基层立法联系点', kind: 'POINT' },
    titles: [DRAFT],
    asked: { on: '2026-09-01', documentNumber: null },
    dueOn: '2026-09-30',
    countedOn: '2026-10-08',
    nextStep: '修改草案',
    newDueOn: '2026-10-15',
  },
  { documentNumber: '澄人常法工函〔2026〕9号', issueDate: '2026-10-08' },
);
const facts: ClerkFacts = {
  kind: '函',
  direction: 'ACROSS',
  registered: '柳塘街道基层立法联系点',
  formula: null,
  draftTitle: DRAFT,
  day: '2026-10-08',
};

it('sets both files of a paper that is in order', async () => {
  const set = await setPaper(renderer, paper, facts);
  expect(set.pages).toBe(1);
  expect(Buffer.from(set.pdf).subarray(0, 5).toString()).toBe('%PDF-');
  expect(set.docx).toEqual(await letterDocx(paper));
});

it('sets nothing of another, and says why by place; the room adds its own remarks', async () => {
  const more = [{ check: 'urging', place: '主送机关', words: '这个单位已经反馈，不用催办。' }];
  const set = setPaper(renderer, { ...paper, addressee: '柳塘联系点' }, facts, more);
  await expect(set).rejects.toBeInstanceOf(PaperNotInOrder);
  await expect(set).rejects.toThrow(
    '主送机关：写的是“柳塘联系点”，登记的名称是“柳塘街道基层立法联系点”，请改成一致。\n主送机关：这个单位已经反馈，不用催办。',
  );
});
