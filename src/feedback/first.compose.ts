/**
 * The first letter to a contact point as a strict clerk lets it pass (papers 11): 你单位, one section for each outcome,
 * items cited without brackets. The wordings before it stay as they are, for letters that have them.
 */
import { outcomeWords } from '../decision/decision.words.js';
import {
  citedPlainly,
  type ComposedLetter,
  framed,
  type Given,
  type LetterSnapshot,
  sectionsOf,
  youOf,
} from './letter.parts.compose.js';
import { closingOf, describe, shortOf, titled } from './supplementary.compose.js';

/** The wordings `interim-3` and `interim-4`, whether or not something is still pending */
export function composeFirst(snapshot: LetterSnapshot, given: Given): ComposedLetter {
  const s = citedPlainly(snapshot);
  const by = (o: (typeof OUTCOMES)[number]): string[] =>
    s.comments.filter((c) => c.outcome === o).map((c) => describe(c, s));
  const pending = s.pending ?? 0;
  return framed(s, given, {
    title: `关于${titled(s.draftTitle)}意见采纳情况的函`,
    body: [
      { kind: 'paragraph', text: openingOf(s, pending) },
      ...sectionsOf([
        ['采纳的意见', by('ADOPTED')],
        ['部分采纳的意见', by('PARTIALLY_ADOPTED')],
        ['未采纳的意见', by('NOT_ADOPTED')],
        [
          '其他情况',
          [
            ...(pending === 0 ? [] : [`另有${pending}条意见仍在研究，有结果后另行反馈。`]),
            '群众直接提交我委的意见另行答复，不计入以上数字。',
          ],
        ],
      ]),
    ],
    closing: closingOf(s),
  });
}

const OUTCOMES = ['ADOPTED', 'PARTIALLY_ADOPTED', 'NOT_ADOPTED'] as const;

/** What came, and what became of it in figures; what there is none of is not named */
function openingOf(s: LetterSnapshot, pending: number): string {
  const short = shortOf(s);
  const named = `${titled(s.draftTitle)}${short === null ? '' : `（以下简称${short}）`}`;
  const told = s.comments.length;
  // a campaign is shown as what it is, and nothing is merged away (product §2)
  const repeated = s.repeated ? `（${s.repeated.texts}种文字、${s.repeated.sources}个来源）` : '';
  const figures = OUTCOMES.map((o) => [outcomeWords[o], s.comments.filter((c) => c.outcome === o).length] as const)
    .filter(([, n]) => n > 0)
    .map(([word, n]) => `${word}${n}条`);
  const studied = pending === 0 ? '我委会同有关方面逐条研究' : `其中${told}条我委已经会同有关方面逐条研究`;
  const you = youOf(s);
  return `${you}报送的对${named}的意见收悉。${you}听取意见${s.opinionsHeard}条${repeated}，归纳报送${told + pending}条。${studied}，${figures.join('，')}。现将情况反馈如下：`;
}
