import { startTestService } from '../support/service.js';
import { openDraft } from './opened.js';
import { draft1Text } from '../../src/demo/sample/index.js';
it('m', async () => {
  const s = await startTestService({ logLevel: 'silent' });
  const o = await openDraft(s, '云市条例', draft1Text);
  const out: string[] = [];
  for (const path of [`/l/${o.main}/`, '/r/', '/help/', '/l/' + '1'.repeat(150)]) { const x = await s.send(path, { redirect: 'manual' }); out.push(`${path} ${x.status} ${x.headers.get('location') ?? ''} ${(await x.text()).slice(0, 60)}`); }
  for (const path of [`/l/${o.main}`, `/l/${o.main}/a/3`, '/help']) {
    for (const round of [1, 2]) {
      const t = performance.now(); const N = 600; let i = 0;
      await Promise.all(Array.from({ length: 16 }, async () => { while (i++ < N) await (await s.send(path)).text(); }));
      out.push(`${path} round ${round}: ${Math.round(N / (performance.now() - t) * 1000)}/s`);
    }
  }
  await s.close();
  throw new Error(out.join('\n'));
});
