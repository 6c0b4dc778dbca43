/** `yifayima demo`: walks, prints addresses and sign-ins, stays up. */
import { resolve } from 'node:path';
import { MaterialRefused, Refused } from '../demo/index.js';
import { NotADemo, runDemo } from './demo-installation.js';
import { InputRefused } from './input.js';

/** The service is loaded when it is started: what is refused before that is refused at once. */
const start: Parameters<typeof runDemo>[0] = async (...args) => (await import('../main.js')).startService(...args);

export async function demo(
  options: { old?: string; new?: string; out: string; exit?: boolean },
  say: (line: string) => void,
): Promise<void> {
  if ((options.old === undefined) !== (options.new === undefined))
    throw new InputRefused('--old 和 --new 要一起给出：原稿和下一稿。');
  const out = resolve(options.out);
  const { service, cast, walked, seconds } = await runDemo(start, { ...options, out }, say).catch((e: unknown) => {
    if (e instanceof Refused) throw new InputRefused(`演示停在这里：${e.message}（${e.code}）`);
    if (e instanceof MaterialRefused || e instanceof NotADemo) throw new InputRefused(e.message);
    throw e;
  });
  say('');
  say(
    `走完了，用时 ${seconds.toFixed(1)} 秒。成果在 ${out}：letters/（反馈函）、comparison.docx（修改前后对照表）、codes/（一法一码）、summary.json`,
  );
  if (options.exit === true) {
    await service.stop();
    return;
  }
  say('');
  for (const c of walked.codes) say(`  ${c.label.padEnd(12, '　')} ${c.url}`);
  say(`  回执查询　　　　　　　 ${service.url}/r　　例如 ${walked.receipts[0] ?? ''}`);
  say(`  办公台　　　　　　　　 ${service.url}/console/`);
  say(`  GraphQL　　　　　　　 ${service.url}/graphql`);
  say('');
  for (const s of cast.signIns) say(`  ${s.username.padEnd(12)} ${s.password}　${s.who}`);
  say('');
  say('服务一直开着，按 Ctrl+C 结束。');
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void service.stop().then(() => process.exit(0)));
}
