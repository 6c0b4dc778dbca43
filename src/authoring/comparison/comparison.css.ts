/** The style of a comparison that stands alone as one HTML file, on a screen, on a phone and on paper. */
import type { ComparisonMarks, MarkStyle } from './comparison.marks.js';

const CSS_OF: Readonly<Record<MarkStyle, string>> = {
  hei: 'font-family:SimHei,"黑体","Heiti SC","Noto Sans CJK SC","Noto Sans SC",sans-serif;font-weight:700',
  bold: 'font-weight:700',
  underline: 'text-decoration:underline;text-underline-offset:3px',
  strike: 'text-decoration:line-through',
  shade: 'background:#d9d9d9',
};

function markCss(styles: readonly MarkStyle[]): string {
  const lines: MarkStyle[] = styles.filter((one) => one === 'underline' || one === 'strike');
  const both = lines.length === 2 ? ['text-decoration:underline line-through'] : lines.map((one) => CSS_OF[one]);
  return [
    'text-decoration:none',
    ...styles.filter((one) => !lines.includes(one)).map((one) => CSS_OF[one]),
    ...both,
  ].join(';');
}

export const comparisonCss = (marks: ComparisonMarks): string =>
  `
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
.now{color:#555;text-decoration:underline dotted 1px;text-underline-offset:4px}
.was{color:#555;text-decoration:line-through dotted 1px}
.say{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
#only,#noform{width:20px;height:20px;margin:0 8px 0 0;vertical-align:-4px}
#only:focus-visible+label,#noform:focus-visible+label,a:focus-visible,summary:focus-visible{outline:3px solid #1a56b0;outline-offset:2px}
label{display:inline-block;margin:0 24px 10px 0;padding:8px 0;cursor:pointer;font:15px/1.6 system-ui,"Noto Sans CJK SC",sans-serif}
details{margin:0 0 4px;font-family:system-ui,"Noto Sans CJK SC",sans-serif;font-size:15px}
summary{padding:8px 0;cursor:pointer}
nav a{display:inline-block;margin:0 14px 0 0;padding:5px 0;color:#1a56b0}
table{width:100%;border-collapse:collapse;table-layout:fixed}
col.text{width:40%}
th,td{border:1px solid #333;padding:7px 9px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
thead th{text-align:center;background:#f1f1f1;position:sticky;top:0;font-family:SimHei,"黑体","Noto Sans CJK SC",sans-serif}
td p{margin:0;text-align:justify;text-indent:2em}
td p.empty,.chapter p{text-indent:0}
.chapter td,.leftout td{text-align:center}
.chapter p{text-align:center}
.chapter td{padding:9px}
.leftout{display:none;color:#444}
.aside{color:#444}
.cells{margin:4px 0}
.cells td{padding:3px 6px;border-color:#777;text-indent:0}
b{font-family:SimHei,"黑体","Noto Sans CJK SC",sans-serif}
tr:target td{box-shadow:inset 0 0 0 2px #1a56b0}
.empty{color:#555}
.none{display:none;padding:14px 0;text-align:center}
#only:checked~table .kept,#only:checked~#noform:checked~table .butform,#only:checked~#noform:checked~table .whole{display:none}
#only:checked~table .whole,#only:checked~#noform:checked~table .words{display:table-row}
#noform:checked~table tr.form:not(.butform){display:none}
#only:checked~.none{display:block}
#only:checked~.none.butform{display:none}
#only:checked~#noform:checked~.none.butform{display:block}
#noform:checked~table .form{color:inherit;text-decoration:none}
#noform:checked~table .form .say,#noform:checked~table .why,#noform:checked~.shown,#noform:not(:checked)~.hidden{display:none}
.cite{color:inherit;text-decoration:none;border-bottom:1px dotted #1a56b0}
.cite:hover{color:#1a56b0;border-bottom-style:solid}
p:target{background:#eaf1fb}
@media(max-width:640px){body{padding:14px 10px 32px}h1{font-size:21px}thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}colgroup{display:none}table,tbody,tr,td{display:block;width:100%}tr.leftout{display:none}table.cells{display:table}.cells tbody{display:table-row-group}.cells tr{display:table-row}.cells td{display:table-cell;width:auto;border:1px solid #bbb}.cells td::before{content:none}tr{margin:0 0 14px;border:1px solid #333}td{border:0;border-bottom:1px solid #bbb}td:empty{display:none}td::before{content:attr(data-of);display:block;font:13px/1.6 system-ui,sans-serif;color:#555}}
@media print{body{padding:0;max-width:none;font-size:12pt;line-height:1.5}details,#only,#noform,label{display:none}.cite{border:0}table{width:calc(100% - 2px)}thead{display:table-header-group}thead th{position:static}tr{break-inside:auto}tr.chapter{break-inside:avoid;break-after:avoid}td p{orphans:2;widows:2}h1{font-size:20pt}del,ins,thead th{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`.trim();
