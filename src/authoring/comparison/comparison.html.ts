/**
 * A comparison as one HTML file that needs nothing else: no script, no other file, no address. It prints as a 对照表 on
 * A4 across. Every change has two marks, is an <ins> or <del>, and says so to a screen reader; a change of form alone
 * has a quieter mark and can be hidden. Citations of the own law lead to their place.
 */
import { type DetailedEntry, FORM_REASONS } from '../../articles/index.js';
import { printable } from '../../platform/documents/index.js';
import { type AroundRow, aroundRows, headingRuns } from './around.writer.js';
import { comparisonCss } from './comparison.css.js';
import { anchorOf, type CellPlaces, placesOfCells } from './comparison.links.js';
import { absentWords, doubtWords } from './doubts.writer.js';
import { checkedMarks, DEFAULT_MARKS, marksNote } from './comparison.marks.js';
import type { Run, TextRun } from './comparison.table.js';
import {
  captionsOf,
  changeClassOf,
  type ComparedDraft,
  countWords,
  FORM_KINDS,
  headRuns,
  isKept,
  MOVED_WORDS,
  oldRuns,
  remarkOf,
  type TableOptions,
  textRuns,
  textsOf,
  UNMARKED_FORM,
} from './comparison.writer.js';
import { headsOf } from './heads.rules.js';
import { leftOutWords, movedOffRuns, type PlacedRow, rowsInOrder } from './rows.rules.js';

/** Text for element content and for double-quoted attributes. */
export const escapeHtml = (text: string): string =>
  printable(text).replace(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`);

const say = (words: string): string => `<span class="say">${words}</span>`;

/**
 * A change of form is neither <ins> nor <del>: shown, it has a quieter mark, says why, and is told to those who hear
 * it.
 */
function runHtml(run: TextRun): string {
  const text = escapeHtml(run.text);
  if (run.mark === 'heading') return `<b>${text}</b>`;
  if (run.mark === 'aside') return `<span class="aside">${text}</span>`;
  if (run.mark === 'none') return text;
  const isNew = run.mark === 'added';
  if (run.form !== null) {
    const why = FORM_REASONS[run.form];
    const heard = say(`〔${why}，${isNew ? '新' : '原'}：`);
    return `<span class="form ${isNew ? 'now' : 'was'}" title="${why}">${heard}${text}${say('〕')}</span>`;
  }
  return isNew
    ? `<ins>${say('〔新增：')}${text}${say('〕')}</ins>`
    : `<del>${say('〔删去：')}${text}${say('〕')}</del>`;
}

/**
 * Paragraphs of runs: a line feed ends one, and lines whose cells stand apart by tabs are rows of a table. A citation
 * may
 * run through kept and changed words, so links are opened and closed between pieces. Numbers and asides are no text:
 * offsets do not count them.
 */
function cellHtml(head: readonly Run[], body: readonly TextRun[], places: CellPlaces, absent: string): string {
  if (head.length + body.length === 0) return `<p class="empty">${absent}</p>`;
  const lineAt = (at: number): Line => ({ at, cells: [''] });
  const lines = [lineAt(0)];
  const put = (html: string): void => {
    const { cells } = lines.at(-1) ?? lineAt(0);
    cells.push(`${cells.pop() ?? ''}${html}`);
  };
  const opens = new Map(places.links.map((link) => [link.start, `<a class="cite" href="${escapeHtml(link.href)}">`]));
  const closes = new Set(places.links.map((link) => link.end));
  const cuts = [...opens.keys(), ...closes].sort((a, b) => a - b);
  let offset = 0;
  let cutsBefore = 0;
  const piece = (run: TextRun, from: number, to: number): void => {
    if (closes.has(offset + from)) put('</a>');
    put(opens.get(offset + from) ?? '');
    const text = run.text.slice(from, to);
    if (text === '\n') lines.push(lineAt(offset + to));
    else if (text === '\t') lines.at(-1)?.cells.push('');
    else if (text !== '') put(runHtml({ ...run, text }));
  };
  for (const run of head) put(runHtml({ ...run, form: null }));
  for (const run of body) {
    if (run.mark === 'heading' || run.mark === 'aside') {
      put(runHtml(run));
      continue;
    }
    const inside: number[] = [];
    while (cutsBefore < cuts.length && (cuts[cutsBefore] ?? 0) < offset + run.text.length) {
      inside.push(Math.max(0, (cuts[cutsBefore++] ?? 0) - offset));
    }
    const ends = [...run.text.matchAll(/[\n\t]/gu)].flatMap((m) => [m.index, m.index + 1]);
    const at = [...new Set([0, ...inside, ...ends, run.text.length])].sort((a, b) => a - b);
    at.slice(1).forEach((to, k) => piece(run, at[k] ?? 0, to));
    offset += run.text.length;
  }
  if (closes.has(offset)) put('</a>');
  return linesHtml(lines, places);
}

interface Line {
  /** where it begins in the text */
  at: number;
  cells: string[];
}

function linesHtml(lines: readonly Line[], places: CellPlaces): string {
  let html = '';
  lines.forEach(({ at, cells }, k) => {
    const [first, ...more] = places.ids.get(at) ?? [];
    const id = first === undefined ? '' : ` id="${escapeHtml(first)}"`;
    const others = more.map((one) => `<span id="${escapeHtml(one)}"></span>`).join('');
    const width = cells.length;
    if (width === 1) html += `<p${id}>${others}${cells[0] ?? ''}</p>`;
    else {
      if (lines[k - 1]?.cells.length !== width) html += '<table class="cells"><tbody>';
      html += `<tr${id}>${cells.map((cell, c) => `<td>${c === 0 ? others : ''}${cell}</td>`).join('')}</tr>`;
      if (lines[k + 1]?.cells.length !== width) html += '</tbody></table>';
    }
  });
  return html;
}

/**
 * @returns one HTML document in UTF-8; the same comparison gives the same text
 * @throws RangeError for marks that `checkedMarks` refuses
 */
export function comparisonHtml(
  old: ComparedDraft,
  next: ComparedDraft,
  entries: readonly DetailedEntry[],
  options: TableOptions = {},
): string {
  const marks = checkedMarks(options.marks ?? DEFAULT_MARKS);
  const { form: asked = 'unmarked' } = options;
  const heads = headsOf(old, next);
  const [oldHead, newHead] = [heads.short.old, heads.short.new].map(escapeHtml);
  const remarkHead = '说明';
  const [oldCaptions, newCaptions, oldTexts] = [captionsOf(old), captionsOf(next), textsOf(old)];
  const { above, below } = aroundRows(options.around, 'marked');
  const aroundHtml = (row: AroundRow): string => {
    const cell = (runs: readonly TextRun[], of: string | undefined, absent: string): string =>
      `<td data-of="${of ?? ''}">${cellHtml([], runs, { links: [], ids: new Map() }, absent)}</td>`;
    return `<tr class="${row.formOnly ? 'form' : 'changed'}">${cell(row.old, oldHead, '（无）')}${cell(row.new, newHead, '（删去）')}<td data-of="${remarkHead}">${escapeHtml(row.remark)}</td></tr>`;
  };
  const places = placesOfCells(old, next, entries);
  const doubts = doubtWords(old, next, entries, options.doubtful);
  const articleHtml = ({ entry, at }: Extract<PlacedRow, { kind: 'article' }>): string => {
    const before = oldRuns(entry, oldTexts, oldCaptions);
    const head = entry.new === null ? [] : headRuns([entry.new], newCaptions, entry.captionChanged ? 'added' : null);
    const none: CellPlaces = { links: [], ids: new Map() };
    const [left, right] = [
      entry.old.length === 0
        ? cellHtml([], [], none, '（无）')
        : cellHtml(before.head, before.body, places[at]?.old ?? none, ''),
      entry.new === null
        ? cellHtml([], [], none, absentWords(entry))
        : cellHtml(head, textRuns(entry, 'new'), places[at]?.new ?? none, ''),
    ];
    const explained = options.explanations?.get(at) || '';
    const [said, alsoForm] = [explained || remarkOf(entry, 'unmarked'), explained === '' ? remarkOf(entry) : ''];
    const doubt = doubts.get(at);
    const open = doubt === undefined ? '' : `<span class="doubt">${said === '' ? '' : '；'}${escapeHtml(doubt)}</span>`;
    const more =
      alsoForm.length > said.length ? `<span class="why">${escapeHtml(alsoForm.slice(said.length))}</span>` : '';
    const stays = { yes: ' kept', butForm: ' butform', no: '' }[isKept(entry)];
    return (
      `<tr id="${escapeHtml(anchorOf(entry))}" class="${changeClassOf(entry)}${stays}"><td data-of="${oldHead ?? ''}">${left}</td>` +
      `<td data-of="${newHead ?? ''}">${right}</td><td data-of="${remarkHead}">${escapeHtml(said)}${more}${open}</td></tr>`
    );
  };
  const inOrder = rowsInOrder(entries, options.around, old.provisions);
  const movedOffHtml = (entry: DetailedEntry): string =>
    `<tr class="changed"><td data-of="${oldHead ?? ''}"><p>${movedOffRuns(entry)
      .map((run) => runHtml({ ...run, form: null }))
      .join('')}</p></td><td data-of="${newHead ?? ''}"></td><td data-of="${remarkHead}"></td></tr>`;
  const rows = rowsHtml(inOrder, (row) => (row.kind === 'article' ? articleHtml(row) : movedOffHtml(row.entry)));
  const listed = inOrder.flatMap((row) => (row.kind === 'article' ? row.entry : []));
  const [changed, form] = [
    listed.filter((entry) => changeClassOf(entry) === 'changed'),
    listed.filter((entry) => changeClassOf(entry) === 'form'),
  ];
  const list = (of: readonly DetailedEntry[], title: string): string => {
    const links = of.map(
      (entry) =>
        `<a href="#${encodeURIComponent(anchorOf(entry))}">${escapeHtml(entry.new ?? `原${entry.old.join('、')}${absentWords(entry)}`)}</a>`,
    );
    return `<details><summary>${title}（${of.length}）</summary><nav aria-label="${title}">${links.join('')}</nav></details>`;
  };
  const movedHeadings = (options.around?.headings ?? []).filter((h) => h.relation !== 'unchanged').length;
  const hasForm =
    entries.some((entry) => entry.hunks.some((h) => h.form)) || [...above, ...below].some((row) => row.formOnly);
  const switches = [
    list(changed, '有修改的条文'),
    ...(form.length > 0 ? [list(form, '仅形式变化的条文')] : []),
    `<input type="checkbox" id="only"${options.only === 'changed' ? ' checked' : ''}><label for="only">只看有修改的条文</label>`,
    ...(hasForm
      ? [
          `<input type="checkbox" id="noform"${asked === 'unmarked' ? ' checked' : ''}><label for="noform">隐藏仅形式变化</label>`,
          `<p class="note shown">（加点线的<span class="form now">新增</span>、<span class="form was">删去</span>为仅形式变化：${FORM_KINDS}）</p>`,
          `<p class="note hidden">（${UNMARKED_FORM}）</p>`,
        ]
      : []),
    ...(changed.length + [...above, ...below].filter((row) => !row.formOnly).length + movedHeadings > 0
      ? []
      : [
          form.length > 0
            ? '<p class="none butform">两稿条文只有形式上的不同。</p>'
            : '<p class="none">两稿条文没有不同。</p>',
        ]),
  ];
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(heads.title)}</title>
<style>${comparisonCss(marks)}</style>
</head>
<body>
<h1>${escapeHtml(heads.title)}</h1>
<p class="titles">${escapeHtml(old.title)} → ${escapeHtml(next.title)}</p>
<p class="note">${escapeHtml(marksNote(marks))}　例：<ins>${say('〔新增：')}新增${say('〕')}</ins>　<del>${say('〔删去：')}删去${say('〕')}</del></p>
${entries.some((entry) => entry.placed.some((c) => c.place !== null)) ? `<p class="note">（${MOVED_WORDS}）</p>\n` : ''}<ul class="counts">${countWords(
    entries,
  )
    .map((word) => `<li>${word}</li>`)
    .join('')}</ul>
${switches.join('\n')}
<table>
<colgroup><col class="text"><col class="text"><col></colgroup>
<thead><tr>${[heads.old, heads.new, remarkHead].map((head) => `<th scope="col">${escapeHtml(head).replace('\n', '<br>')}</th>`).join('')}</tr></thead>
<tbody>
${[...above.map(aroundHtml), ...rows, ...below.map(aroundHtml)].join('\n')}
</tbody>
</table>
</body>
</html>
`;
}

/**
 * Every row, and before each run of articles that stayed a row that says so, shown where only changes are asked for:
 * one
 * for what stayed altogether, one for what stayed but for its form.
 */
function rowsHtml(
  rows: readonly PlacedRow[],
  rowHtml: (row: Exclude<PlacedRow, { kind: 'heading' }>) => string,
): string[] {
  const out: string[] = [];
  const runs: { of: readonly string[]; as: string; run: DetailedEntry[]; at: number }[] = [
    { of: ['yes'], as: 'whole', run: [], at: 0 },
    { of: ['yes', 'butForm'], as: 'words', run: [], at: 0 },
  ];
  const said: { at: number; html: string }[] = [];
  const close = (of: (typeof runs)[number]): void => {
    if (of.run.length > 0)
      said.push({
        at: of.at,
        html: `<tr class="leftout ${of.as}"><td colspan="3">${escapeHtml(leftOutWords(of.run))}</td></tr>`,
      });
    of.run = [];
  };
  for (const row of rows) {
    for (const of of runs) {
      if (row.kind !== 'article' || !of.of.includes(isKept(row.entry))) close(of);
      else if (of.run.push(row.entry) === 1) of.at = out.length;
    }
    out.push(
      row.kind !== 'heading'
        ? rowHtml(row)
        : `<tr class="chapter"><td colspan="3"><p>${headingRuns(row.heading, 'marked').map(runHtml).join('')}</p></td></tr>`,
    );
  }
  runs.forEach(close);
  const before = new Map<number, string[]>();
  for (const { at, html } of said) before.set(at, [...(before.get(at) ?? []), html]);
  return out.flatMap((html, at) => [...(before.get(at) ?? []), html]);
}
