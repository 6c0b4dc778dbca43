import { readFileSync } from 'node:fs';
import { readInChild } from '../../../src/authoring/readers/child.js';
import { readFile } from '../../../src/authoring/readers/reader.js';
import { docx, paragraph } from './docx-maker.js';
import { odt, p } from './odt-maker.js';

describe('reading in a child process', () => {
  it('reads the same as in process, also refusals', async () => {
    const bytes = await docx({ body: paragraph('第一条 为了规范养犬行为，制定本条例。') });
    expect(await readInChild('草案.docx', bytes)).toEqual(await readFile('草案.docx', bytes));
    expect(await readInChild('草案.txt', Buffer.from('第一条\n'))).toEqual({
      ok: true,
      format: 'txt',
      lines: [{ text: '第一条', number: 1 }],
      notices: [],
    });
    expect(await readInChild('a/b.pdf', Buffer.from('%PDF-'))).toMatchObject({
      ok: false,
      code: 'DAMAGED',
      message: expect.stringContaining('“b.pdf”') as string,
    });
  });

  it('reads every format behind the same walls, PDF with its library too', async () => {
    const content = 'BT /F1 12 Tf 72 700 Td (Article 1. The purpose of this regulation is safety.) Tj ET';
    const objects = [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>',
      `<</Length ${content.length}>>stream\n${content}\nendstream\n`,
    ];
    const pdf = Buffer.from(
      `%PDF-1.4\n${objects.map((one, at) => `${at + 1} 0 obj${one}endobj\n`).join('')}trailer<</Root 1 0 R/Size 5>>\n%%EOF`,
    );
    const files: [string, Uint8Array][] = [
      ['a.pdf', pdf],
      ['a.odt', await odt({ body: p('第一条 文') })],
      ['a.doc', readFileSync(new URL('../../fixtures/old-word.doc', import.meta.url))],
    ];
    for (const [name, bytes] of files) {
      const outcome = await readInChild(name, bytes);
      expect(outcome).toMatchObject({ ok: true, format: name.slice(2) });
      expect(outcome).toEqual(await readFile(name, bytes));
    }
  });

  it('is killed when it takes too long', async () => {
    expect(await readInChild('草案.txt', Buffer.from('第一条'), { milliseconds: 1 })).toMatchObject({
      ok: false,
      code: 'READING_TOO_LONG',
    });
  });

  it('says so when the file needs more memory than it gets', async () => {
    const bytes = await docx({ body: paragraph('<w:r><w:t>文</w:t></w:r>'.repeat(300_000)) });
    expect(await readInChild('草案.docx', bytes, { megabytes: 20 })).toMatchObject({
      ok: false,
      code: 'READING_TOO_LARGE',
    });
  });
});
