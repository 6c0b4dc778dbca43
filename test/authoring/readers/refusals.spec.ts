import fc from 'fast-check';
import JSZip from 'jszip';
import { readFile } from '../../../src/authoring/readers/reader.js';
import { displayName } from '../../../src/authoring/readers/refusal.js';
import { docx, type Made, paragraph, W } from './docx-maker.js';

async function refusal(bytes: Uint8Array, name = '草案.docx'): Promise<string> {
  const outcome = await readFile(name, bytes);
  if (outcome.ok) throw new Error(`read ${outcome.lines.length} lines`);
  expect(outcome.message).toMatch(/^“.+”未能读入：.+。$/u);
  expect(outcome.message).not.toMatch(/Error|undefined|null/u);
  return outcome.code;
}
const made = async (more: Partial<Made>): Promise<string> =>
  refusal(await docx({ body: paragraph('第一条 文'), ...more }));
const ole = (stream: string): Uint8Array =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512), Buffer.from(stream, 'utf16le')]);

describe('files that are refused, in words', () => {
  it.each([
    ['empty', new Uint8Array(), 'FILE_EMPTY'],
    ['old Word', ole('WordDocument'), 'DAMAGED'],
    ['encrypted', ole('EncryptedPackage'), 'ENCRYPTED'],
    ['PDF', Buffer.from('%PDF-1.7 '), 'DAMAGED'],
    ['RTF', Buffer.from('{\\rtf1 x}'), 'FORMAT_OTHER'],
    ['renamed text', Buffer.from('第一条 文'), 'DAMAGED'],
    ['broken zip', Buffer.from('PK\u0003\u0004 broken'), 'DAMAGED'],
    ['too large', new Uint8Array(20 * 1024 * 1024 + 1), 'FILE_TOO_LARGE'],
  ])('%s', async (_, bytes, code) => {
    expect(await refusal(bytes)).toBe(code);
  });

  it('a name without a known ending', async () => {
    expect(await refusal(Buffer.from('第一条'), '草案.wpt')).toBe('FORMAT_UNKNOWN');
    expect(await refusal(Buffer.from('  \n \n'), '草案.txt')).toBe('NO_TEXT');
    expect(await refusal(await docx({ body: paragraph('文') }), '草案.docm')).toBe('MACROS');
  });

  it('zips that are no Word document, by name', async () => {
    const zip = new JSZip();
    zip.file('xl/workbook.xml', '<x/>');
    const outcome = await readFile('表.docx', await zip.generateAsync({ type: 'uint8array' }));
    expect(outcome).toMatchObject({ ok: false, code: 'NOT_WORD' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('Excel'));
  });

  it('macros, objects, other documents', async () => {
    expect(await made({ parts: { 'word/vbaProject.bin': 'x' } })).toBe('MACROS');
    expect(await made({ contentType: 'application/vnd.ms-word.document.macroEnabled.main+xml' })).toBe('MACROS');
    expect(
      await made({ relationships: [['http://schemas.microsoft.com/office/2006/relationships/vbaProject', 'x.bin']] }),
    ).toBe('MACROS');
    expect(await made({ parts: { 'word/embeddings/oleObject1.bin': 'x' } })).toBe('EMBEDDED_OBJECT');
    expect(await made({ relationships: [['oleObject', 'a.bin']] })).toBe('EMBEDDED_OBJECT');
    expect(await made({ relationships: [['aFChunk', 'a.html']] })).toBe('EMBEDDED_OBJECT');
    expect(await made({ body: '<w:altChunk r:id="r1"/>' })).toBe('EMBEDDED_OBJECT');
  });

  it('everything external but plain hyperlinks, by name', async () => {
    expect(await made({ relationships: [['attachedTemplate', 'file:///C:/a.dotm', true]] })).toBe('EXTERNAL_CONTENT');
    expect(await made({ relationships: [['image', 'http://example.com/a.png', true]] })).toBe('EXTERNAL_CONTENT');
    expect(await made({ relationships: [['hyperlink', 'file://server/share', true]] })).toBe('EXTERNAL_CONTENT');
    const bytes = await docx({
      body: paragraph('第一条 文'),
      relationships: [['hyperlink', 'https://example.com/', true]],
    });
    expect(await readFile('草案.docx', bytes)).toMatchObject({ ok: true });
    const part = await docx({
      body: paragraph('文'),
      parts: {
        'word/_rels/settings.xml.rels':
          '<Relationships><Relationship Id="a" Type="x/attachedTemplate" Target="\\\\s\\t.dotm" TargetMode="External"/></Relationships>',
      },
    });
    expect(await refusal(part)).toBe('EXTERNAL_CONTENT');
  });

  it('fields that call out', async () => {
    const field = (code: string): string =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r>${[...code].map((sign) => `<w:r><w:instrText xml:space="preserve">${sign}</w:instrText></w:r>`).join('')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    expect(await made({ body: paragraph(field(' DDEAUTO c:\\x ')) })).toBe('ACTIVE_FIELD');
    expect(await made({ body: paragraph('<w:fldSimple w:instr=" INCLUDETEXT a "/>') })).toBe('ACTIVE_FIELD');
  });

  it('entities, unclosed elements, too deep nesting', async () => {
    expect(await made({ root: `<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document ${W}><w:body/></w:document>` })).toBe(
      'DOCTYPE',
    );
    expect(
      await made({ root: `<w:document ${W}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>` }),
    ).toBe('DOCTYPE');
    expect(await made({ root: `<w:document ${W}><w:body><w:p><w:r><w:t>甲</w:r></w:p></w:body></w:document>` })).toBe(
      'DAMAGED',
    );
    expect(await made({ body: `${'<w:smartTag>'.repeat(300)}${paragraph('文')}${'</w:smartTag>'.repeat(300)}` })).toBe(
      'NESTED_TOO_DEEP',
    );
  });

  it('counts what comes out while inflating, whatever the file declares', async () => {
    const bytes = Buffer.from(
      await docx({
        body: paragraph('文'),
        root: `<w:document ${W}><!--${' '.repeat(40 * 1024 * 1024)}--></w:document>`,
      }),
    );
    expect(bytes.length).toBeLessThan(200_000);
    expect(await refusal(bytes)).toBe('INFLATES_TOO_LARGE');
    // the same with the declared size of every part set to 10 bytes, in local and central headers
    for (let at = 0; at + 30 < bytes.length; at += 1) {
      const signature = bytes.readUInt32LE(at);
      if (signature === 0x04034b50) bytes.writeUInt32LE(10, at + 22);
      if (signature === 0x02014b50) bytes.writeUInt32LE(10, at + 24);
    }
    expect(['INFLATES_TOO_LARGE', 'DAMAGED']).toContain(await refusal(bytes));
  });

  it('too many parts', async () => {
    expect(
      await made({ parts: Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`word/media/${at}.png`, ''])) }),
    ).toBe('TOO_MANY_PARTS');
  });

  it('never throws on cut or scribbled files', async () => {
    const whole = await docx({ body: paragraph('第一条 文').repeat(20) });
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (at, byte, cut) => {
        const bytes = cut ? whole.slice(0, at) : Uint8Array.from(whole);
        if (!cut) bytes[at] = byte;
        expect(typeof (await readFile('草案.docx', bytes)).ok).toBe('boolean');
      }),
      { numRuns: 150 },
    );
  });

  it('shows a name without its folders, controls and tricks', () => {
    expect(displayName('C:\\a\\草案\u202Excod.exe')).toBe('草案xcod.exe');
    expect([...displayName('长'.repeat(300))].length).toBeLessThanOrEqual(80);
    expect(displayName('\u0000/')).toBe('未命名文件');
  });
});
