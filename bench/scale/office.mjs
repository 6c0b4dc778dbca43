/** One legislature, a law of a hundred articles, 600 contact points with their codes and tasks, all through the API. */
import { dist } from './cluster.mjs';

const { Client } = await import(`${dist}/demo/client.js`);
const { addDays, dayIn } = await import(`${dist}/platform/base/clock.js`);
const { engine } = await import('../material.mjs');

export const PASSWORD = 'a-long-password-of-the-bench';
const today = (offset) => addDays(dayIn('Asia/Shanghai', new Date()), offset);

const SUBJECTS = [
  '电梯使用单位',
  '物业服务人',
  '业主委员会',
  '维护保养单位',
  '检验检测机构',
  '街道办事处',
  '社区居民委员会',
  '市场监督管理部门',
  '应急管理部门',
  '消防救援机构',
];
const DUTIES = [
  '应当每日检查电梯',
  '应当每季度公布维护保养记录',
  '应当建立安全技术档案',
  '应当设置应急救援标识',
  '不得使用超过期限的部件',
  '应当配备专职安全管理人员',
  '可以委托专业单位开展安全评估',
  '应当及时受理投诉并在五个工作日内答复',
  '应当组织应急演练',
  '应当向业主公开收支情况',
];
const article = (n) =>
  `第${engine.formatNumeral(n)}条　${SUBJECTS[(n * 7) % 10]}${DUTIES[(n * 3) % 10]}，第${n}项要求由市人民政府另行规定。`;
const lawOf = (title, articles) => [title, ...Array.from({ length: articles }, (_, i) => article(i + 1))].join('\n');

async function person(admin, url, username, grants) {
  const made = await admin.act(
    'createAccount',
    { username, displayName: username, grants },
    'AccountCreated',
    'activationPassword',
  );
  const first = await new Client(url).signIn(username, made.activationPassword);
  await first.changePassword(PASSWORD);
  return new Client(url).signIn(username, PASSWORD);
}

/** Makes the office on a fresh service; gives ids, not clients: those sign in anew with `signedIn` */
export async function makeOffice(service, { points, articles = 100 }) {
  const { url, firstAdministrator: first } = service;
  const root = await new Client(url).signIn(first.username, first.password);
  await root.changePassword(PASSWORD);
  const admin = await new Client(url).signIn(first.username, PASSWORD);
  const legislature = await admin.act(
    'createLegislature',
    {
      code: 'da',
      name: '大市人民代表大会常务委员会',
      organName: '大市人大常委会法制工作委员会',
      documentWord: '大人常法工函',
      profile: 'SIMPLE',
    },
    'Legislature',
    'id',
  );
  const pointIds = [];
  for (let at = 0; at < points; at += 200) {
    const rows = Array.from({ length: Math.min(200, points - at) }, (_, i) => ({
      name: `大市第${at + i + 1}社区基层立法联系点`,
      shortName: `第${at + i + 1}社区`,
      level: 'MUNICIPAL',
    }));
    const made = await admin.act(
      'createContactPoints',
      { contactPoints: rows },
      'ContactPointsCreated',
      'created { contactPoint { id } }',
    );
    pointIds.push(...made.created.map((c) => c.contactPoint.id));
  }
  const preparer = await person(admin, url, 'preparer', [{ role: 'PREPARER' }]);
  await person(admin, url, 'signer', [{ role: 'SIGNER' }]);
  await person(admin, url, 'officer', [{ role: 'LIAISON_OFFICER', unitId: pointIds[0] }]);
  const regulation = await preparer.act(
    'createRegulation',
    { title: '大市电梯条例', kind: 'REGULATION', making: 'ENACT' },
    'Regulation',
    'id',
  );
  const draftId = await publish(
    preparer,
    regulation.id,
    'CONSULTATION_DRAFT',
    lawOf('大市电梯条例（征求意见稿）', articles),
  );
  const round = await preparer.act(
    'createConsultation',
    { draftId, title: '公开征求意见', opensOn: today(-5), closesOn: today(30) },
    'Consultation',
    'id version',
  );
  await preparer.act(
    'issueConsultation',
    { consultationId: round.id, expectedVersion: round.version, contactPointIds: pointIds },
    'Consultation',
    'id',
  );
  return { legislatureId: legislature.id, regulationId: regulation.id, draftId, consultationId: round.id, pointIds };
}

/** Imports, checks and publishes a text; gives the draft's id */
export async function publish(preparer, regulationId, kind, text) {
  const fileId = await preparer.upload('草案.txt', Buffer.from(text));
  const draft = await preparer.act('importDraft', { regulationId, kind, fileId }, 'Draft', 'id version');
  const checked = await preparer.act(
    'checkDraft',
    { draftId: draft.id, expectedVersion: draft.version, warningsRead: true },
    'Draft',
    'version',
  );
  await preparer.act('publishDraft', { draftId: draft.id, expectedVersion: checked.version }, 'Draft', 'id');
  return draft.id;
}

export const nextText = (articles = 100) =>
  lawOf('大市电梯条例（草案）', articles).replace('第二条　', '第二条　依照本条例规定，');

export const signedIn = (url, username) => new Client(url).signIn(username, PASSWORD);
