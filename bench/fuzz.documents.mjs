/** Files of drafts, right ones to begin with and broken ones. */
import { crc32, deflateRawSync } from 'node:zlib';
import { LAW, ODD, below, broken, bytes, pick, several } from './fuzz.random.mjs';

/** deflated entries and no library */
const zip = (files) => {
  const locals = [];
  const central = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const raw = Buffer.from(text);
    const packed = deflateRawSync(raw);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(crc32(raw), 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(raw.length, 22);
    head.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.concat([head, Buffer.from(name), packed]);
    const list = Buffer.alloc(46);
    list.writeUInt32LE(0x02014b50, 0);
    head.copy(list, 6, 4, 30);
    list.writeUInt32LE(at, 42);
    central.push(Buffer.concat([list, Buffer.from(name)]));
    locals.push(entry);
    at += entry.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
};
export const DOCX = zip({
  '[Content_Types].xml':
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  '_rels/.rels':
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${LAW.map((t) => `<w:p><w:r><w:t>${t}</w:t></w:r></w:p>`).join('')}</w:body></w:document>`,
});
/** Name and bytes */
export const documentFile = () =>
  pick([
    () => ['草案.docx', broken(DOCX)],
    () => ['草案.txt', broken(Buffer.from(LAW.join('\n')))],
    () => ['草案.md', Buffer.from(several(below(200), () => pick([...ODD, ...LAW, '# ', '（一）', '\n'])).join('\n'))],
    () => ['草案.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), bytes(below(900))])],
    () => ['草案.odt', broken(DOCX)],
    () => [
      '草案.doc',
      Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), bytes(below(3000))]),
    ],
  ])();
