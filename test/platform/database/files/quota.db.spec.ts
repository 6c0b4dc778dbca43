/** What one account may upload in a day, and what still goes in while the disk fills. */
import { Client } from '../../../support/client.js';
import { DISK_PROBE, DiskGuard, type Space } from '../../../../src/platform/database/files/disk.js';
import { resident } from '../../../pages/client.js';
import { client, FIRST_TEXT, openRound, opinion, refusal, type Round } from '../../../support/round.js';
import { startTestService, type TestService } from '../../../support/service.js';

const MIB = 1024 * 1024;
let s: TestService;
let round: Round;
beforeAll(async () => {
  s = await startTestService({ environment: { UPLOADS_PER_DAY: '4', UPLOAD_MEGABYTES_PER_DAY: '3' } });
  round = await openRound(s);
});
afterAll(() => s.close());

const put = async (token: string, bytes: number): Promise<{ status: number; message: string }> => {
  const r = await s.send('/files?name=a.txt', {
    method: 'POST',
    body: Buffer.alloc(bytes, 'x'),
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream', 'x-yifayima-upload': '1' },
  });
  return { status: r.status, message: ((await r.json()) as { message?: string }).message ?? '' };
};
const statuses = async (all: Promise<{ status: number }>[]): Promise<number[]> =>
  (await Promise.all(all)).map((a) => a.status).sort((a, b) => a - b);

describe('quotas', () => {
  it('so many files in 24 hours, also when all come at once; another account has its own', async () => {
    const token = await s.home.token('DRAFTER');
    expect(await statuses(Array.from({ length: 8 }, () => put(token, 10)))).toEqual([
      201, 201, 201, 201, 429, 429, 429, 429,
    ]);
    expect(await put(token, 10)).toMatchObject({
      status: 429,
      message: expect.stringContaining('最多上传 4 个文件、共 3 MB') as string,
    });
    expect((await put(await s.home.token('CHECKER'), 10)).status).toBe(201);
    expect(
      await s.db.asOwner(
        `select 1 from audit_record where act = 'uploadFile' and outcome = 'REFUSED' and detail->>'code' = 'UPLOAD_QUOTA'`,
      ),
    ).toHaveLength(5);
    await s.db.asOwner(`update file set created_at = created_at - interval '25 hours'`);
    expect((await put(token, 10)).status).toBe(201);
  });
  it('so many bytes', async () => {
    const token = await s.home.token('SIGNER');
    expect(await statuses([put(token, 2 * MIB), put(token, 2 * MIB)])).toEqual([201, 429]);
    expect((await put(token, MIB)).status).toBe(201);
  });
});

describe('while the disk fills', () => {
  const free = (share: number): void => {
    const space: Space = { free: share * 1000 * 1024 * MIB, total: 1000 * 1024 * MIB };
    Object.assign(s.running.app.get(DiskGuard), { looked: undefined, probe: () => Promise.resolve(space) });
  };
  afterEach(() => free(0.5));

  it('uploads stop first, then imports, what residents say last; each in words, and the words of the resident are not lost', async () => {
    await s.db.asOwner(`update file set created_at = created_at - interval '25 hours'`);
    const preparer = await client(s, 'PREPARER');
    const anyone = new Client(s.url);
    const token = await s.home.token('PREPARER');
    const regulation = await preparer.act<{ id: string }>(
      'createRegulation',
      { title: '停车条例', kind: 'REGULATION', making: 'ENACT' },
      'Regulation',
      'id',
    );
    const files = [
      await preparer.upload('一.txt', Buffer.from(FIRST_TEXT)),
      await preparer.upload('二.txt', Buffer.from(FIRST_TEXT)),
    ];
    const bring = (at: number): Promise<unknown> =>
      preparer.act('importDraft', { regulationId: regulation.id, kind: 'DRAFT', fileId: files[at] }, 'Draft', 'id');
    const speak = (text: string): Promise<unknown> =>
      anyone.submit({ lawCode: round.code, opinion: opinion(round, text) });

    free(0.09);
    expect(await put(token, 10)).toMatchObject({
      status: 413,
      message: expect.stringContaining('不能上传文件') as string,
    });
    await bring(0);
    await speak('磁盘还有一成不到');
    free(0.04);
    expect((await put(token, 10)).status).toBe(413);
    expect(await refusal(bring(1))).toBe('STORAGE_LOW');
    await speak('磁盘还有半成不到');
    free(0.005);
    expect(await refusal(speak('磁盘快满了'))).toBe('STORAGE_LOW');
    expect(await s.db.asOwner(`select text from opinion where text like '磁盘%' order by received_at`)).toEqual([
      { text: '磁盘还有一成不到' },
      { text: '磁盘还有半成不到' },
    ]);
    const r = resident(s);
    const page = await r.post(`/l/${round.code}/opinions`, {
      ...(await r.form(`/l/${round.code}/say`)),
      text: '写了半天的话',
    });
    expect([
      page.status,
      page.html.includes('写了半天的话</textarea>'),
      page.html.includes('暂时不能收下新的意见'),
    ]).toEqual([503, true, true]);
    free(0.5);
    await bring(1);
    expect((await put(token, 10)).status).toBe(201);
  });
  it('control: the service asks the real disk', () => {
    expect(typeof s.running.app.get(DISK_PROBE)).toBe('function');
  });
});
