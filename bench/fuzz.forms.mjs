/** Multipart forms broken in every way, and whole ones around broken pictures. */
import { randomBytes } from 'node:crypto';
import { picture } from './fuzz.pictures.mjs';
import { LAW, ODD, below, bytes, pick, random, several } from './fuzz.random.mjs';

const CRLF = '\r\n';
const BOUNDARIES = [
  'x',
  '----WebKitFormBoundaryAbCdEf0123456789',
  'a'.repeat(70),
  'b'.repeat(4_000),
  '--',
  '-',
  '.*+?()[',
  "'()+_,-./:=?",
  'ab cd',
  '\xe4\xb8\xad',
];
const FIELDS = [
  'token',
  'key',
  'ordinal',
  'size',
  'text',
  'act',
  'where',
  'proposedWording',
  'reason',
  'contactName',
  'contactPhone',
  'direct',
  'picture',
  'picture',
  'receipt',
];
const NAMES = [
  '',
  '\0',
  'a\0b',
  '"',
  '\\"',
  'a"; filename="b',
  '\r\nX-A: b',
  '\n',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'text[]',
  'text[a][b]',
  'A'.repeat(5_000),
  '\u202e',
  '../../x',
  'picture1',
  '第一条',
  '%22',
  '\xff',
];
const printable = (s) => s.replace(/[\ud800-\udfff]/gu, '');

const header = (name, filename, type) =>
  `Content-Disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}${type === undefined ? '' : `${CRLF}Content-Type: ${type}`}`;
const oddHeader = () =>
  pick([
    () => 'Content-Disposition: form-data',
    () => 'Content-Disposition: attachment; name="text"',
    () => 'content-disposition:form-data;name=text',
    () => `Content-Disposition: form-data; name="text"; name="token"`,
    () =>
      `Content-Disposition: form-data; name="picture"; filename*=UTF-8''${pick(['%', '%E4%B8', '%ff%fe', 'a'.repeat(9_000)])}`,
    () => `Content-Disposition: form-data; name*=utf-8''text; filename*=bogus'x'y`,
    () => `${header('text')}${CRLF}Content-Transfer-Encoding: ${pick(['base64', 'quoted-printable', '8bit', 'x'])}`,
    () => `${header('text', undefined, `text/plain; charset=${pick(['utf-16le', 'gbk', 'base64', 'nothing', ''])}`)}`,
    () => `X-Big: ${'h'.repeat(pick([8_000, 17_000, 100_000]))}${CRLF}${header('text')}`,
    () => `${several(pick([10, 25, 3_000]), (i) => `X-${i}: ${i}`).join(CRLF)}${CRLF}${header('text')}`,
    () => '',
    () => ':',
    () => ' folded',
    () => `${header('text')}${CRLF} and on`,
    () => header('text', undefined, 'multipart/mixed; boundary=inner'),
    () => header('picture', 'a.jpg', pick(ODD)),
    () => `Content-Disposition: ${printable(pick(ODD))}`,
    () => bytes(below(300)).toString('latin1'),
  ])();

const part = (head, content, end = CRLF) =>
  Buffer.concat([Buffer.from(head + CRLF + CRLF), Buffer.from(content), Buffer.from(end)]);
const field = (name, words) => part(header(name), words);
const filePart = (content, name = 'picture') =>
  part(
    header(
      name,
      pick(['a.jpg', '', pick(NAMES), pick(ODD)]),
      pick(['image/jpeg', 'image/png', 'application/octet-stream', 'text/html']),
    ),
    content,
  );
/** A nested multipart, as mail programs make them */
const nested = () =>
  part(
    header('picture', undefined, 'multipart/mixed; boundary=inner'),
    `--inner${CRLF}Content-Disposition: file; filename="a.jpg"${CRLF}${CRLF}x${CRLF}--inner--${CRLF}`,
  );

/** The words of a whole form of that place */
const words = (form) => [
  field('token', form.token),
  field('key', randomBytes(16).toString('base64url')),
  field('ordinal', form.ordinal),
  field('size', 'standard'),
  field('text', `${pick(LAW)}${below(1e9)}`),
];

const request = (path, boundary, parts, { between = [], isCut = false, end = '--', type } = {}) => {
  const line = Buffer.from(`--${boundary}`);
  const body = Buffer.concat([
    ...parts.flatMap((p, i) => [between[i] ?? line, Buffer.from(CRLF), p]),
    line,
    Buffer.from(end + CRLF),
  ]);
  return {
    method: 'POST',
    path,
    headers: { 'content-type': type ?? `multipart/form-data; boundary=${boundary}` },
    body: isCut ? body.subarray(0, below(body.length)) : body,
  };
};

/** A form that is right but for its pictures, which now and then come before the words: it reaches the children. */
export const wholeForm = (code, form, most = 1) => {
  const pictures = several(1 + below(most), () => filePart(picture()));
  return request(
    `/l/${code}/opinions`,
    'x-boundary-of-the-fuzz',
    random() < 0.2 ? [...pictures, ...words(form)] : [...words(form), ...pictures],
  );
};

/** Reaches no child: either no picture gets as far, or something is wrong with the form before. */
export const brokenForm = (code, form) => {
  const path = pick([
    `/l/${code}/opinions`,
    `/l/${code}/opinions`,
    `/l/${code}/opinions`,
    `/l/${code}/opinions`,
    `/l/${code}/opinions`,
    '/l/999999/opinions',
    '/r',
    '/r/contact',
    '/graphql',
    '/files?name=a.txt',
    '/nothing',
  ]);
  const boundary = pick(BOUNDARIES);
  const right = words(form);
  // with a foreign token what is in the pictures is read and held, and then not looked at
  const foreign = [field('token', pick(ODD)), ...right.slice(1)];
  const files = () => several(below(5), () => filePart(picture(), pick(['picture', 'picture', pick(NAMES)])));
  const all = () => [...foreign, ...files()];
  switch (below(17)) {
    case 0:
      return request(path, boundary, all(), {
        type: pick([
          'multipart/form-data',
          'multipart/form-data; boundary=',
          'multipart/form-data; boundary',
          'multipart/mixed; boundary=x',
          'multipart/form-data; boundary="',
          `multipart/form-data; boundary=other`,
          `multipart/form-data; boundary=${boundary}; boundary=x`,
          `Multipart/Form-Data; BOUNDARY="${boundary}"; charset=utf-16`,
          `multipart/form-data; boundary*=utf-8''x`,
          'multipart/form-data;;;;',
          `multipart/form-data; boundary=${'z'.repeat(9_000)}`,
        ]),
      });
    case 1:
      return request(path, boundary, all(), {
        between: several(9, () =>
          random() < 0.3
            ? Buffer.from(
                pick([
                  `--${boundary}--`,
                  `--${boundary}\r\n--${boundary}`,
                  boundary,
                  '--',
                  `-- ${boundary}`,
                  `--${boundary} `,
                ]),
              )
            : undefined,
        ),
      });
    case 2:
      return request(path, boundary, all(), { isCut: true });
    case 3:
      return request(path, boundary, right, { isCut: true });
    case 4:
      return request(path, boundary, all(), {
        end: pick(['', '-', '--\r\n\r\nbehind the end', '--'.repeat(500), '\r\n\r\n']),
      });
    case 5:
      return request(path, boundary, [...files(), ...foreign, ...right.slice(0, below(3))]);
    case 6:
      return request(path, boundary, [
        ...foreign,
        ...several(below(6), () =>
          part(
            oddHeader(),
            random() < 0.2 ? Buffer.alloc(pick([1_000, 20_000, 70_000]), 0x41) : pick([...ODD, ...LAW]),
          ),
        ),
      ]);
    case 7:
      return request(path, boundary, [
        ...right,
        ...several(1 + below(8), () => field(pick(NAMES), printable(pick(ODD)))),
      ]);
    case 8:
      return request(
        path,
        boundary,
        several(pick([31, 41, 1_000, 5_000]), () => field(pick(FIELDS), 'x')),
      );
    case 9:
      return request(path, boundary, [
        ...foreign,
        ...several(pick([4, 11, 50, 2_000]), () => filePart(pick([Buffer.alloc(0), bytes(20)]))),
      ]);
    case 10:
      return request(path, boundary, [
        ...right,
        ...several(below(40), () => field(pick(FIELDS), printable(pick(ODD)))),
      ]);
    case 11:
      return request(path, boundary, [
        ...right.slice(0, 4),
        field('text', pick(['', ' ', '\0', '〇'.repeat(5_001), 'x'.repeat(600_000), bytes(300), '\ufeff', '\u202e'])),
        ...right.slice(0, below(3)),
      ]);
    case 12:
      return request(path, boundary, [nested(), ...foreign, nested()]);
    case 13: {
      const r = request(path, boundary, all());
      return {
        ...r,
        body: Buffer.from(r.body.toString('latin1').replaceAll(CRLF, pick(['\n', '\r', '\r\r\n', '\n\r'])), 'latin1'),
      };
    }
    case 14: {
      const r = request(path, boundary, all());
      const body = Buffer.from(r.body);
      for (let k = below(30); k > 0; k--) body[below(body.length)] = below(256);
      return { ...r, body };
    }
    // the line breaks off before all that was promised has come
    case 15: {
      const r = request(path, boundary, all());
      return { ...r, sent: r.body.subarray(0, below(r.body.length)) };
    }
    default:
      return random() < 0.1
        ? request(path, boundary, [...foreign, filePart(Buffer.alloc(pick([10, 12, 30]) * 1_048_576, 0x41))])
        : { ...request(path, boundary, []), body: bytes(below(3_000)) };
  }
};
