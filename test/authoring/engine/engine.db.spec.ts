/** Texts that are too much: refused in words, worked on beside the pages, and what was given up is told to a person. */
import { Engine, GivenUp } from '../../../src/authoring/engine/engine.js';
import type { Client } from '../../support/client.js';
import { client, FIRST_TEXT, importDraft, jobsDone, NEXT_TEXT, publishDraft } from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

let s: TestService;
let preparer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = await client(s, 'PREPARER');
});
afterAll(() => s.close());

const regulation = async (title: string): Promise<string> =>
  (
    await preparer.act<{ id: string }>(
      'createRegulation',
      { title, kind: 'REGULATION', making: 'ENACT' },
      'Regulation',
      'id',
    )
  ).id;
const rows = (n: number, row: (k: number) => string): string => Array.from({ length: n }, (_, k) => row(k)).join('\n');
interface Refused {
  __typename: string;
  message: string;
  fields?: { path: string; code: string }[];
}
const imported = async (regulationId: string, text: string, name: string): Promise<Refused> => {
  const fileId = await preparer.upload(name, Buffer.from(text));
  const { importDraft: answer } = await preparer.ask<{ importDraft: Refused }>(
    'mutation($input: ImportDraftInput!) { importDraft(input: $input) { __typename ... on Problem { message } } }',
    { input: { regulationId, kind: 'DRAFT', fileId } },
  );
  return answer;
};

it('refuses a list that was read as articles, and a line without end, in words that name the file', async () => {
  const id = await regulation('云河市古桥保护条例');
  expect(
    await imported(
      id,
      rows(3_001, (k) => `第${k + 1}条 桥${k}。`),
      '清单.txt',
    ),
  ).toEqual({
    __typename: 'UnreadableFile',
    message: '“清单.txt”未能读入：读出了 3,001 条，一稿最多 3,000 条：请检查是不是把表格或者清单的编号读成了条。',
  });
  expect((await imported(id, `第一条　好。\n第二条　${'桥'.repeat(20_000)}`, '长行.txt')).message).toBe(
    '“长行.txt”未能读入：第 2 行有 20,004 字，一行最多 20,000 字：请把它分成几行，或者删去与条文无关的内容。',
  );
  const { id: draftId, version } = await importDraft(s, id, 'DRAFT', FIRST_TEXT);
  const { correctDraft: corrected } = await preparer.ask<{ correctDraft: Refused }>(
    'mutation($input: CorrectDraftInput!) { correctDraft(input: $input) { __typename ... on Problem { message } ... on InvalidInput { fields { path code } } } }',
    { input: { draftId, expectedVersion: version, text: `第一条　好。\n第二条　${'桥'.repeat(20_000)}` } },
  );
  expect(corrected).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: 'text', code: 'LENGTH' }] });
});

it('a run of 19,000 blanks, and 400 articles that say nearly the same, are read, published and aligned', async () => {
  const id = await regulation('云河市古桥保护条例之二');
  await publishDraft(s, id, 'CONSULTATION_DRAFT', `云河市条例\n\n第一条　甲${'　'.repeat(19_000)}乙。\n第二条　丙。`);
  const alike = (word: string): string =>
    `云河市条例\n\n${rows(400, (k) => `第${k + 1}条 市人民政府应当建立古桥巡查协调机制${word}。`)}`;
  await publishDraft(s, id, 'DRAFT', alike('一'));
  const next = await publishDraft(s, id, 'SECOND_READING_DRAFT', alike('二'));
  const links = await s.db.asOwner<{ relation: string; n: string }>(
    'select relation, count(*) as n from article_link where new_draft_id = $1 group by 1',
    [next],
  );
  expect(links).toEqual([{ relation: 'modified', n: '400' }]);
});

it('an alignment that is given up is not tried again, but told, and done when a person asks', async () => {
  const id = await regulation('云河市古桥保护条例之三');
  const first = await publishDraft(s, id, 'CONSULTATION_DRAFT', FIRST_TEXT);
  const engine = s.running.app.get(Engine);
  const { id: second, version } = await importDraft(s, id, 'DRAFT', NEXT_TEXT);
  const checked = await preparer.act<{ version: number }>(
    'checkDraft',
    { draftId: second, expectedVersion: version, warningsRead: true },
    'Draft',
    'version',
  );
  const asked: string[] = [];
  engine.run = (task) => {
    asked.push(task);
    return Promise.reject(new GivenUp(task, 'TIME'));
  };
  await preparer.act('publishDraft', { draftId: second, expectedVersion: checked.version }, 'Draft', 'id');
  const waiting = (): Promise<{ attempts: number; max_attempts: number }[]> =>
    s.db.asOwner(
      "select attempts, max_attempts from graphile_worker.jobs where task_identifier = 'draft.published/lineage'",
    );
  await until('the job that gave up', async () => (await waiting())[0]?.attempts === 12);
  expect(asked.filter((task) => task === 'alignTexts')).toHaveLength(1);
  const todos = (): Promise<{ kind: string; words: string; target: { id: string } | null }[]> =>
    preparer
      .ask<{ todos: { kind: string; words: string; target: { id: string } | null }[] }>(
        '{ todos { nodes { kind words target { ... on Draft { id } } } } }',
      )
      .then((a) => a.todos.filter((t) => t.kind === 'LINEAGE_FAILED'));
  expect(await todos()).toEqual([
    {
      kind: 'LINEAGE_FAILED',
      words: '1 稿的条文对应没有算出来：可以重新比对，仍不行请联系系统管理员',
      target: { id: second },
    },
  ]);
  const neighbour = await client(s, 'PREPARER', s.neighbour);
  expect((await neighbour.ask<{ todos: { kind: string }[] }>('{ todos { nodes { kind } } }')).todos).not.toContainEqual(
    { kind: 'LINEAGE_FAILED' },
  );
  Reflect.deleteProperty(engine, 'run');
  await preparer.act('reproposeLineage', { oldDraftId: first, newDraftId: second }, 'LineageReproposed', 'changed');
  await jobsDone(s);
  expect([await waiting(), await todos()]).toEqual([[], []]);
});
