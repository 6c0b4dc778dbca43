/**
 * A comparison as one HTML file that needs nothing else: no script, no other file, no address. It prints as a 对照表 on
 * A4 across. Every change has two marks, is an <ins> or <del>, and says so to a screen reader; a change of form alone
 * has a quieter mark and can be hidden. Citations of the own law lead to their place.
 */
import { type DetailedEntry, FORM_REASONS } from '../../articles/index.js';
import { printable } from '../../platform/documents/index.js';
import { type AroundRow, aroundRows } from './around.writer.js';
import { comparisonCss } from './comparison.css.js';
import type { Run } from './comparison.docx.js';
import { anchorOf, type CellPlaces, placesOfCells } from './comparison.links.js';
import { checkedMarks, DEFAULT_MARKS, marksNote } from './comparison.marks.js';
import {
  captionsOf,
  changeClassOf,
  type ComparedDraft,
  comparisonTable,
  countWords,
  FORM_KINDS,
  headRuns,
  type TableOptions,
  type TextRun,
  textRuns,
  UNMARKED_FORM,
} from './comparison.writer.js';

/** Text for element content and for double-quoted attributes. */
export const escapeHtml = (text: string): string =>
  printable(text).replace(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`);

const say = (words: string): string => `<span class="say">${words}</span>`;

/** A change of form is marked in a quieter way of its own, says why, and is told to those who hear it. */
function runHtml(run: TextRun): string {
  const text = escapeHtml(run.text);
  const heard =
    run.form === null ? ['新增', '删去'] : [`${FORM_REASONS[run.form]}，新`, `${FORM_REASONS[run.form]}，原`];
  const open = run.form === null ? '' : ` class="form" title="${FORM_REASONS[run.form]}"`;
  if (run.mark === 'heading') return `<b>${text}</b>`;
  if (run.mark === 'added') return `<ins${open}>${say(`〔${heard[0] ?? ''}：`)}${text}${say('〕')}</ins>`;
  return run.mark === 'removed' ? `<del${open}>${say(`〔${heard[1] ?? ''}：`)}${text}${say('〕')}</del>` : text;
}

/**
 * Paragraphs of runs: a line feed ends one. A citation may run through kept and changed words, so links are opened and
 * closed between pieces.
 */
function cellHtml(head: readonly Run[], body: readonly TextRun[], places: CellPlaces, absent: string): string {
  if (head.length + body.length === 0) return `<p class="empty">${absent}</p>`;
  const idsAt = (offset: number): string => {
    const [first, ...more] = places.ids.get(offset) ?? [];
    return `<p${first === undefined ? '' : ` id="${escapeHtml(first)}"`}>${more.map((id) => `<span id="${escapeHtml(id)}"></span>`).join('')}`;
  };
  const opens = new Map(places.links.map((link) => [link.start, `<a class="cite" href="${escapeHtml(link.href)}">`]));
  const closes = new Set(places.links.map((link) => link.end));
  const cuts = [...opens.keys(), ...closes].sort((a, b) => a - b);
  let html = idsAt(0) + head.map((run) => runHtml({ ...run, form: null })).join('');
  let offset = 0;
  let cutsBefore = 0;
  const piece = (run: TextRun, from: number, to: number): void => {
    if (closes.has(offset + from)) html += '</a>';
    html += opens.get(offset + from) ?? '';
    const text = run.text.slice(from, to);
    if (text === '\n') html += `</p>${idsAt(offset + to)}`;
    else if (text !== '') html += runHtml({ ...run, text });
  };
  for (const run of body) {
    const inside: number[] = [];
    while (cutsBefore < cuts.length && (cuts[cutsBefore] ?? 0) < offset + run.text.length) {
      inside.push(Math.max(0, (cuts[cutsBefore++] ?? 0) - offset));
    }
    const lines = [...run.text.matchAll(/\n/gu)].flatMap((m) => [m.index, m.index + 1]);
    const at = [...new Set([0, ...inside, ...lines, run.text.length])].sort((a, b) => a - b);
    at.slice(1).forEach((to, k) => piece(run, at[k] ?? 0, to));
    offset += run.text.length;
  }
  return `${html}${closes.has(offset) ? '</a>' : ''}</p>`;
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
  const table = comparisonTable(old, next, entries, { ...options, form: 'marked' });
  const [oldHead = '', newHead = '', remarkHead = ''] = table.columns.map(escapeHtml);
  const [oldCaptions, newCaptions] = [captionsOf(old), captionsOf(next)];
  const { above, below } = aroundRows(options.around);
  const aroundHtml = (row: AroundRow): string => {
    const cell = (runs: readonly Run[], of: string, absent: string): string =>
      `<td data-of="${of}">${cellHtml(
        [],
        runs.map((run) => ({ ...run, form: null })),
        { links: [], ids: new Map() },
        absent,
      )}</td>`;
    return `<tr class="changed">${cell(row.old, oldHead, '（无）')}${cell(row.new, newHead, '（删去）')}<td data-of="${remarkHead}">${escapeHtml(row.remark)}</td></tr>`;
  };
  const rows = placesOfCells(old, next, entries).map(({ entry, ...places }, at) => {
    const cell = (
      side: 'old' | 'new',
      labels: readonly string[],
      captions: Map<string, string | null>,
      mark: 'added' | 'removed',
      absent: string,
    ): string =>
      cellHtml(
        headRuns(labels, captions, entry.captionChanged ? mark : null),
        labels.length === 0 ? [] : textRuns(entry, side),
        places[side],
        absent,
      );
    const [changeClass, remark] = [changeClassOf(entry), escapeHtml(table.rows[above.length + at]?.remark ?? '')];
    return (
      `<tr id="${escapeHtml(anchorOf(entry))}" class="${changeClass}"><td data-of="${oldHead}">${cell('old', entry.old, oldCaptions, 'removed', '（无）')}</td>` +
      `<td data-of="${newHead}">${cell('new', entry.new === null ? [] : [entry.new], newCaptions, 'added', '（删去）')}</td><td data-of="${remarkHead}">${changeClass === 'form' ? `<span class="form">${remark}</span>` : remark}</td></tr>`
    );
  });
  const [changed, form] = [
    entries.filter((entry) => changeClassOf(entry) === 'changed'),
    entries.filter((entry) => changeClassOf(entry) === 'form'),
  ];
  const list = (of: readonly DetailedEntry[], title: string): string => {
    const links = of.map(
      (entry) =>
        `<a href="#${encodeURIComponent(anchorOf(entry))}">${escapeHtml(entry.new ?? `原${entry.old.join('、')}（删去）`)}</a>`,
    );
    return `<details><summary>${title}（${of.length}）</summary><nav aria-label="${title}">${links.join('')}</nav></details>`;
  };
  const hasForm = entries.some((entry) => entry.hunks.some((h) => h.form));
  const switches = [
    list(changed, '有修改的条文'),
    ...(form.length > 0 ? [list(form, '仅形式变化的条文')] : []),
    '<input type="checkbox" id="only"><label for="only">只看有修改的条文</label>',
    ...(hasForm
      ? [
          `<input type="checkbox" id="noform"${options.form === 'unmarked' ? ' checked' : ''}><label for="noform">隐藏仅形式变化</label>`,
          `<p class="note shown">（加点线的<ins class="form">新增</ins>、<del class="form">删去</del>为仅形式变化：${FORM_KINDS}）</p>`,
          `<p class="note hidden">（${UNMARKED_FORM}）</p>`,
        ]
      : []),
    ...(changed.length + above.length + below.length > 0
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
<title>${escapeHtml(table.title)}</title>
<style>${comparisonCss(marks)}</style>
</head>
<body>
<h1>${escapeHtml(table.title)}</h1>
<p class="titles">${escapeHtml(old.title)} → ${escapeHtml(next.title)}</p>
<p class="note">${escapeHtml(marksNote(marks))}　例：<ins>${say('〔新增：')}新增${say('〕')}</ins>　<del>${say('〔删去：')}删去${say('〕')}</del></p>
<ul class="counts">${countWords(entries)
    .map((word) => `<li>${word}</li>`)
    .join('')}</ul>
${switches.join('\n')}
<table>
<colgroup><col class="text"><col class="text"><col></colgroup>
<thead><tr><th scope="col">${oldHead}</th><th scope="col">${newHead}</th><th scope="col">${remarkHead}</th></tr></thead>
<tbody>
${[...above.map(aroundHtml), ...rows, ...below.map(aroundHtml)].join('\n')}
</tbody>
</table>
</body>
</html>
`;
}
