/** `yifayima demo`: walks, prints addresses and sign-ins, stays up. */
import { resolve } from 'node:path';
import { MaterialRefused, Refused } from '../demo/index.js';
import { NotADemo, runDemo } from './demo-installation.js';
import { qrForTerminal } from './lan.js';
import { qrRows } from '../platform/documents/qr.js';
import { InputRefused } from './input.js';

/** The service is loaded when it is started: what is refused before that is refused at once. */
const start: Parameters<typeof runDemo>[0] = async (...args) => (await import('../main.js')).startService(...args);

export async function demo(
  options: { old?: string; new?: string; out: string; exit?: boolean; lan?: boolean },
  say: (line: string) => void,
): Promise<void> {
  if ((options.old === undefined) !== (options.new === undefined))
    throw new InputRefused('--old 和 --new 要一起给出：原稿和下一稿。');
  const out = resolve(options.out);
  const { service, cast, walked, open, seconds, lanUrl } = await runDemo(start, { ...options, out }, say).catch(
    (e: unknown) => {
      if (e instanceof Refused) throw new InputRefused(`演示停在这里：${e.message}（${e.code}）`);
      if (e instanceof MaterialRefused || e instanceof NotADemo) throw new InputRefused(e.message);
      throw e;
    },
  );
  say('');
  say(
    `走完了，用时 ${seconds.toFixed(1)} 秒。成果在 ${out}：letters/（反馈函）、papers/（征求意见函、公告）、posters/（海报、台卡、码条、征集表）、comparison.docx（修改前后对照表）、codes/（一法一码）、summary.json`,
  );
  if (options.exit === true) {
    await service.stop();
    return;
  }
  say('');
  const list = (codes: typeof open): void => codes.forEach((c) => say(`  ${c.label.padEnd(12, '　')} ${c.url}`));
  if (open.length > 0) {
    say('正在征求意见的一部，码在这里：');
    list(open);
    say('');
    say('已经办完的一部：');
  }
  list(walked.codes);
  say(`  回执查询　　　　　　　 ${service.url}/r　　例如 ${walked.receipts[0] ?? ''}`);
  say(`  办公台　　　　　　　　 ${service.url}/console/`);
  say(`  GraphQL　　　　　　　 ${service.url}/graphql`);
  say('');
  for (const s of cast.signIns) say(`  ${s.username.padEnd(12)} ${s.password}　${s.who}`);
  say('');
  const law = open[0] ?? walked.codes[0];
  if (lanUrl !== null && law) {
    say(`同一个局域网里的手机扫这个码，看到的是群众页面（办公台和接口只在本机 127.0.0.1）：${law.url}`);
    for (const line of qrForTerminal(qrRows(law.url))) say(`  ${line}`);
    say('');
  }
  say('服务一直开着，按 Ctrl+C 结束。');
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void service.stop().then(() => process.exit(0)));
}
