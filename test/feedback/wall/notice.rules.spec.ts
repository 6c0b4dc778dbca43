/** 告示 and stickers: what hangs on a public wall is figures and the text that is out, never what anybody said. */
import { entriesOf, figuresOf, type ToldComment } from '../../../src/feedback/wall/notice.rules.js';

const changed = { oldLabel: '第九条', newLabel: '第十条', changes: [{ type: 'insert' as const, text: '三十日' }] };
const told = (outcome: ToldComment['outcome'], more: Partial<ToldComment> = {}): ToldComment => ({
  outcome,
  place: '第九条',
  explanation: null,
  evidence: [],
  ...more,
});

it('says the figures, and leaves out what is nothing', () => {
  const comments = [told('ADOPTED'), told('NOT_ADOPTED'), told('NOT_ADOPTED')];
  expect(figuresOf({ heard: 14, comments })).toEqual(['听取意见 14 条，报送 3 条', '采纳 1 条，未采纳 2 条']);
  expect(figuresOf({ heard: 1, comments: [told('PARTIALLY_ADOPTED')] })).toEqual([
    '听取意见 1 条，报送 1 条',
    '部分采纳 1 条',
  ]);
});

it('shows each changed place once, where it stands now', () => {
  const twice = [told('ADOPTED', { evidence: [changed] }), told('ADOPTED', { evidence: [changed] })];
  expect(entriesOf(twice)).toEqual([{ mark: '采纳', label: '第十条', runs: changed.changes }]);
  const gone = told('PARTIALLY_ADOPTED', { evidence: [{ ...changed, newLabel: null }] });
  expect(entriesOf([gone])).toEqual([{ mark: '部分采纳', label: '第九条', runs: changed.changes }]);
});

it('shows what the office explained where the text does not show it, and nothing where there is neither', () => {
  expect(entriesOf([told('ADOPTED', { explanation: '已在实施办法里落实。' })])).toEqual([
    { mark: '采纳', label: '第九条', runs: [{ type: 'same', text: '已在实施办法里落实。' }] },
  ]);
  expect(entriesOf([told('ADOPTED')])).toEqual([]);
});

it('has nothing of what was not adopted, whatever stands with it', () => {
  expect(entriesOf([told('NOT_ADOPTED', { evidence: [changed], explanation: '理由' })])).toEqual([]);
});
