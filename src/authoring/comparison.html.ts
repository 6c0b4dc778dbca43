/**
 * A comparison as one HTML file that needs nothing else: no script, no other file, no address. It prints as a 对照表 on A4
 * across. Every change has two marks, is an <ins> or <del>, and says so to a screen reader.
 */
import type { Comparison, ComparisonEntry } from '../articles/index.js';
import { checkedMarks, DEFAULT_MARKS, marksNote, printable, type ComparisonMarks, type MarkStyle, type Run } from '../platform/documents/index.js';
import { comparisonTable, countWords, isChanged, type ComparedDraft, type TableOptions } from './comparison.writer.js';

/** Text for element content and for double-quoted attributes. */
export const escapeHtml = (text: string): string => printable(text).replace(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`);

const CSS_OF: Readonly<Record<MarkStyle, string>> = {
  hei: 'font-family:SimHei,"黑体","Heiti SC","Noto Sans CJK SC","Noto Sans SC",sans-serif;font-weight:700',
  bold: 'font-weight:700', underline: 'text-decoration:underline;text-underline-offset:3px',
  strike: 'text-decoration:line-through', shade: 'background:#d9d9d9',
};

function markCss(styles: readonly MarkStyle[]): string {
  const lines: MarkStyle[] = styles.filter((one) => one === 'underline' || one === 'strike');
  const both = lines.length === 2 ? ['text-decoration:underline line-through'] : lines.map((one) => CSS_OF[one]);
  return ['text-decoration:none', ...styles.filter((one) => !lines.includes(one)).map((one) => CSS_OF[one]), ...both].join(';');
}

const styleSheet = (marks: ComparisonMarks): string => `
@page{size:A4 landscape;margin:18mm 16mm 16mm}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:24px 20px 48px;max-width:1280px;color:#1a1a1a;background:#fff;font:16px/1.75 FangSong,"仿宋_GB2312",STFangsong,"Noto Serif CJK SC","Noto Serif SC",SimSun,serif}
h1{margin:0 0 6px;text-align:center;font-size:26px;line-height:1.4;font-weight:700}
.note,.titles,.counts{margin:4px 0;text-align:center}
.titles{color:#444}
.counts{padding:0;list-style:none}
.counts li{display:inline-block;margin:0 10px}
ins{${markCss(marks.added)}}
del{${markCss(marks.removed)}}
.say{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
#only{width:20px;height:20px;margin:0 8px 0 0;vertical-align:-4px}
#only:focus-visible+label,a:focus-visible,summary:focus-visible{outline:3px solid #1a56b0;outline-offset:2px}
label{display:inline-block;margin:0 0 10px;padding:8px 0;cursor:pointer;font:15px/1.6 system-ui,"Noto Sans CJK SC",sans-serif}
details{margin:0 0 12px;font-family:system-ui,"Noto Sans CJK SC",sans-serif;font-size:15px}
summary{padding:8px 0;cursor:pointer}
nav a{display:inline-block;margin:0 14px 0 0;padding:5px 0;color:#1a56b0}
table{width:100%;border-collapse:collapse;table-layout:fixed}
col.text{width:40%}
th,td{border:1px solid #333;padding:7px 9px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
thead th{text-align:center;background:#f1f1f1;position:sticky;top:0;font-family:SimHei,"黑体","Noto Sans CJK SC",sans-serif}
td p{margin:0;text-align:justify;text-indent:0}
td p+p{text-indent:2em}
b{font-family:SimHei,"黑体","Noto Sans CJK SC",sans-serif}
tr:target td{box-shadow:inset 0 0 0 2px #1a56b0}
.empty{color:#555}
.none{display:none;padding:14px 0;text-align:center}
#only:checked~table .same{display:none}
#only:checked~.none{display:block}
@media(max-width:640px){body{padding:14px 10px 32px}h1{font-size:21px}thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}colgroup{display:none}table,tbody,tr,td{display:block;width:100%}tr{margin:0 0 14px;border:1px solid #333}td{border:0;border-bottom:1px solid #bbb}td::before{content:attr(data-of);display:block;font:13px/1.6 system-ui,sans-serif;color:#555}}
@media print{body{padding:0;max-width:none;font-size:12pt;line-height:1.5}details,#only,label{display:none}table{width:calc(100% - 2px)}thead{display:table-header-group}thead th{position:static}tr{break-inside:auto}td p{orphans:2;widows:2}h1{font-size:20pt}del,ins,thead th{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`.trim();

function runHtml(run: Run): string {
  const text = escapeHtml(run.text);
  if (run.mark === 'heading') return `<b>${text}</b>`;
  if (run.mark === 'added') return `<ins><span class="say">〔新增：</span>${text}<span class="say">〕</span></ins>`;
  return run.mark === 'removed' ? `<del><span class="say">〔删去：</span>${text}<span class="say">〕</span></del>` : text;
}

/** Paragraphs of runs: a line feed ends one. */
function cellHtml(runs: readonly Run[], absent: string): string {
  if (runs.length === 0) return `<p class="empty">${absent}</p>`;
  const paragraphs: string[] = [''];
  for (const run of runs) {
    run.text.split('\n').forEach((text, at) => {
      if (at > 0) paragraphs.push('');
      if (text !== '') paragraphs[paragraphs.length - 1] += runHtml({ ...run, text });
    });
  }
  return paragraphs.map((one) => `<p>${one}</p>`).join('');
}

/** Labels are unique within a text; a deleted article bears its old one. */
const anchorOf = (entry: ComparisonEntry): string => (entry.new === null ? `old-${entry.old[0] ?? ''}` : `new-${entry.new}`).replace(/\s/gu, '');

/**
 * @returns one HTML document in UTF-8; the same comparison gives the same text
 * @throws RangeError for marks that `checkedMarks` refuses
 */
export function comparisonHtml(old: ComparedDraft, next: ComparedDraft, comparison: Comparison, options: TableOptions = {}): string {
  const marks = checkedMarks(options.marks ?? DEFAULT_MARKS);
  const table = comparisonTable(old, next, comparison.articles, options);
  const [oldHead = '', newHead = '', remarkHead = ''] = table.columns.map(escapeHtml);
  const changed = comparison.articles.filter(isChanged);
  const rows = table.rows.map((row, at) => {
    const entry = comparison.articles[at];
    if (entry === undefined) return '';
    return `<tr id="${escapeHtml(anchorOf(entry))}" class="${isChanged(entry) ? 'changed' : 'same'}"><td data-of="${oldHead}">${cellHtml(row.old, '（无）')}</td>`
      + `<td data-of="${newHead}">${cellHtml(row.new, '（删去）')}</td><td data-of="${remarkHead}">${escapeHtml(row.remark)}</td></tr>`;
  });
  const links = changed.map((entry) => `<a href="#${encodeURIComponent(anchorOf(entry))}">${escapeHtml(entry.new ?? `原${entry.old.join('、')}（删去）`)}</a>`);
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(table.title)}</title>
<style>${styleSheet(marks)}</style>
</head>
<body>
<h1>${escapeHtml(table.title)}</h1>
<p class="titles">${escapeHtml(old.title)} → ${escapeHtml(next.title)}</p>
<p class="note">${escapeHtml(marksNote(marks))}　例：<ins><span class="say">〔新增：</span>新增<span class="say">〕</span></ins>　<del><span class="say">〔删去：</span>删去<span class="say">〕</span></del></p>
<ul class="counts">${countWords(comparison.counts).map((word) => `<li>${word}</li>`).join('')}</ul>
<details><summary>有修改的条文（${changed.length}）</summary><nav aria-label="有修改的条文">${links.join('')}</nav></details>
<input type="checkbox" id="only"><label for="only">只看有修改的条文</label>
${changed.length === 0 ? '<p class="none">两稿条文没有不同。</p>\n' : ''}<table>
<colgroup><col class="text"><col class="text"><col></colgroup>
<thead><tr><th scope="col">${oldHead}</th><th scope="col">${newHead}</th><th scope="col">${remarkHead}</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</body>
</html>
`;
}
