/**
 * Makes the two files that the demo imports, as two offices would have made them: draft 1 with automatic numbering,
 * where 第…章, 第…条, （一） and 1. exist only in numbering.xml; draft 2 typed by hand by a tired clerk. Same inputs,
 * same bytes.
 *
 * Written as plain WordprocessingML and not with a document library: the point of the files is what such libraries tidy
 * away (a typed 目录, half-width brackets, an article number typed between automatic ones).
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import JSZip from 'jszip';
import { draft1Text, draft1Title } from './draft-1.js';
import { draft2Text, draft2Title } from './draft-2.js';

export const draft1FileName = `${draft1Title}.docx`;
export const draft2FileName = `${draft2Title}.docx`;

type LineKind = 'title' | 'note' | 'chapter' | 'article' | 'insertedArticle' | 'item' | 'subitem' | 'paragraph';

interface Line {
  kind: LineKind;
  /** the number as the text has it, empty where there is none */
  number: string;
  text: string;
}

const MARKS: readonly [LineKind, RegExp][] = [
  ['chapter', /^(第[一二三四五六七八九十]+章)　(.+)$/u],
  ['insertedArticle', /^(第[一二三四五六七八九十]+条之[一二三])(（.+)$/u],
  ['article', /^(第[一二三四五六七八九十]+条)(（.+)$/u],
  ['item', /^　　(（[一二三四五六七八九十]+）)(.+)$/u],
  ['subitem', /^　　([0-9]+\.)(.+)$/u],
];

function linesOf(text: string): Line[] {
  return text.split('\n').map((raw, index): Line => {
    if (index < 2) return { kind: index === 0 ? 'title' : 'note', number: '', text: raw };
    for (const [kind, mark] of MARKS) {
      const found = mark.exec(raw);
      if (found) return { kind, number: found[1] ?? '', text: found[2] ?? '' };
    }
    return { kind: 'paragraph', number: '', text: raw.replace(/^　+/u, '') };
  });
}

const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

interface ParagraphLook {
  style?: 'Title' | 'Heading1' | 'Note';
  /** 0 chapter, 1 article, 2 item, 3 subitem */
  level?: number;
  centred?: boolean;
  bold?: boolean;
  /** first-line indent of two characters, set by the style of the office and not by blanks */
  indent?: boolean;
}

function paragraph(text: string, look: ParagraphLook = {}): string {
  const properties = [
    look.style === undefined ? '' : `<w:pStyle w:val="${look.style}"/>`,
    look.level === undefined
      ? ''
      : `<w:numPr><w:ilvl w:val="${look.level}"/><w:numId w:val="${look.level === 0 ? 1 : 2}"/></w:numPr>`,
    look.indent === true ? '<w:ind w:firstLineChars="200" w:firstLine="640"/>' : '',
    look.centred === true ? '<w:jc w:val="center"/>' : '',
  ].join('');
  const run = look.bold === true ? '<w:rPr><w:b/></w:rPr>' : '';
  return `<w:p><w:pPr>${properties}</w:pPr><w:r>${run}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`;
}

function stylesXml(): string {
  const fonts = (name: string): string =>
    `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="${name}"/>`;
  const style = (id: string, name: string, properties: string, run: string): string =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/>` +
    `<w:pPr>${properties}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
  return (
    `${DECLARATION}<w:styles ${NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr>${fonts('仿宋_GB2312')}<w:sz w:val="32"/>` +
    '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>' +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>' +
    '<w:pPr><w:spacing w:line="560" w:lineRule="exact"/></w:pPr></w:style>' +
    style(
      'Title',
      'Title',
      '<w:spacing w:before="240" w:after="240"/><w:jc w:val="center"/>',
      `${fonts('方正小标宋简体')}<w:sz w:val="36"/>`,
    ) +
    style(
      'Heading1',
      'heading 1',
      '<w:jc w:val="center"/><w:outlineLvl w:val="0"/>',
      `${fonts('黑体')}<w:sz w:val="32"/>`,
    ) +
    style('Note', '题注', '<w:jc w:val="center"/>', `${fonts('楷体_GB2312')}<w:sz w:val="32"/>`) +
    '</w:styles>'
  );
}

/**
 * Chapters count in a list of their own, articles, items and subitems in another: the articles run on through the
 * chapters in Word and WPS (`lvlRestart` 0) and also in LibreOffice, which does not know `lvlRestart` and would begin
 * again at 第一条 in each chapter of one list.
 */
function numberingXml(): string {
  const level = (n: number, format: string, text: string, suffix: string, more = ''): string =>
    `<w:lvl w:ilvl="${n}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:suff w:val="${suffix}"/>` +
    `<w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/>` +
    `<w:pPr><w:ind w:left="0" w:firstLine="${n === 0 ? 0 : 640}"/></w:pPr></w:lvl>`;
  const list = (id: number, levels: string): string =>
    `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="multilevel"/>${levels}</w:abstractNum>`;
  const chinese = 'chineseCountingThousand';
  const chapter = level(0, chinese, '第%1章', 'space');
  const article = level(1, chinese, '第%2条', 'nothing', '<w:lvlRestart w:val="0"/>');
  const below = level(2, chinese, '（%3）', 'nothing') + level(3, 'decimal', '%4.', 'nothing');
  return (
    `${DECLARATION}<w:numbering ${NAMESPACE}>${list(0, chapter)}${list(1, chapter + article + below)}` +
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
  );
}

async function packDocx(body: string, withNumbering: boolean): Promise<Uint8Array> {
  const zip = new JSZip();
  // The earliest date a zip entry can bear: the clock has no business in these files. Folder entries would bear
  // today's.
  const entry = { date: new Date('1980-01-01T00:00:00Z'), createFolders: false };
  const parts = withNumbering ? ['styles', 'numbering'] : ['styles'];
  zip.file(
    '[Content_Types].xml',
    `${DECLARATION}<Types xmlns="${PACKAGE}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `<Override PartName="/word/document.xml" ContentType="${WORD_TYPE}.document.main+xml"/>` +
      `${parts.map((part) => `<Override PartName="/word/${part}.xml" ContentType="${WORD_TYPE}.${part}+xml"/>`).join('')}</Types>`,
    entry,
  );
  zip.file(
    '_rels/.rels',
    `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">` +
      `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    entry,
  );
  zip.file(
    'word/_rels/document.xml.rels',
    `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">` +
      parts
        .map((part, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${part}" Target="${part}.xml"/>`)
        .join('') +
      '</Relationships>',
    entry,
  );
  zip.file('word/styles.xml', stylesXml(), entry);
  if (withNumbering) zip.file('word/numbering.xml', numberingXml(), entry);
  const page =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>' +
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>';
  zip.file(
    'word/document.xml',
    `${DECLARATION}<w:document ${NAMESPACE}><w:body>${body}${page}</w:body></w:document>`,
    entry,
  );
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE', platform: 'DOS' });
}

/**
 * Draft 1 as .docx: Title style, automatic numbers; the inserted article 第…条之一 typed, because no list can count it.
 */
export function buildDraft1(): Promise<Uint8Array> {
  const body = linesOf(draft1Text).map(({ kind, number, text }) => {
    switch (kind) {
      case 'title':
        return paragraph(text, { style: 'Title' });
      case 'note':
        return paragraph(text, { style: 'Note' });
      case 'chapter':
        return paragraph(text, { style: 'Heading1', level: 0 });
      case 'article':
        return paragraph(text, { level: 1 });
      case 'item':
        return paragraph(text, { level: 2 });
      case 'subitem':
        return paragraph(text, { level: 3 });
      case 'insertedArticle':
        return paragraph(`${number}${text}`, { indent: true });
      case 'paragraph':
        return paragraph(text, { indent: true });
    }
  });
  return packDocx(body.join(''), true);
}

/** 总则 → 总　则: two-character chapter titles are set wide. */
function setWide(title: string): string {
  return title.length === 2 ? [...title].join('　') : title;
}

/**
 * Draft 2 as .docx with every number typed: a 目录, two ideographic blanks before each line, wide chapter titles; from
 * place to place half-width brackets round an item number, and two ASCII blanks or none after a caption.
 */
export function buildDraft2(): Promise<Uint8Array> {
  const lines = linesOf(draft2Text);
  const body: string[] = [];
  let articles = 0;
  for (const { kind, number, text } of lines) {
    switch (kind) {
      case 'title':
        body.push(paragraph(text, { centred: true, bold: true }));
        break;
      case 'note':
        body.push(paragraph(text, { centred: true }), paragraph(''), paragraph('目　　录', { centred: true }));
        for (const line of lines)
          if (line.kind === 'chapter') body.push(paragraph(`　　${line.number}　${setWide(line.text)}`));
        body.push(paragraph(''));
        break;
      case 'chapter':
        body.push(paragraph(`${number}　${setWide(text)}`, { centred: true }));
        break;
      case 'article':
      case 'insertedArticle': {
        articles += 1;
        const blank = articles % 11 === 0 ? '' : articles % 7 === 0 ? '  ' : '　';
        body.push(paragraph(`　　${number}${text.replace('）　', () => `）${blank}`)}`));
        break;
      }
      case 'item':
        body.push(
          paragraph(`　　${articles % 5 === 0 ? number.replace('（', '(').replace('）', ')') : number}${text}`),
        );
        break;
      case 'subitem':
        body.push(paragraph(`　　${number}${text}`));
        break;
      case 'paragraph':
        body.push(paragraph(`　　${text}`));
        break;
    }
  }
  return packDocx(body.join(''), false);
}

/** A .docx of plain paragraphs, its first line the title: what an office has that knows no styles */
export const buildPlainDocx = (lines: readonly string[]): Promise<Uint8Array> =>
  packDocx(lines.map((line, at) => paragraph(line, at === 0 ? { centred: true, bold: true } : {})).join(''), false);

/** Writes both files into `folder` and returns their paths, draft 1 first. */
export async function writeDrafts(folder: string): Promise<[string, string]> {
  await mkdir(folder, { recursive: true });
  const paths: [string, string] = [join(folder, draft1FileName), join(folder, draft2FileName)];
  await writeFile(paths[0], await buildDraft1());
  await writeFile(paths[1], await buildDraft2());
  return paths;
}

const started = process.argv[1];
if (started !== undefined && import.meta.url === pathToFileURL(started).href) {
  const [first, second] = await writeDrafts(process.argv[2] ?? '.');
  console.log(`${first}\n${second}`);
}
