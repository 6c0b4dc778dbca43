/** 修改前后对照表 (立法法第五十八条): the comparison of two drafts as the table of an office. */
import {
  type Around,
  type DetailedEntry,
  type DoubtfulLink,
  FORM_REASONS,
  type Provision,
  provisionText,
} from '../../articles/index.js';
import { aroundRows, headingRuns } from './around.writer.js';
import { type ComparisonMarks, DEFAULT_MARKS, marksNote } from './comparison.marks.js';
import type { ComparisonRow, ComparisonTable, Run, TextRun } from './comparison.table.js';
import { doubtWords } from './doubts.writer.js';
import { headsOf, type NamedText } from './heads.rules.js';
import { leftOutWords, movedOffRuns, rowsInOrder } from './rows.rules.js';

export interface ComparedDraft extends NamedText {
  provisions: readonly Provision[];
}

/** What a person reads of a relation; '' for an article that did not change. */
export const relationWords: { readonly [R in DetailedEntry['relation']]: string } = {
  unchanged: '',
  modified: '文字修改',
  renumbered: '条号调整',
  moved: '位置移动',
  split: '由一条拆分',
  merged: '由数条合并',
  new: '新增',
  unplaced: '没有找到明确的去处',
  deleted: '删去',
};

/**
 * changed: wording, caption, number or place; form: nothing but form (仅形式变化), which a reader may hide; same: no
 * sign differs. An article whose own number moved is changed, whatever else is form.
 */
export type ChangeClass = 'changed' | 'form' | 'same';

const isWorded = (entry: DetailedEntry): boolean => entry.hunks.some((h) => !h.form);

export function changeClassOf(entry: DetailedEntry): ChangeClass {
  const inPlace = entry.relation === 'unchanged' || entry.relation === 'modified';
  if (!inPlace || entry.numberChanged || entry.captionChanged || isWorded(entry)) return 'changed';
  return entry.formOnly ? 'form' : 'same';
}

/** 仅空格变化; several reasons under one head. '' where the text has no form-only hunk. */
export function formWords(entry: DetailedEntry): string {
  const reasons = [...new Set(entry.hunks.flatMap((h) => h.reason ?? []))].map((reason) => FORM_REASONS[reason]);
  return reasons.length < 2
    ? reasons.join('')
    : `仅形式变化（${reasons.map((words) => words.replace(/^仅/u, '')).join('；')}）`;
}

/**
 * An article that the aligner calls modified for its form alone is not said to be so: then its number may have changed.
 */
const relationWordOf = (entry: DetailedEntry): string =>
  relationWords[
    entry.relation !== 'modified' || isWorded(entry) ? entry.relation : entry.numberChanged ? 'renumbered' : 'unchanged'
  ];

/**
 * 条号调整；文字有修改；新增第二款: what the third column says where nobody has written an explanation; of form only
 * where
 * it is marked.
 */
export function remarkOf(entry: DetailedEntry, form: 'marked' | 'unmarked' = 'marked'): string {
  const relation = relationWordOf(entry);
  const also = isWorded(entry) && !['modified', 'new', 'unplaced', 'deleted'].includes(entry.relation);
  return [
    relation,
    also ? '文字有修改' : '',
    ...entry.partWords(),
    entry.captionChanged ? '条旨修改' : '',
    entry.formOnly && form === 'marked' ? formWords(entry) : '',
  ]
    .filter((word) => word !== '')
    .join('；');
}

/**
 * What a print of the changes alone leaves out: yes where no word, caption or place differs, whatever the number;
 * butForm
 * where nothing but form does.
 */
export function isKept(entry: DetailedEntry): 'yes' | 'butForm' | 'no' {
  const inOrder = ['unchanged', 'modified', 'renumbered'].includes(entry.relation);
  if (!inOrder || entry.captionChanged || isWorded(entry)) return 'no';
  return entry.hunks.length > 0 ? 'butForm' : 'yes';
}

export interface TableOptions {
  marks?: ComparisonMarks;
  /** whether changes of form are marked like others; by default they are not, and the note says so */
  form?: 'marked' | 'unmarked';
  /** whether all articles are printed, or of those that stayed only the numbers; by default all */
  only?: 'all' | 'changed';
  /** an explanation for an entry, by its place; where it is missing or '' the words of the relation stand */
  explanations?: ReadonlyMap<number, string>;
  /** what differs beside the articles, which stands above and below them */
  around?: Around | undefined;
  /** links that nobody is sure of, by places in the two texts: a row names them */
  doubtful?: readonly DoubtfulLink[];
}

/** What stands in a cell before its text: the numbers, with captions; a changed caption bears the marks of a change. */
export function headRuns(
  labels: readonly string[],
  captions: ReadonlyMap<string, string | null>,
  mark: 'added' | 'removed' | null,
): Run[] {
  if (labels.length === 0) return [];
  const runs = labels.flatMap((label, at): Run[] => {
    const caption = captions.get(label) ?? '';
    const name: Run = { text: `${at > 0 ? '、' : ''}${label}`, mark: 'heading' };
    if (caption === '') return [name];
    return [
      name,
      { text: '（', mark: 'heading' },
      { text: caption, mark: mark ?? 'heading' },
      { text: '）', mark: 'heading' },
    ];
  });
  return joined([...runs, { text: '　', mark: 'heading' }]);
}

/**
 * Words that stand on in another row bear no mark, and say where: （移至第十二条）, and there （原第五条）; of an
 * article whose successor is not known nobody says that they are deleted.
 */
export function textRuns(entry: DetailedEntry, side: 'old' | 'new'): TextRun[] {
  const removed = entry.relation === 'unplaced' ? 'none' : 'removed';
  const [leftOut, mark] = side === 'old' ? (['insert', removed] as const) : (['delete', 'added'] as const);
  return entry.placed.flatMap(({ type, text, place, form }): TextRun[] => {
    if (type === leftOut) return [];
    if (place === null) return [{ text, mark: type === 'same' ? 'none' : mark, form }];
    const words = text.replace(/\n+$/u, '');
    return [
      { text: words, mark: 'none' as const, form },
      { text: side === 'old' ? `（移至${place}）` : `（原${place}）`, mark: 'aside' as const, form },
      { text: text.slice(words.length), mark: 'none' as const, form },
    ].filter((run) => run.text !== '');
  });
}

/**
 * Where in the old side of a row the words of each article begin that it comes from, by the texts of the articles; null
 * where the side is not those texts, as a label may stand twice.
 */
export function startsOfOrigins(entry: DetailedEntry, texts: ReadonlyMap<string, string>): number[] | null {
  const length = entry.changes.reduce((sum, c) => sum + (c.type === 'insert' ? 0 : c.text.length), 0);
  let at = 0;
  const starts = entry.old.map((label) => {
    const begins = at;
    at += (texts.get(label)?.length ?? 0) + 1;
    return begins;
  });
  return at - 1 === length ? starts : null;
}

/**
 * The old side of a row with the number of each article before its own words. Where the text is not that of these
 * articles, as a label may stand twice, all numbers stand in front.
 */
export function oldRuns(
  entry: DetailedEntry,
  texts: ReadonlyMap<string, string>,
  captions: ReadonlyMap<string, string | null>,
): { head: Run[]; body: TextRun[] } {
  const mark = entry.captionChanged ? 'removed' : null;
  const body = textRuns(entry, 'old');
  const starts = startsOfOrigins(entry, texts);
  if (entry.old.length < 2 || starts === null) return { head: headRuns(entry.old, captions, mark), body };
  const out: TextRun[] = [];
  let [at, next, begins] = [0, 1, starts[1] ?? 0];
  for (const run of body) {
    let rest = run;
    while (run.mark !== 'aside' && next < entry.old.length && at + rest.text.length > begins) {
      const text = rest.text.slice(0, begins - at);
      if (text !== '') out.push({ ...rest, text });
      for (const head of headRuns([entry.old[next] ?? ''], captions, mark)) out.push({ ...head, form: null });
      rest = { ...rest, text: rest.text.slice(text.length) };
      at = begins;
      begins = starts[++next] ?? Infinity;
    }
    out.push(rest);
    if (run.mark !== 'aside') at += rest.text.length;
  }
  return { head: headRuns(entry.old.slice(0, 1), captions, mark), body: out };
}

export const textsOf = (draft: ComparedDraft): Map<string, string> =>
  new Map(draft.provisions.map((p) => [p.label, provisionText(p)]));

/** Neighbours with one mark are one run. */
function joined(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (const { text, mark } of runs) {
    const last = out.at(-1);
    if (last?.mark === mark) last.text += text;
    else out.push({ text, mark });
  }
  return out;
}

export const captionsOf = (draft: ComparedDraft): Map<string, string | null> =>
  new Map(draft.provisions.map((p) => [p.label, p.caption]));

/**
 * Chapters across all columns, below each its articles in the order of the new text, a deleted one where it stood; the
 * third column explains or says in words what happened.
 */
export function comparisonTable(
  old: ComparedDraft,
  next: ComparedDraft,
  entries: readonly DetailedEntry[],
  options: TableOptions = {},
): ComparisonTable {
  const { form = 'unmarked', only = 'all' } = options;
  const [oldCaptions, newCaptions, oldTexts] = [captionsOf(old), captionsOf(next), textsOf(old)];
  const shown = (runs: readonly TextRun[]): Run[] =>
    joined(runs.map((run) => (form === 'unmarked' && run.form !== null ? { ...run, mark: 'none' } : run)));
  const heads = headsOf(old, next);
  const doubts = doubtWords(old, next, entries, options.doubtful);
  const { above, below } = aroundRows(options.around, form);
  const rows: ComparisonRow[] = [...above];
  let run: DetailedEntry[] = [];
  const closeRun = (): void => {
    if (run.length > 0) rows.push({ across: [{ text: leftOutWords(run), mark: 'none' }], kind: 'leftOut' });
    run = [];
  };
  for (const row of rowsInOrder(entries, options.around, old.provisions)) {
    if (row.kind === 'heading') {
      closeRun();
      rows.push({ across: headingRuns(row.heading, form), kind: 'heading' });
      continue;
    }
    if (row.kind === 'movedOff') {
      closeRun();
      rows.push({ old: movedOffRuns(row.entry), new: [], remark: '' });
      continue;
    }
    const { entry, at } = row;
    if (only === 'changed' && isLeftOut(entry, form)) {
      run.push(entry);
      continue;
    }
    closeRun();
    const before = oldRuns(entry, oldTexts, oldCaptions);
    const head = entry.new === null ? [] : headRuns([entry.new], newCaptions, entry.captionChanged ? 'added' : null);
    rows.push({
      old: entry.old.length === 0 ? [] : [...before.head, ...shown(before.body)],
      new: entry.new === null ? [] : [...head, ...shown(textRuns(entry, 'new'))],
      remark: [options.explanations?.get(at) || remarkOf(entry, form), doubts.get(at) ?? ''].filter(Boolean).join('；'),
    });
  }
  closeRun();
  const said = [
    form === 'unmarked' ? UNMARKED_FORM : '',
    entries.some((entry) => entry.placed.some((c) => c.place !== null)) ? MOVED_WORDS : '',
  ].filter((words) => words !== '');
  return {
    title: heads.title,
    columns: [heads.old, heads.new, '说明'],
    note: [
      only === 'changed' ? onlyWords(entries, form) : '',
      marksNote(options.marks ?? DEFAULT_MARKS).replace(/）$/u, `${said.map((words) => `；${words}`).join('')}）`),
    ].join(''),
    rows: [...rows, ...below],
  };
}

const isLeftOut = (entry: DetailedEntry, form: 'marked' | 'unmarked'): boolean => {
  const kept = isKept(entry);
  return kept === 'yes' || (kept === 'butForm' && form === 'unmarked');
};

/** 共66条，修改31条，未修改的只列条号。 */
function onlyWords(entries: readonly DetailedEntry[], form: 'marked' | 'unmarked'): string {
  const all = entries.filter((entry) => entry.new !== null).length;
  const unplaced = entries.filter((entry) => entry.relation === 'unplaced').length;
  const gone = entries.length - all - unplaced;
  const changed = entries.filter((entry) => entry.new !== null && !isLeftOut(entry, form)).length;
  return `共${all}条，修改${changed}条${gone > 0 ? `，另有${gone}条删去` : ''}${unplaced > 0 ? `，另有${unplaced}条没有找到明确的去处` : ''}，未修改的只列条号。`;
}

export const FORM_KINDS = '标点和括号的全角半角、空格、项目序号以及随条文序号调整的引用序号';
/** What the note adds where changes of form bear no mark. */
export const UNMARKED_FORM = `${FORM_KINDS}，其变化不作标记`;
/** What the note adds where words went to another article. */
export const MOVED_WORDS = '移到别条的文字不作标记，注明去处和来处';

/**
 * 新增 3 条、文字修改 10 条、… in the order in which offices count; articles that differ in form alone are counted
 * apart.
 */
export function countWords(entries: readonly DetailedEntry[]): string[] {
  const order = [
    '新增',
    '文字修改',
    '由一条拆分',
    '由数条合并',
    '位置移动',
    '条号调整',
    '条旨修改',
    '没有找到明确的去处',
    '删去',
    '仅形式变化',
    '未变',
  ];
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const changeClass = changeClassOf(entry);
    const word =
      changeClass === 'form'
        ? '仅形式变化'
        : changeClass === 'same'
          ? '未变'
          : relationWordOf(entry) || (entry.captionChanged ? '条旨修改' : '条号调整');
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return order.flatMap((word) => (counts.has(word) ? [`${word} ${counts.get(word) ?? 0} 条`] : []));
}
