/**
 * Tables as .xlsx (ECMA-376): every cell is text and stays text, so that nothing in it is ever worked out as a formula,
 * a phone keeps its zeros and a day its form. The bytes depend on the content alone.
 */
import JSZip from 'jszip';

export interface SheetColumn {
  /** in characters of a digit's width */
  width: number;
  /** what may be chosen in it, in the rows under the head; no comma in any of them */
  choices?: readonly string[];
}

export interface Sheet {
  name: string;
  columns: readonly SheetColumn[];
  /** the first one is the head, which stays in view */
  rows: readonly (readonly string[])[];
}

/** The first moment a zip can write */
const NO_TIME = new Date(Date.UTC(1980, 0, 1));
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Rows to which choices are offered */
const CHOICE_ROWS = 5000;

/** XML 1.0 has no other controls; Excel writes those that are left out as _x0007_, which nobody wants to read */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(CONTROLS, '')
    .replace(/&/gu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/>/gu, '&gt;')
    .replace(/"/gu, '&quot;')
    .replace(/\r\n?/gu, '\n')
    // what looks like an escape of Excel's own is escaped itself
    .replace(/_(x[0-9a-f]{4}_)/giu, '_x005F_$1');

/** A, B … Z, AA */
export function columnName(at: number): string {
  const low = String.fromCharCode(65 + (at % 26));
  return at < 26 ? low : columnName(Math.floor(at / 26) - 1) + low;
}

// by number in cellXfs: 1 the head, 2 a cell, 3 a cell that would be a formula if somebody typed it
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="center"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;

function cell(text: string, row: number, column: number): string {
  const style = row === 0 ? 1 : /^[=+\-@]/u.test(text) ? 3 : 2;
  const at = `${columnName(column)}${row + 1}`;
  return text === ''
    ? `<c r="${at}" s="${style}"/>`
    : `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

function sheetXml({ columns, rows }: Sheet): string {
  const widths = columns.map((c, i) => `<col min="${i + 1}" max="${i + 1}" width="${c.width}" customWidth="1"/>`);
  const lines = rows.map((row, r) => `<row r="${r + 1}">${row.map((text, c) => cell(text, r, c)).join('')}</row>`);
  const choices = columns.flatMap(({ choices: all }, i) => {
    if (!all) return [];
    const name = columnName(i);
    const list = escaped(`"${all.join(',')}"`);
    return [
      `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" sqref="${name}2:${name}${CHOICE_ROWS}"><formula1>${list}</formula1></dataValidation>`,
    ];
  });
  const offered =
    choices.length === 0 ? '' : `<dataValidations count="${choices.length}">${choices.join('')}</dataValidations>`;
  return `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>${lines.join('')}</sheetData>${offered}</worksheet>`;
}

/** A workbook of these sheets; the same sheets give the same bytes */
export async function writeXlsx(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const zip = new JSZip();
  const put = (name: string, xml: string): void =>
    void zip.file(name, xml.startsWith('<?') ? xml : DECLARATION + xml, { date: NO_TIME, createFolders: false });
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  put(
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${sheets.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${type}.worksheet+xml"/>`).join('')}<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`,
  );
  put(
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  put(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships">${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  );
  put('xl/styles.xml', STYLES);
  put(
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.map((s, i) => `<sheet name="${escaped(s.name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
  );
  for (const [i, sheet] of sheets.entries()) put(`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet));
  return zip.generateAsync({
    type: 'uint8array',
    compression: 'DEFLATE',
    compressionOptions: { level: 6 },
    platform: 'DOS',
  });
}
