/**
 * A further letter to a contact point 补充反馈: only what the letters before it did not tell, what was decided again
 * first (papers 11).
 */
import { outcomeWords } from '../decision/decision.words.js';
import { chineseDate } from '../platform/documents/printable.rules.js';
import {
  chineseSpan,
  citedPlainly,
  type ComposedLetter,
  formulaOf,
  framed,
  type Given,
  type LetterSnapshot,
  sectionsOf,
  sentence,
  type SnapshotComment,
  toldBefore,
  youOf,
} from './letter.parts.compose.js';

/** Characters of a comment that the letter itself repeats; of longer ones the annex has the words */
const QUOTED_WHOLE = 60;

/** The wordings `supplementary-2` and `reversal-2`: as those before them, each place cited plainly */
export const composeSupplementaryPlainly = (s: LetterSnapshot, given: Given): ComposedLetter =>
  composeSupplementary(citedPlainly(s), given);

/** The wordings `supplementary-1` and, where something was decided again, `reversal-1` */
export function composeSupplementary(s: LetterSnapshot, given: Given): ComposedLetter {
  const [again, fresh] = [s.comments.filter((c) => c.former), s.comments.filter((c) => !c.former)];
  const by = (o: SnapshotComment['outcome']): string[] =>
    fresh.filter((c) => c.outcome === o).map((c) => describe(c, s));
  const pending = s.pending ?? 0;
  return framed(s, given, {
    title: titleOf(titled(s.draftTitle), again, fresh),
    body: [
      { kind: 'paragraph', text: [...openingOf(s, again, fresh), '现将情况反馈如下：'].join('') },
      ...sectionsOf([
        ['与此前反馈不同的情况', again.filter((c) => c.former?.outcome !== c.outcome).map((c) => decidedAgain(c, s))],
        ['经复议维持的情况', again.filter((c) => c.former?.outcome === c.outcome).map((c) => decidedAgain(c, s))],
        ['采纳的意见', by('ADOPTED')],
        ['部分采纳的意见', by('PARTIALLY_ADOPTED')],
        ['未采纳的意见', by('NOT_ADOPTED')],
        ['其他情况', pending === 0 ? [] : [`另有${pending}条意见仍在研究，有结果后另行反馈。`]],
      ]),
    ],
    closing: closingOf(s),
  });
}

/** How letters from this wording on end; the formula stands with the sentence before it, so that neither is alone */
export const closingOf = (s: LetterSnapshot): string[] => [
  '以上为阶段性情况，法规内容以表决通过后公布的文本为准。',
  `各条意见的处理情况和修改前后的条文见附件。请告知提出意见的群众；有不同看法的，可以继续向我委反映。感谢${youOf(s)}对立法工作的支持。${formulaOf(s)}`,
];

/** Inside title marks the inner ones are the small ones (papers 0.4) */
export const titled = (title: string): string => `《${title.replace(/《/gu, '〈').replace(/》/gu, '〉')}》`;

/** What the letter is about, and no more: 补报, 其余, 变更, 复议 */
function titleOf(draft: string, again: readonly SnapshotComment[], fresh: readonly SnapshotComment[]): string {
  const changed = again.some((c) => c.former?.outcome !== c.outcome);
  if (again.length > 0 && fresh.length > 0)
    return changed ? `关于变更和补充${draft}有关意见采纳情况的函` : `关于复议和补充${draft}有关意见采纳情况的函`;
  if (again.length > 0) return changed ? `关于变更${draft}有关意见采纳情况的函` : `关于${draft}有关意见复议情况的函`;
  return `关于${draft}${allLate(fresh) ? '补报' : '其余'}意见采纳情况的函`;
}

const allLate = (comments: readonly SnapshotComment[]): boolean => comments.every((c) => c.late === true);

/** Which comments the letter answers: when they came, and what came of them in figures */
function openingOf(s: LetterSnapshot, again: readonly SnapshotComment[], fresh: readonly SnapshotComment[]): string[] {
  const named = `${titled(s.draftTitle)}${shortOf(s) === null ? '' : `（以下简称${shortOf(s) ?? ''}）`}`;
  const supplement = allLate(fresh) ? '补报' : '报送';
  const came =
    fresh.length === 0
      ? `${youOf(s)}报送的对${named}的意见中，有${again.length}条经我委复议。`
      : `${youOf(s)}${daysOf(fresh)}${supplement}的对${named}的${fresh.length}条意见${voicesOf(s)}收悉。`;
  if (fresh.length === 0) return [came];
  const figures = (['ADOPTED', 'PARTIALLY_ADOPTED', 'NOT_ADOPTED'] as const)
    .map((o) => [outcomeWords[o], fresh.filter((c) => c.outcome === o).length] as const)
    .filter(([, n]) => n > 0)
    .map(([word, n]) => `${word}${n}条`);
  const beside = again.length === 0 ? '' : `此前反馈过的意见中，有${again.length}条经我委复议。`;
  return [came, `我委会同有关方面逐条研究，${figures.join('，')}。`, beside];
}

/** Of a campaign the letter says that it was one, and merges nothing by it (product §2) */
const voicesOf = ({ voicesBehind: v }: LetterSnapshot): string =>
  v ? `（来自${v.voices}条原话，${v.texts}种文字、${v.sources}个来源）` : '';

function daysOf(comments: readonly SnapshotComment[]): string {
  const days = [...new Set(comments.flatMap((c) => c.reportedOn ?? []))].sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return '';
  return first === last ? chineseDate(first) : chineseSpan(first, last);
}

/** 第13条意见（征求意见稿第五条）提出：“……”。 */
function asked(c: SnapshotComment, s: LetterSnapshot): string {
  const text = quoted(c.text);
  const place = /^第/u.test(c.place) ? `${shortOf(s) ?? ''}${c.place}` : c.place;
  const head = `第${c.number}条意见（${place}）`;
  return [...text].length > QUOTED_WHOLE ? `${head}内容见附件。` : `${head}提出：“${text.replace(/。$/u, '')}”。`;
}

/** Its lines as one, and its own quotation marks as the inner ones they are here */
const quoted = (text: string): string =>
  text
    .trim()
    .replace(/([。！？；])\s*\n\s*/gu, '$1')
    .replace(/\s*\n\s*/gu, '；')
    .replace(/“/gu, '‘')
    .replace(/”/gu, '’');

/** What one comment asked and what came of it */
export const describe = (c: SnapshotComment, s: LetterSnapshot): string => `${asked(c, s)}${answered(c, s)}`;

/** What was told, and what it is now */
function decidedAgain(c: SnapshotComment, s: LetterSnapshot): string {
  if (!c.former) return describe(c, s);
  const stays = c.former.outcome === c.outcome;
  return `${asked(c, s)}${toldBefore(c.former)}经复议，${stays ? '维持' : '改为'}${answered(c, s)}`;
}

function answered(c: SnapshotComment, s: LetterSnapshot): string {
  const verdict = `${outcomeWords[c.outcome]}${c.reasonClass === null ? '' : `（${c.reasonClass}）`}。`;
  const where = c.evidence.flatMap((e) => e.newLabel ?? []);
  const shown = where.length === 0 ? '' : `体现在${titled(s.nextDraftTitle)}${where.join('、')}。`;
  return [verdict, sentence(c.words), sentence(c.explanation ?? ''), shown].join('');
}

/**
 * 征求意见稿 of 《电梯条例（草案征求意见稿）》 (papers 0.4); null where the title names no kind, or nothing in the
 * letter would use it
 */
export function shortOf(s: LetterSnapshot): string | null {
  const kind = /（([^（）]+)）$/u.exec(s.draftTitle)?.[1];
  if (kind === undefined || !s.comments.some((c) => /^第/u.test(c.place))) return null;
  const short = kind.replace(/^草案(?=征求意见稿|.*审议稿)/u, '');
  return /决定（[^（）]+）$/u.test(s.draftTitle) ? `决定${short}` : short;
}
