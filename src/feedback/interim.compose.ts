/** The first letter to a contact point 阶段性反馈: what was made of all it reported, or of what can be told so far. */
import { outcomeWords } from '../decision/decision.words.js';
import {
  chineseSpan,
  type ComposedLetter,
  framed,
  type Given,
  type LetterSnapshot,
  sectionsOf,
  sentence,
  type SnapshotComment,
} from './letter.parts.compose.js';

/** The wordings `interim-1` and, where something is still pending, `interim-2` */
export function composeInterim(s: LetterSnapshot, given: Given): ComposedLetter {
  const by = (o: SnapshotComment['outcome']): SnapshotComment[] => s.comments.filter((c) => c.outcome === o);
  const [adopted, partly, not] = [by('ADOPTED'), by('PARTIALLY_ADOPTED'), by('NOT_ADOPTED')];
  const pending = s.pending ?? 0;
  const [told, reported] = [s.comments.length, s.comments.length + pending];
  const studied = pending === 0 ? '对这些意见，我们会同有关方面逐条作了研究' : `其中${told}条已经会同有关方面逐条研究`;
  return framed(s, given, {
    title: `关于《${s.draftTitle}》征求意见采纳情况的反馈函`,
    body: [
      {
        kind: 'paragraph',
        text: `感谢你联系点对地方立法工作的支持。《${s.draftTitle}》于${chineseSpan(s.opensOn, s.closesOn)}征求意见，你联系点听取群众意见${s.opinionsHeard}条，归纳报送意见${reported}条。${studied}，现将采纳情况反馈如下。`,
      },
      ...sectionsOf([
        ['总体情况', [overview(s, adopted.length, partly.length, not.length)]],
        ['采纳和部分采纳的意见', [...adopted, ...partly].map((c) => describeDecision(c, s.nextDraftTitle))],
        ['未采纳的意见及主要考虑', byReason(not)],
      ]),
    ],
    closing: [
      '每条意见的处理情况和修改前后的条文见附件。请将结果告知提出意见的群众；对处理结果仍有不同看法的，可以继续向我们反映。',
      '专此函达。',
    ],
  });
}

function overview(s: LetterSnapshot, adopted: number, partly: number, not: number): string {
  const parts = [
    [adopted, '采纳'],
    [partly, '部分采纳'],
    [not, '未采纳'],
  ]
    .filter(([n]) => n !== 0)
    .map(([n, w]) => `${w}${n}条`);
  const whereSeen =
    adopted + partly > 0 ? `采纳和部分采纳的意见，已经体现在《${s.nextDraftTitle}》或者有关工作中。` : '';
  const pending = s.pending ?? 0;
  const rest = pending === 0 ? '' : `另有${pending}条意见仍在研究，有结果后另行反馈。`;
  const which = pending === 0 ? '你联系点报送的' : '已经有结果的';
  return `${which}${s.comments.length}条意见中，${parts.join('，')}。${whereSeen}${rest}`;
}

function describeDecision(c: SnapshotComment, nextTitle: string): string {
  const where = c.evidence.flatMap((e) => (e.newLabel === null ? [] : [e.newLabel]));
  const whereSeen = where.length > 0 ? `体现在《${nextTitle}》${where.join('、')}。` : '';
  return `第${c.number}条意见（${c.place}）：${outcomeWords[c.outcome]}。${[c.words, c.explanation ?? ''].map(sentence).join('')}${whereSeen}`;
}

/**
 * One paragraph per class of reason, as the letters of committees do: the reader sees why at a glance, each reason in
 * the annex
 */
function byReason(not: readonly SnapshotComment[]): string[] {
  const classes = [...new Set(not.map((c) => c.reasonClass ?? '其他'))];
  return classes.map((reason) => {
    const of = not.filter((c) => (c.reasonClass ?? '其他') === reason);
    return `${reason}的${of.length}条：${of.map((c) => `第${c.number}条意见（${c.place}），${sentence(c.words).replace(/。$/u, '')}`).join('；')}。`;
  });
}
