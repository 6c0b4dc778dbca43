/** Makes small .docx files for the tests, part by part, so that each can hold exactly the oddity it is about. */
import JSZip from 'jszip';

export const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface Made {
  body: string;
  numbering?: string;
  styles?: string;
  comments?: string;
  /** further parts by name */
  parts?: Record<string, string | Uint8Array>;
  /** further relationships of the document: [type's last word or whole type, target, external?] */
  relationships?: [string, string, boolean?][];
  contentType?: string;
  root?: string;
}

export const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
export const numbered = (level: number, numId = 1): string =>
  `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`;
export const paragraph = (content: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content.startsWith('<') ? content : run(content)}</w:p>`;

/** One level of a list. */
export const level = (ilvl: number, format: string, text: string, more = ''): string =>
  `<w:lvl w:ilvl="${ilvl}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
export const list = (id: number, ...levels: string[]): string =>
  `<w:abstractNum w:abstractNumId="${id}">${levels.join('')}</w:abstractNum>`;
export const instance = (numId: number, listId: number, overrides = ''): string =>
  `<w:num w:numId="${numId}"><w:abstractNumId w:val="${listId}"/>${overrides}</w:num>`;

export async function docx(made: Made): Promise<Uint8Array> {
  const zip = new JSZip();
  const relationships = [...(made.relationships ?? [])];
  for (const part of ['numbering', 'styles', 'comments'] as const) {
    const content = made[part];
    if (content === undefined) continue;
    zip.file(`word/${part}.xml`, `<w:${part} ${W}>${content}</w:${part}>`);
    relationships.push([part, `${part}.xml`]);
  }
  zip.file(
    '[Content_Types].xml',
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${made.contentType ?? 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'}"/></Types>`,
  );
  const rels = (inside: string): string =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`;
  zip.file('_rels/.rels', rels(`<Relationship Id="r0" Type="${REL}/officeDocument" Target="word/document.xml"/>`));
  zip.file(
    'word/_rels/document.xml.rels',
    rels(
      relationships
        .map(
          ([type, target, external], at) =>
            `<Relationship Id="r${at + 1}" Type="${type.includes('/') ? type : `${REL}/${type}`}" Target="${target}"${external === true ? ' TargetMode="External"' : ''}/>`,
        )
        .join(''),
    ),
  );
  zip.file('word/document.xml', made.root ?? `<w:document ${W}><w:body>${made.body}<w:sectPr/></w:body></w:document>`);
  for (const [name, content] of Object.entries(made.parts ?? {})) zip.file(name, content);
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}
