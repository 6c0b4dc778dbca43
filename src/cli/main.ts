#!/usr/bin/env node
/**
 * `yifayima …`: data to stdout, words to stderr. Exit 0 done · 2 usage · 3 input refused (which file, which place, what
 * to do) · 1 a fault of ours.
 */
import { Command, CommanderError } from 'commander';
import { ConfigError } from '../platform/base/config.js';
import { describeFault } from '../platform/base/log.js';
import { KeysError } from '../platform/database/keys/keys.js';
import { NoDatabaseError } from '../platform/database/no-database.js';
import { InputRefused } from './input.js';
import type { CompareOutputs } from './texts.js';

// where nobody can be told, a full disk or a terminal that is gone, the work goes on
process.stderr.on('error', () => undefined);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const program = new Command('yifayima')
  .description('一法一码：基层立法联系点法规草案意见征集平台')
  .exitOverride()
  .configureOutput({ writeOut: (t) => process.stderr.write(t), writeErr: (t) => process.stderr.write(t) });

program
  .command('serve')
  .description('启动服务')
  .action(async () => (await import('./serve.js')).serveUntilStopped(say));

program
  .command('demo')
  .description('在本机走完一部法规征求意见的全过程')
  .option('--old <file>', '原稿（.docx .odt .doc .pdf .txt .md）')
  .option('--new <file>', '下一稿')
  .option('--out <dir>', '输出目录', './demo')
  .option('--exit', '走完就退出')
  .option('--lan', '让同一个局域网里的手机打开群众页面')
  .action(async (options: { old?: string; new?: string; out: string; exit?: boolean; lan?: boolean }) =>
    (await import('./demo.js')).demo(options, say),
  );

program
  .command('parse')
  .description('读出一份法规文本的条文结构')
  .argument('<file>', '.docx .odt .doc .pdf .txt .md')
  .option('--json', '输出 JSON')
  .action(async (file: string, options: { json?: boolean }) =>
    (await import('./texts.js')).parseFile(file, options.json === true, say),
  );

program
  .command('compare')
  .description('比较两份法规文本')
  .argument('<old>', '原稿')
  .argument('<new>', '新稿')
  .option('--json', '输出 JSON')
  .option('--html <file>', '写出可以打印的网页')
  .option('--docx <file>', '写出对照表（Word）')
  .option('--pdf <file>', '写出对照表（PDF）')
  .option('--form', '标点、空格、项号一类的形式变化也作标记')
  .option('--only-changes', '表中未修改的条文只列条号')
  .action(async (old: string, next: string, options: CompareOutputs) =>
    (await import('./texts.js')).compareFiles(old, next, options, say),
  );

program
  .command('amend')
  .description('把修改决定套到现行文本上')
  .argument('<law>', '现行文本')
  .argument('<decision>', '修改决定')
  .option('--json', '输出 JSON')
  .option('--docx <file>', '修改前后对照表')
  .action(async (law: string, decision: string, options: { json?: boolean; docx?: string }) =>
    (await import('./amend.js')).amendFiles(law, decision, options, say),
  );

program
  .command('migrate')
  .description('只升级数据库')
  .action(async () => (await import('./serve.js')).migrateOnly(say));

program
  .command('backup')
  .description('备份整个数据库到一个加密的文件（不含密钥文件）')
  .argument('<file>', '备份文件')
  .action(async (file: string) => (await import('./backup.js')).backup(file, say));

program
  .command('restore')
  .description('把备份恢复到一个空的数据库')
  .argument('<file>', '备份文件')
  .option('--without-journal', '没有删除记录也恢复（写进台账）')
  .action(async (file: string, options: { withoutJournal?: boolean }) =>
    (await import('./backup.js')).restore(file, options.withoutJournal === true, say),
  );

program
  .command('verify')
  .description('核验台账、各对象的事件链和封存，有一处不符就说出是哪一处')
  .option('--json', '输出 JSON')
  .option('--head <hash>', '以前记下的封存值，应当还在')
  .action(async (options: { json?: boolean; head?: string }) => (await import('./ledger.js')).verify(options, say));

program
  .command('counts')
  .description('核对随时保存的计数（报送意见、群众原话、采纳但未见修改）与实际是否相符')
  .option('--mend', '把不符的重新计数')
  .action(async (options: { mend?: boolean }) => (await import('./counts.js')).counts(options, say));

const ledger = program.command('ledger').description('台账');
ledger
  .command('export')
  .description('导出台账（不含个人信息），留存六个月以上')
  .requiredOption('--from <day>', '起，含当日')
  .requiredOption('--to <day>', '止，含当日')
  .option('--format <format>', 'jsonl 或 csv', 'jsonl')
  .action(async (options: { from: string; to: string; format: string }) =>
    (await import('./ledger.js')).exportRows(options, say),
  );

program
  .command('keys')
  .description('密钥文件')
  .command('rotate')
  .description('在密钥文件里加一把新密钥，并用它重新封装个人信息的数据密钥')
  .action(async () => (await import('./keys.js')).rotate(say));

const account = program.command('account').description('账号');
account
  .command('reset')
  .description('给忘记密码的账号一个一次性密码')
  .argument('<username>')
  .option('--second-factor', '同时解除动态验证码')
  .action(async (username: string, options: { secondFactor?: boolean }) =>
    (await import('./serve.js')).resetPassword(username, options.secondFactor === true, say),
  );

try {
  await program.parseAsync(process.argv);
} catch (e) {
  process.exitCode = exitCodeOf(e);
}

function exitCodeOf(e: unknown): number {
  if (e instanceof CommanderError) return e.exitCode === 0 ? 0 : 2;
  if (e instanceof InputRefused || e instanceof ConfigError || e instanceof NoDatabaseError || e instanceof KeysError) {
    say(e.message);
    return 3;
  }
  say(`内部错误：${JSON.stringify(describeFault(e))}`);
  return 1;
}
