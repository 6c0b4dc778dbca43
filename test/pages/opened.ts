/** A draft under its codes, made through the public API: what a poster in the street leads to. */
import type { TestLegislature, TestService } from '../support/service.js';

export interface Opened {
  regulationId: string;
  draftId: string;
  consultationId: string;
  /** the regulation's own code, and the one of the contact point */
  main: string;
  point: string;
  contactPointId: string;
}

export const lawText = (title: string): string => `${title}

第一章　总则

第一条（立法目的）　为了加强住宅电梯安全管理，保障人身和财产安全，制定本条例。

第二条（适用范围）　本市行政区域内住宅电梯的使用、维护保养及其监督管理，适用本条例。
　　单户家庭自用的电梯不适用本条例。

第二章　使用管理

第三条（使用管理人）　使用管理人应当履行下列义务：
　　（一）在电梯轿厢内张贴安全注意事项；
　　（二）接到困人报告后三十分钟内派人到场；
　　（三）每年公布一次维护保养费用。

第三章　附则

第四条（施行日期）　本条例自2027年1月1日起施行。
`;

export const day = (offset: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(
    performance.timeOrigin + performance.now() + offset * 86_400_000,
  );

export async function act<T>(
  s: TestService,
  token: string,
  mutation: string,
  input: object,
  type: string,
  fields: string,
): Promise<T> {
  const name = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const answer = await s.ask(
    `mutation ($input: ${name}!) { ${mutation}(input: $input) { __typename ... on ${type} { ${fields} } ... on Problem { code message } } }`,
    { input },
    token,
  );
  const reply = answer.data?.[mutation];
  if (!reply || reply.__typename !== type) throw new Error(`${mutation}: ${answer.text}`);
  return reply as T;
}

export async function publishText(
  s: TestService,
  legislature: TestLegislature,
  regulationId: string,
  text: string,
  kind: string,
): Promise<string> {
  const token = await legislature.token('PREPARER');
  const fileId = await s.upload(token, '草案.txt', text);
  const imported = await act<{ id: string; version: number }>(
    s,
    token,
    'importDraft',
    { regulationId, kind, fileId },
    'Draft',
    'id version',
  );
  const checked = await act<{ version: number }>(
    s,
    token,
    'checkDraft',
    { draftId: imported.id, expectedVersion: imported.version, warningsRead: true },
    'Draft',
    'version',
  );
  await act(s, token, 'publishDraft', { draftId: imported.id, expectedVersion: checked.version }, 'Draft', 'id');
  return imported.id;
}

export async function openDraft(
  s: TestService,
  title: string,
  text = lawText(title),
  legislature: TestLegislature = s.home,
): Promise<Opened> {
  const token = await legislature.token('PREPARER');
  const regulation = await act<{ id: string }>(
    s,
    token,
    'createRegulation',
    { title, kind: 'REGULATION', making: 'ENACT' },
    'Regulation',
    'id',
  );
  const draftId = await publishText(s, legislature, regulation.id, text, 'CONSULTATION_DRAFT');
  const contactPointId = await legislature.contactPoint();
  const round = await act<{ id: string; version: number }>(
    s,
    token,
    'createConsultation',
    {
      draftId,
      method: 'PUBLIC',
      title: `${title}公开征求意见`,
      opensOn: day(-20),
      closesOn: day(12),
      approvedByBody: '主任会议',
      approvedOn: day(-21),
    },
    'Consultation',
    'id version',
  );
  await act(
    s,
    token,
    'issueConsultation',
    { consultationId: round.id, expectedVersion: round.version, contactPointIds: [contactPointId] },
    'Consultation',
    'id',
  );
  const codes = await s.db.asOwner<{ code: string; contact_point_id: string | null }>(
    'select code, contact_point_id from law_code where regulation_id = $1',
    [regulation.id],
  );
  const code = (own: boolean): string => codes.find((c) => (c.contact_point_id === null) === own)?.code ?? '';
  return {
    regulationId: regulation.id,
    draftId,
    consultationId: round.id,
    main: code(true),
    point: code(false),
    contactPointId,
  };
}

/** Moves the window; days count from today */
export const moveWindow = (s: TestService, o: Opened, opensIn: number, closesIn: number): Promise<unknown> =>
  s.db.asOwner('update consultation set opens_on = $2, closes_on = $3 where id = $1', [
    o.consultationId,
    day(opensIn),
    day(closesIn),
  ]);
