import { readInChild } from '../../../src/authoring/readers/child.js';
import { readFile } from '../../../src/authoring/readers/reader.js';
import { docx, paragraph } from './docx-maker.js';

describe('reading in a child process', () => {
  it('reads the same as in process, also refusals', async () => {
    const bytes = await docx({ body: paragraph('第一条 为了规范养犬行为，制定本条例。') });
    expect(await readInChild('草案.docx', bytes)).toEqual(await readFile('草案.docx', bytes));
    expect(await readInChild('草案.txt', Buffer.from('第一条\n'))).toEqual({ ok: true, format: 'txt', lines: [{ text: '第一条', number: 1 }],
      notices: [] });
    expect(await readInChild('a/b.pdf', Buffer.from('%PDF-'))).toMatchObject({ ok: false, code: 'FORMAT_OTHER',
      message: expect.stringContaining('“b.pdf”') as string });
  });

  it('is killed when it takes too long', async () => {
    expect(await readInChild('草案.txt', Buffer.from('第一条'), { milliseconds: 1 })).toMatchObject({ ok: false, code: 'READING_TOO_LONG' });
  });

  it('says so when the file needs more memory than it gets', async () => {
    const bytes = await docx({ body: paragraph('<w:r><w:t>文</w:t></w:r>'.repeat(300_000)) });
    expect(await readInChild('草案.docx', bytes, { megabytes: 20 })).toMatchObject({ ok: false, code: 'READING_TOO_LARGE' });
  });
});
