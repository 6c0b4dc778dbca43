import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { FilesService, LARGEST_FILE } from '../../../../src/platform/database/files/files.service.js';
import { UnitOfWork } from '../../../../src/platform/database/scope.js';
import { startTestService, type TestService } from '../../../support/service.js';

let s: TestService;
let mine: string;
beforeAll(async () => {
  s = await startTestService();
  mine = await s.home.token('PREPARER');
});
afterAll(() => s.close());

const get = (id: string, token?: string): Promise<Response> =>
  s.send(`/files/${id}`, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
const put = (path: string, body: Uint8Array, headers: Record<string, string> = {}): Promise<Response> =>
  s.send(path, {
    method: 'POST',
    body: Buffer.from(body),
    headers: {
      authorization: `Bearer ${mine}`,
      'content-type': 'application/octet-stream',
      'x-yifayima-upload': '1',
      ...headers,
    },
  });

describe('files', () => {
  it('come back as they went in, over pieces of 1 MiB', async () => {
    const bytes = randomBytes(2.5 * 1024 * 1024);
    const answer = await put(`/files?name=${encodeURIComponent('草案 "一".docx\r\nx: y')}`, bytes);
    const { id, size, sha256 } = (await answer.json()) as { id: string; size: number; sha256: string };
    expect([size, sha256]).toEqual([bytes.length, createHash('sha256').update(bytes).digest('hex')]);
    const back = await get(id, mine);
    expect(Buffer.from(await back.arrayBuffer()).equals(bytes)).toBe(true);
    expect(back.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('草案 "一".docx x: y')}`,
    );
    expect(back.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(back.headers.get('x-content-type-options')).toBe('nosniff');
    expect(back.headers.get('set-cookie')).toBeNull();
    expect(back.headers.get('x')).toBeNull();
    expect(await s.db.asOwner('select ordinal from file_chunk where file_id = $1 order by 1', [id])).toHaveLength(3);
  });

  it('are called as they are seen', async () => {
    const id = await s.upload(mine, '草案\u202efdp\u200b.exe', 'a');
    expect((await get(id, mine)).headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('草案fdp.exe')}`,
    );
    expect((await put(`/files?name=${encodeURIComponent('\u202e\u200b ')}`, Buffer.from('x'))).status).toBe(400);
  });

  it('are refused where too large, empty, nameless or without the header a foreign page cannot send', async () => {
    expect((await put('/files?name=a', Buffer.alloc(LARGEST_FILE + 1))).status).toBe(413);
    expect(
      (await put('/files?name=a', Buffer.alloc(LARGEST_FILE + 2 * 1024 * 1024)).catch(() => ({ status: 413 }))).status,
    ).toBe(413);
    expect((await put('/files?name=a', Buffer.alloc(0))).status).toBe(400);
    expect((await put('/files', Buffer.from('x'))).status).toBe(400);
    expect((await put(`/files?name=${'x'.repeat(201)}`, Buffer.from('x'))).status).toBe(400);
    const bare = await s.send('/files?name=a', {
      method: 'POST',
      body: 'x',
      headers: { authorization: `Bearer ${mine}`, 'content-type': 'application/octet-stream' },
    });
    expect(bare.status).toBe(400);
    expect((await put('/files?name=a', Buffer.from('x'), { 'content-type': 'text/plain' })).status).toBe(400);
  });

  it("are nobody else's until a room claims them: stranger, neighbour and colleague get the answer of a file that is not there", async () => {
    const id = await s.upload(mine, '底稿.txt', '秘密');
    const nothing = await get(randomUUID(), mine);
    expect(nothing.status).toBe(404);
    const words = ((await nothing.json()) as { message: string }).message;
    for (const token of [await s.neighbour.token('PREPARER'), await s.home.token('CHECKER')]) {
      const r = await get(id, token);
      expect([r.status, ((await r.json()) as { message: string }).message]).toEqual([404, words]);
    }
    expect((await get(id)).status).toBe(401);
    expect((await get(id, mine)).status).toBe(200);
    for (const odd of ['..%2f..%2fkeys.json', '1', `${id}x`, 'null']) expect((await get(odd, mine)).status).toBe(404);
  });

  it('are claimed once, and only in their own legislature', async () => {
    const files = s.running.app.get(FilesService);
    const work = s.running.app.get(UnitOfWork);
    await s.neighbour.token('PREPARER');
    const home = { legislatureId: s.home.id, accountId: null };
    const claim = (scope: typeof home, id: string): Promise<unknown> =>
      work.run('claim', scope, (tx) => files.claim(tx, id, { kind: 'Test', id: randomUUID() }));
    const id = await s.upload(mine, 'a.txt', 'a');
    expect(await claim({ legislatureId: s.neighbour.id, accountId: null }, id)).toBeNull();
    const claims = await Promise.all([claim(home, id), claim(home, id), claim(home, id)]);
    expect(claims.filter((c) => c !== null)).toHaveLength(1);
    expect(await claim(home, id)).toBeNull();
  });

  it('once claimed belong to whom the owning room says', async () => {
    const files = s.running.app.get(FilesService);
    const work = s.running.app.get(UnitOfWork);
    const owner = { kind: 'TestOwner', id: randomUUID() };
    const id = await s.upload(mine, 'a.txt', 'a');
    await work.run('claim', { legislatureId: s.home.id, accountId: null }, (tx) => files.claim(tx, id, owner));
    expect((await get(id, mine)).status).toBe(404); // no room answers for it yet: nobody may
    files.registerOwner('TestOwner', (_reader, actor, ownerId) =>
      Promise.resolve(ownerId === owner.id && actor.roles.has('CHECKER')),
    );
    expect((await get(id, await s.home.token('CHECKER'))).status).toBe(200);
    expect((await get(id, mine)).status).toBe(404);
    expect((await get(id, await s.neighbour.token('CHECKER'))).status).toBe(404);
  });
});
