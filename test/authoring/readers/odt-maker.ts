/** Makes small .odt files for the tests, part by part. */
import JSZip from 'jszip';

const NS =
  ['office', 'text', 'style', 'table', 'drawing', 'script', 'manifest']
    .map((name) => `xmlns:${name === 'drawing' ? 'draw' : name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
    .join(' ') +
  ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"';

export interface MadeOdt {
  body: string;
  /** automatic styles of content.xml */
  automatic?: string;
  /** office:styles of styles.xml */
  styles?: string;
  mimetype?: string;
  manifest?: string;
  parts?: Record<string, string>;
  scripts?: string;
}

export const p = (content: string, style = ''): string =>
  `<text:p${style === '' ? '' : ` text:style-name="${style}"`}>${content}</text:p>`;

/** A level as LibreOffice writes it. */
export const odtLevel = (level: number, format: string, template: string, followed = 'nothing', more = ''): string =>
  `<text:list-level-style-number text:level="${level}" loext:num-list-format="${template}" style:num-format="${format}"${more}><style:list-level-properties><style:list-level-label-alignment text:label-followed-by="${followed}"/></style:list-level-properties></text:list-level-style-number>`;

export function odt(made: MadeOdt): Promise<Uint8Array> {
  const zip = new JSZip();
  zip.file('mimetype', made.mimetype ?? 'application/vnd.oasis.opendocument.text');
  zip.file('META-INF/manifest.xml', `<manifest:manifest ${NS}>${made.manifest ?? ''}</manifest:manifest>`);
  zip.file(
    'content.xml',
    `<office:document-content ${NS}>${made.scripts ?? '<office:scripts/>'}<office:automatic-styles>${made.automatic ?? ''}</office:automatic-styles><office:body><office:text>${made.body}</office:text></office:body></office:document-content>`,
  );
  zip.file(
    'styles.xml',
    `<office:document-styles ${NS}><office:styles>${made.styles ?? ''}</office:styles></office:document-styles>`,
  );
  for (const [name, content] of Object.entries(made.parts ?? {})) zip.file(name, content);
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}
