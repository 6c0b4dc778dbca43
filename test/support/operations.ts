/**
 * Every operation of the public API with what may be asked of it, written out: who may, what answers, and its input
 * made of ids. `ids` gives ids of a kind (table name), so that the same table tries a neighbour's, a bogus and an
 * ill-formed one.
 */
import type { Permission } from '../../src/platform/access/permissions.js';
import { randomUUID } from 'node:crypto';
import { key, NEXT_TEXT, today } from './round.js';

export type Ids = (kind: string) => string;

export interface Operation {
  name: string;
  permission: Permission;
  /** the whole document; $i is the input, or the queries' own variables */
  document: string;
  variables(ids: Ids): Record<string, unknown>;
  /** where rows would stand, if any were given out or changed: an empty list there is as good as a refusal */
  lists?: readonly string[];
}

const capital = (name: string): string => `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;
/** `rows`: what to read of a success, where an empty list is as good as a refusal */
const mutation = (
  name: string,
  permission: Permission,
  input: (ids: Ids) => object,
  rows = '',
  lists?: readonly string[],
): Operation => ({
  name,
  permission,
  ...(lists && { lists }),
  variables: (ids) => ({ i: input(ids) }),
  document: `mutation($i: ${capital(name)}Input!) { r: ${name}(input: $i) { __typename ${rows} ... on Problem { code } } }`,
});
const startOn = (ids: Ids): object => ({ consultationId: ids('consultation'), letterIds: [ids('letter')] });
const query = (name: string, permission: Permission, given: Record<string, string>, fields: string): Operation => ({
  name,
  permission,
  variables: (ids) => Object.fromEntries(Object.entries(given).map(([k, kind]) => [k, ids(kind)])),
  document:
    Object.keys(given).length === 0
      ? `query { r: ${name} { ${fields} } }`
      : `query(${Object.keys(given)
          .map((k) => `$${k}: ID!`)
          .join(', ')}) { r: ${name}(${Object.keys(given)
          .map((k) => `${k}: $${k}`)
          .join(', ')}) { ${fields} } }`,
});
const letters = '... on LettersDone { letters { id } }';
const bulk = '... on BulkDone { done }';

/** A list: its rows, under a name of its own so that whoever reads it need not know of pages */
const list = (
  name: string,
  permission: Permission,
  given: Record<string, string>,
  fields: string,
  filter?: (ids: Ids) => object,
): Operation => ({
  name,
  permission,
  variables: (ids) => ({
    ...Object.fromEntries(Object.entries(given).map(([k, kind]) => [k, ids(kind)])),
    ...(filter && { filter: filter(ids) }),
  }),
  document: (() => {
    const ids = Object.keys(given);
    const type = `${FILTERS[name] ?? capital(name).replace(/List$/, '')}FilterInput`;
    const variables = [...ids.map((k) => `$${k}: ID!`), ...(filter ? [`$filter: ${type}!`] : [])];
    const taken = [...ids.map((k) => `${k}: $${k}`), ...(filter ? ['filter: $filter'] : [])];
    const [head, tail] = [variables, taken].map((parts) => (parts.length === 0 ? '' : `(${parts.join(', ')})`));
    return `query${head} { r: ${name}${tail} { nodes { ${fields} } } }`;
  })(),
});
const FILTERS: Readonly<Record<string, string>> = {
  myTasks: 'Solicitation',
  contactPoints: 'ContactPoint',
};

export const operations: readonly Operation[] = [
  list('regulationList', 'regulation.read', {}, 'id title'),
  query('regulation', 'regulation.read', { id: 'regulation' }, 'id title draftsInOrder { nodes { title } }'),
  query(
    'draft',
    'regulation.read',
    { id: 'draft' },
    'id title preview(first: 1) { nodes { text } } provisions(first: 1) { nodes { text } }',
  ),
  list('lineageBetween', 'lineage.read', { oldDraftId: 'draft', newDraftId: 'draft' }, 'id'),
  query(
    'comparison',
    'lineage.read',
    { oldDraftId: 'draft', newDraftId: 'draft' },
    'oldTitle entries { totalCount nodes { newLabel } }',
  ),
  list('brokenCitations', 'lineage.read', { oldDraftId: 'draft', newDraftId: 'draft' }, 'text'),
  list('basisList', 'basis.read', { draftId: 'draft' }, 'provisionId label entries { source }'),
  list('articleHistory', 'lineage.read', { provisionId: 'provision' }, 'draftTitle'),
  list('contactPoints', 'contactPoint.read', {}, 'id name'),
  list('consultationList', 'consultation.read', {}, 'id title', (ids) => ({ regulationId: ids('regulation') })),
  query(
    'consultation',
    'consultation.read',
    { id: 'consultation' },
    'id title openOpinions account { opinions { count } } heldBack { nodes { id } } letterFiles { total } draft { title } regulation { title }',
  ),
  {
    name: 'consultationChanged',
    permission: 'consultation.read',
    variables: (ids) => ({ id: ids('consultation') }),
    document: 'subscription($id: ID!) { r: consultationChanged(consultationId: $id) { consultationId phase } }',
  },
  list(
    'accountList',
    'account.read',
    {},
    'id username state roles { role unitId } lastSignedInAt hasSecondFactor disabledReason',
  ),
  list('ledgerList', 'ledger.read', {}, 'id act objectId accountId by objectName', (ids) => ({
    accountIds: [ids('account')],
    objectId: ids('account'),
  })),
  query('resetNotices', 'reset.read', {}, 'id accountId name resets { what by } confirmers mayConfirm'),
  query('legislature', 'legislature.read', {}, 'id code name version changes { setting by }'),
  query(
    'handoverPreview',
    'account.read',
    { fromAccountId: 'account', toAccountId: 'account' },
    'from { username } to { username } moves { role }',
  ),
  list('todos', 'todo.read', {}, 'kind targetId target { ... on Draft { title } ... on Consultation { title } }'),
  list('myTasks', 'solicitation.read', {}, 'id consultation { title } contactPoint { name }'),
  list(
    'opinionList',
    'opinion.read',
    { consultationId: 'consultation' },
    'id text pictures { ordinal path }',
    (ids) => ({ contactPointIds: [ids('contact_point')] }),
  ),
  query('opinion', 'opinion.read', { id: 'opinion' }, 'id text comment { text } neighbours { next { text } }'),
  list('commentList', 'comment.read', { consultationId: 'consultation' }, 'id text', (ids) => ({
    contactPointIds: [ids('contact_point')],
  })),
  query('solicitation', 'solicitation.read', { id: 'solicitation' }, 'id lawCode { printed } contactPoint { name }'),
  query('commentArticles', 'sheet.read', { consultationId: 'consultation' }, 'label all'),
  query(
    'comment',
    'comment.read',
    { id: 'comment' },
    'id text answeredBefore { words } filedUnder { text } opinions { nodes { text } } handlings { nodes { words } } decisions { nodes { words } }',
  ),
  query('decisionSheet', 'sheet.read', { id: 'decision_sheet' }, 'id title lines { nodes { comment { text } } }'),
  list('decisionSheetList', 'sheet.read', { consultationId: 'consultation' }, 'id title'),
  list('letterList', 'letter.read', { consultationId: 'consultation' }, 'id text', (ids) => ({
    contactPointIds: [ids('contact_point')],
  })),
  query('letterRun', 'letter.follow', { id: 'letter_run' }, 'id total refused { addressee }'),
  query(
    'pointFigures',
    'letter.read',
    { contactPointId: 'contact_point' },
    'year sum { heard } rounds { heard consultation { title } }',
  ),
  query('letter', 'letter.read', { id: 'letter' }, 'id text contactPoint { name } consultation { title }'),
  mutation('grantRole', 'account.manage', (ids) => ({
    accountId: ids('account'),
    role: 'LIAISON_OFFICER',
    unitId: ids('contact_point'),
  })),
  mutation('revokeRole', 'account.manage', (ids) => ({ accountId: ids('account'), role: 'PREPARER' })),
  mutation('renameAccount', 'account.manage', (ids) => ({ accountId: ids('account'), displayName: '某某' })),
  mutation('disableAccount', 'account.manage', (ids) => ({ accountId: ids('account'), reason: '试一试' })),
  mutation('enableAccount', 'account.manage', (ids) => ({ accountId: ids('account') })),
  mutation('resetPassword', 'account.manage', (ids) => ({ accountId: ids('account') })),
  mutation('confirmReset', 'reset.confirm', (ids) => ({ accountId: ids('account'), expectedVersion: 1 })),
  mutation('handOverAccount', 'account.manage', (ids) => ({
    fromAccountId: ids('account'),
    toAccountId: ids('account').replace(/.$/, '0'),
  })),
  mutation('appointStandIn', 'account.manage', (ids) => ({
    absentAccountId: ids('account'),
    standInAccountId: ids('account').replace(/.$/, '0'),
    until: '2026-01-31',
  })),
  query('handedWork', 'handedWork.read', {}, 'id note leftOpen { words }'),
  mutation('readHandedWork', 'handedWork.read', (ids) => ({ id: ids('handover') })),
  mutation('answerLetterReply', 'letter.answerReply', (ids) => ({ letterId: ids('letter'), words: '再说明一句' })),
  mutation(
    'createAccounts',
    'account.manage',
    (ids) => ({
      accounts: [
        {
          username: 'some-officer',
          displayName: '某某',
          grants: [{ role: 'LIAISON_OFFICER', unitId: ids('contact_point') }],
        },
      ],
    }),
    '... on AccountsCreated { created { row } }',
    ['created'],
  ),
  mutation('createRegulation', 'regulation.manage', () => ({ title: '短', kind: 'REGULATION', making: 'ENACT' })),
  mutation('renameRegulation', 'regulation.manage', (ids) => ({
    regulationId: ids('regulation'),
    expectedVersion: 1,
    title: '另一个名称的条例',
  })),
  mutation('importDraft', 'draft.import', (ids) => ({
    regulationId: ids('regulation'),
    kind: 'DRAFT',
    fileId: ids('file'),
  })),
  mutation('importAmendingDecision', 'draft.import', (ids) => ({
    regulationId: ids('regulation'),
    kind: 'AMENDMENT_DRAFT',
    fileId: ids('file'),
  })),
  mutation('correctDraft', 'draft.import', (ids) => ({ draftId: ids('draft'), expectedVersion: 1, text: NEXT_TEXT })),
  mutation('mendDraftLines', 'draft.import', (ids) => ({
    draftId: ids('draft'),
    expectedVersion: 1,
    edits: [{ line: 1, act: 'REPLACE', text: '改过的标题' }],
  })),
  mutation('acceptDraftWarnings', 'draft.import', (ids) => ({
    draftId: ids('draft'),
    expectedVersion: 1,
    warnings: [{ line: 1, code: 'NUMBER_GAP' }],
  })),
  mutation('checkDraft', 'draft.import', (ids) => ({ draftId: ids('draft'), expectedVersion: 1 })),
  mutation('publishDraft', 'draft.publish', (ids) => ({ draftId: ids('draft'), expectedVersion: 1 })),
  mutation('dropDraft', 'draft.import', (ids) => ({ draftId: ids('draft'), expectedVersion: 1 })),
  ...(['takeDownDraft', 'restoreDraft'] as const).map((name) =>
    mutation(name, 'draft.withdraw', (ids) => ({ draftId: ids('draft'), expectedVersion: 1, reason: '试' })),
  ),
  mutation('recordCorrection', 'draft.withdraw', (ids) => ({
    draftId: ids('draft'),
    expectedVersion: 1,
    provisionId: ids('provision'),
    stands: '的',
    shouldBe: '地',
    correctedOn: today(),
    reason: '试',
  })),
  mutation('confirmLineage', 'lineage.confirm', (ids) => ({
    oldDraftId: ids('draft'),
    newDraftId: ids('draft'),
    corrections: [],
  })),
  mutation('answerDoubtfulLink', 'lineage.confirm', (ids) => ({
    oldDraftId: ids('draft'),
    newDraftId: ids('draft'),
    oldProvisionId: ids('provision'),
    newProvisionId: ids('provision'),
    take: false,
  })),
  mutation('reproposeLineage', 'lineage.confirm', (ids) => ({ oldDraftId: ids('draft'), newDraftId: ids('draft') })),
  mutation('setBasis', 'basis.write', (ids) => ({
    provisionId: ids('provision'),
    expectedRevision: 0,
    entries: [{ kind: 'SUPERIOR_LAW', source: '立法法' }],
  })),
  mutation('carryBasis', 'basis.write', (ids) => ({ oldDraftId: ids('draft'), newDraftId: ids('draft') })),
  mutation('setDraftScope', 'draft.import', (ids) => ({
    draftId: ids('draft'),
    expectedVersion: 1,
    scope: 'TARGETED',
  })),
  mutation('saveStatement', 'draft.import', (ids) => ({ draftId: ids('draft'), expectedRevision: 0, text: '说明' })),
  mutation('saveKeyPoints', 'draft.import', (ids) => ({
    draftId: ids('draft'),
    expectedRevision: 0,
    sentence: '管电梯',
    points: [],
  })),
  mutation('saveProvisionNote', 'draft.import', (ids) => ({
    draftId: ids('draft'),
    label: '第一条',
    expectedRevision: 0,
    text: '说明',
  })),
  mutation('saveReferences', 'draft.import', (ids) => ({
    draftId: ids('draft'),
    expectedRevision: 0,
    entries: [{ title: '立法法', words: '国家法律法规数据库' }],
  })),
  mutation('createContactPoint', 'contactPoint.manage', (ids) => ({
    name: '某联系点',
    shortName: '某',
    level: 'COUNTY',
    parentId: ids('contact_point'),
  })),
  mutation(
    'createContactPoints',
    'contactPoint.manage',
    (ids) => ({
      contactPoints: [{ name: '某联系点', shortName: '某', level: 'COUNTY', parentName: ids('contact_point') }],
    }),
    '... on ContactPointsCreated { created { row } }',
    ['created'],
  ),
  mutation('updateContactPoint', 'contactPoint.manage', (ids) => ({
    contactPointId: ids('contact_point'),
    expectedVersion: 1,
    region: '别人的区',
    establishments: [{ organ: '别人的机关' }],
    people: [{ role: 'LEADER', name: '别人' }],
  })),
  mutation('readContactPeople', 'contactPerson.read', (ids) => ({ contactPointId: ids('contact_point') })),
  mutation('engageContactPoint', 'contactPoint.manage', (ids) => ({ name: ids('contact_point') })),
  mutation('endEngagement', 'contactPoint.manage', (ids) => ({
    contactPointId: ids('contact_point'),
    on: today(),
  })),
  mutation('readNetworkTable', 'contactPoint.manage', () => ({ table: 'UEs=' })),
  mutation('importNetworkTable', 'contactPoint.manage', () => ({ table: 'UEs=', plan: '0'.repeat(64) })),
  mutation('renameContactPoint', 'contactPoint.manage', (ids) => ({
    contactPointId: ids('contact_point'),
    expectedVersion: 1,
    name: '某某联系点',
    shortName: '某某',
  })),
  mutation('createConsultation', 'consultation.manage', (ids) => ({
    draftId: ids('draft'),
    title: '征求意见',
    opensOn: today(),
    closesOn: today(40),
  })),
  mutation('updateConsultation', 'consultation.manage', (ids) => ({
    consultationId: ids('consultation'),
    expectedVersion: 1,
    title: '征求意见',
    opensOn: today(),
    closesOn: today(40),
  })),
  {
    name: 'workingDays',
    permission: 'consultation.read',
    variables: () => ({}),
    document: 'query { r: workingDays(from: "2026-01-01", to: "2026-12-31") { days { day kind name } missingYears } }',
  },
  {
    name: 'consultationWindow',
    permission: 'consultation.read',
    variables: () => ({ i: { method: 'PUBLIC', opensOn: today(), closesOn: today(40) } }),
    document: 'query($i: ConsultationWindowInput!) { r: consultationWindow(input: $i) { days workingDays warnings } }',
  },
  mutation('importWorkingDays', 'consultation.manage', () => ({
    year: 2031,
    text: '元旦：1月1日放假。',
    write: false,
  })),
  mutation('createCodeVariants', 'consultation.manage', (ids) => ({
    regulationId: ids('regulation'),
    contactPointIds: [ids('contact_point')],
    places: [{ place: '某处公告栏', contactPointId: ids('contact_point') }],
  })),
  query('roundReviewing', 'round.review', {}, 'isRequired checkers'),
  mutation('sendRoundToReview', 'consultation.manage', (ids) => ({
    consultationId: ids('consultation'),
    expectedVersion: 1,
    contactPointIds: [ids('contact_point')],
  })),
  mutation('passRound', 'round.check', (ids) => ({ reviewId: ids('round_review'), expectedVersion: 1 })),
  mutation('returnRound', 'round.check', (ids) => ({
    reviewId: ids('round_review'),
    expectedVersion: 1,
    note: '再改',
  })),
  mutation('issueConsultation', 'consultation.issue', (ids) => ({
    consultationId: ids('consultation'),
    expectedVersion: 1,
    contactPointIds: [ids('contact_point')],
  })),
  mutation('extendConsultation', 'consultation.issue', (ids) => ({
    consultationId: ids('consultation'),
    expectedVersion: 1,
    closesOn: today(90),
    reason: '试',
  })),
  ...(['suspendConsultation', 'resumeConsultation', 'cancelConsultation'] as const).map((name) =>
    mutation(name, 'consultation.stop', (ids) => ({
      consultationId: ids('consultation'),
      expectedVersion: 1,
      reason: '试',
    })),
  ),
  mutation('correctConsultation', 'consultation.manage', (ids) => ({
    consultationId: ids('consultation'),
    expectedVersion: 1,
    title: '改过的标题',
    reason: '试',
  })),
  mutation('concludeConsultation', 'consultation.conclude', (ids) => ({
    consultationId: ids('consultation'),
    expectedVersion: 1,
    note: '试',
  })),
  mutation(
    'extendDueDays',
    'consultation.manage',
    (ids) => ({ solicitationIds: [ids('solicitation')], dueOn: today(90), reason: '试' }),
    bulk,
    ['done'],
  ),
  mutation(
    'urgePassedOn',
    'solicitation.passOn',
    (ids) => ({ solicitationIds: [ids('solicitation')], words: '请在期限前报送' }),
    bulk,
    ['done'],
  ),
  mutation('passOnSolicitation', 'solicitation.passOn', (ids) => ({
    solicitationId: ids('solicitation'),
    contactPointIds: [ids('contact_point')],
  })),
  mutation(
    'urgeSolicitations',
    'consultation.manage',
    (ids) => ({ solicitationIds: [ids('solicitation')], words: '请在期限前报送' }),
    bulk,
    ['done'],
  ),
  {
    name: 'paperPreview',
    permission: 'paper.read',
    variables: (ids) => ({ i: { kind: 'ASKING', draftIds: [ids('draft')], opensOn: today(0), closesOn: today(30) } }),
    document:
      'query($i: PaperPreviewInput!) { r: paperPreview(input: $i) { __typename ... on PaperPreview { title } ... on Problem { code } } }',
  },
  {
    name: 'paperDraft',
    permission: 'paper.read',
    variables: (ids) => ({ i: { kind: 'ASKING', draftIds: [ids('draft')], opensOn: today(0), closesOn: today(30) } }),
    document:
      'query($i: PaperPreviewInput!) { r: paperDraft(input: $i) { __typename ... on PaperDraft { fileName } ... on Problem { code } } }',
  },
  query('paperRun', 'paper.read', { id: 'paper_run' }, 'id total papers { nodes { addressee } }'),
  mutation('preparePapers', 'paper.prepare', (ids) => ({
    kind: 'ASKING',
    consultationIds: [ids('consultation')],
    contactPointIds: [ids('contact_point')],
  })),
  mutation('signPapers', 'paper.sign', (ids) => ({ runId: ids('paper_run'), expectedVersion: 1 })),
  mutation('voidPapers', 'paper.prepare', (ids) => ({ runId: ids('paper_run'), expectedVersion: 1, reason: '试' })),
  mutation('setPapersAgain', 'paper.prepare', (ids) => ({ runId: ids('paper_run') })),
  mutation('deliverPapers', 'paper.deliver', (ids) => ({ paperIds: [ids('round_paper')] }), bulk, ['done']),
  mutation('sealPaper', 'paper.deliver', (ids) => ({ paperId: ids('round_paper'), fileId: ids('file') })),
  mutation('noteCall', 'consultation.manage', (ids) => ({ solicitationId: ids('solicitation'), words: '没有人接' })),
  ...(['revokeLawCode', 'replaceLawCode'] as const).map((name) =>
    mutation(name, 'consultation.issue', (ids) => ({ lawCodeId: ids('law_code'), expectedVersion: 1, reason: '试' })),
  ),
  mutation('receiveSolicitation', 'solicitation.answer', (ids) => ({ solicitationId: ids('solicitation') })),
  mutation('sayNoOpinion', 'solicitation.answer', (ids) => ({ solicitationId: ids('solicitation') })),
  mutation('enterOpinions', 'opinion.enter', (ids) => ({
    consultationId: ids('consultation'),
    contactPointId: ids('contact_point'),
    opinions: [{ submissionKey: key(), target: { kind: 'WHOLE' }, text: '试' }],
  })),
  mutation(
    'setAsideOpinions',
    'opinion.setAside',
    (ids) => ({ opinionIds: [ids('opinion')], reason: 'UNCLEAR' }),
    bulk,
    ['done'],
  ),
  mutation(
    'recordActivity',
    'opinion.enter',
    (ids) => ({
      ...{ id: randomUUID(), contactPointId: ids('contact_point'), heldOn: today(-1), subject: '座谈会' },
      consultationIds: [ids('consultation')],
    }),
    '... on Activity { id }',
  ),
  mutation(
    'changeActivity',
    'opinion.enter',
    (ids) => ({
      ...{ activityId: ids('activity'), expectedVersion: 1, heldOn: today(-1), subject: '座谈会' },
      consultationIds: [ids('consultation')],
    }),
    '... on Activity { id }',
  ),
  mutation('settleFormCards', 'opinion.enter', (ids) => ({ cardIds: [ids('form_card')], nothing: true }), bulk, [
    'done',
  ]),
  mutation(
    'printFormSheets',
    'opinion.enter',
    (ids) => ({ consultationId: ids('consultation'), contactPointId: ids('contact_point'), count: 1 }),
    '... on FormSheetsPrinted { first }',
  ),
  mutation(
    'withholdPicture',
    'opinion.mask',
    (ids) => ({ opinionId: ids('opinion') }),
    '... on PictureWithheld { id }',
  ),
  mutation('makeActivityCodes', 'opinion.enter', (ids) => ({ activityId: ids('activity') }), '... on Activity { id }'),
  list('activityList', 'opinion.read', { contactPointId: 'contact_point' }, 'id'),
  query('activity', 'opinion.read', { id: 'activity' }, 'id'),
  mutation('restoreOpinions', 'opinion.setAside', (ids) => ({ opinionIds: [ids('opinion')] }), bulk, ['done']),
  mutation(
    'quarantineOpinions',
    'opinion.quarantine',
    (ids) => ({ opinionIds: [ids('opinion')], reason: 'STATE_SECRET' }),
    bulk,
    ['done'],
  ),
  query('quarantineReaders', 'legislature.read', {}, 'id accountId'),
  mutation('nameQuarantineReader', 'legislature.manage', (ids) => ({ accountId: ids('account') })),
  mutation('endQuarantineReader', 'legislature.manage', (ids) => ({ accountId: ids('account') })),
  mutation('readQuarantined', 'opinion.read', (ids) => ({ opinionId: ids('opinion') })),
  mutation('clearOpinions', 'opinion.quarantine', (ids) => ({ opinionIds: [ids('opinion')] }), bulk, ['done']),
  mutation('maskOpinion', 'opinion.mask', (ids) => ({ opinionId: ids('opinion'), expectedRevision: 0, spans: [] })),
  mutation('readContact', 'contact.read', (ids) => ({ opinionId: ids('opinion') }), '... on Contact { name phone }'),
  query('nodeLinks', 'node.manage', { contactPointId: 'contact_point' }, 'id name tasks { id consultation { id } }'),
  mutation(
    'makeNodeLink',
    'node.manage',
    (ids) => ({ contactPointId: ids('contact_point'), name: `三号楼${key()}`, expiresOn: today(30) }),
    '... on NodeLinkMade { pin }',
  ),
  mutation(
    'renewNodeLink',
    'node.manage',
    (ids) => ({ nodeId: ids('node_link'), expectedVersion: 1, expiresOn: today(30) }),
    '... on NodeLinkMade { pin }',
  ),
  mutation('revokeNodeLink', 'node.manage', (ids) => ({ nodeId: ids('node_link') }), '... on NodeLink { id }'),
  mutation(
    'delegateToNodes',
    'node.manage',
    (ids) => ({ consultationId: ids('consultation'), nodeIds: [ids('node_link')], dueOn: today(3) }),
    bulk,
    ['done'],
  ),
  mutation('readVoicesTable', 'opinion.enter', (ids) => ({
    consultationId: ids('consultation'),
    contactPointId: ids('contact_point'),
    table: 'AAAA',
  })),
  mutation('importVoicesTable', 'opinion.enter', (ids) => ({
    consultationId: ids('consultation'),
    contactPointId: ids('contact_point'),
    table: 'AAAA',
    plan: '0'.repeat(64),
  })),
  mutation('noteContactCall', 'contact.note', (ids) => ({
    opinionId: ids('opinion'),
    outcome: 'NOT_REACHED',
    calledOn: today(),
  })),
  mutation(
    'readWorkOrder',
    'opinion.enter',
    (ids) => ({ contactPointId: ids('contact_point'), text: '工单编号：1234' }),
    '... on WorkOrder { number opinions { id } }',
  ),
  mutation('eraseContact', 'contact.erase', (ids) => ({ opinionId: ids('opinion') })),
  mutation('draftComment', 'comment.report', (ids) => ({
    solicitationId: ids('solicitation'),
    opinionIds: [ids('opinion')],
  })),
  mutation('takeUpOpinions', 'comment.takeUp', (ids) => ({
    consultationId: ids('consultation'),
    opinionIds: [ids('opinion')],
  })),
  mutation('reviseComment', 'comment.report', (ids) => ({ commentId: ids('comment'), expectedVersion: 1, text: '试' })),
  mutation('reportComments', 'comment.report', (ids) => ({
    solicitationId: ids('solicitation'),
    commentIds: [ids('comment')],
  })),
  mutation('takeApartComment', 'comment.takeApart', (ids) => ({
    commentId: ids('comment'),
    expectedVersion: 1,
    opinionIds: [ids('opinion')],
  })),
  mutation('dropComment', 'comment.drop', (ids) => ({ commentId: ids('comment'), expectedVersion: 1 })),
  mutation(
    'returnComments',
    'comment.return',
    (ids) => ({ comments: [{ commentId: ids('comment'), expectedVersion: 1 }], note: '试' }),
    bulk,
    ['done'],
  ),
  mutation('fileComment', 'comment.file', (ids) => ({
    commentId: ids('comment'),
    expectedVersion: 1,
    provisionId: ids('provision'),
  })),
  mutation('registerComment', 'comment.register', (ids) => ({
    consultationId: ids('consultation'),
    kind: 'CONTACT_POINT',
    contactPointId: ids('contact_point'),
    receivedOn: today(),
    text: '试',
    target: { kind: 'ARTICLE', provisionId: ids('provision') },
    fileId: ids('file'),
  })),
  mutation('noteNoOpinion', 'comment.register', (ids) => ({
    solicitationId: ids('solicitation'),
    receivedOn: today(),
    fileId: ids('file'),
  })),
  mutation('proposeHandling', 'handling.propose', (ids) => ({
    commentId: ids('comment'),
    expectedVersion: 1,
    outcome: 'ADOPTED',
    words: '',
  })),
  mutation(
    'proposeHandlings',
    'handling.propose',
    (ids) => ({ comments: [{ commentId: ids('comment'), expectedVersion: 1 }], outcome: 'ADOPTED', words: '' }),
    bulk,
    ['done'],
  ),
  mutation(
    'withdrawHandlings',
    'handling.propose',
    (ids) => ({ comments: [{ commentId: ids('comment'), expectedVersion: 1 }] }),
    bulk,
    ['done'],
  ),
  mutation('prepareSheet', 'sheet.prepare', (ids) => ({
    consultationId: ids('consultation'),
    title: '采纳情况表',
    commentIds: [ids('comment')],
  })),
  mutation('checkSheet', 'sheet.check', (ids) => ({ sheetId: ids('decision_sheet'), expectedVersion: 1 })),
  mutation('signSheet', 'sheet.sign', (ids) => ({
    sheetId: ids('decision_sheet'),
    expectedVersion: 1,
    struck: [ids('comment')],
  })),
  mutation(
    'reopenComments',
    'comment.reopen',
    (ids) => ({ comments: [{ commentId: ids('comment'), expectedVersion: 1 }], reason: '试' }),
    bulk,
    ['done'],
  ),
  mutation('reviewEvidence', 'evidence.confirm', (ids) => ({ evidenceId: ids('evidence'), status: 'REJECTED' })),
  mutation('addEvidence', 'evidence.confirm', (ids) => ({
    commentId: ids('comment'),
    draftId: ids('draft'),
    provisionId: ids('provision'),
  })),
  mutation('explainAdoption', 'evidence.confirm', (ids) => ({ commentId: ids('comment'), words: '试' })),
  mutation(
    'recordAnswers',
    'comment.answer',
    (ids) => ({
      comments: [{ commentId: ids('comment'), expectedVersion: 1 }],
      way: 'TELEPHONE',
      answeredOn: today(),
    }),
    bulk,
    ['done'],
  ),
  mutation(
    'composeLetters',
    'letter.compose',
    (ids) => ({ consultationId: ids('consultation'), contactPointIds: [ids('contact_point')] }),
    letters,
    ['letters'],
  ),
  mutation('finaliseLetters', 'letter.compose', (ids) => ({ letterIds: [ids('letter')] }), letters, ['letters']),
  mutation('signLetters', 'letter.sign', (ids) => ({ letterIds: [ids('letter')] }), letters, ['letters']),
  mutation('deliverLetters', 'letter.deliver', (ids) => ({ letterIds: [ids('letter')] }), letters, ['letters']),
  mutation('startComposing', 'letter.compose', (ids) => ({ consultationId: ids('consultation') })),
  mutation('startFinalising', 'letter.compose', startOn),
  mutation('startSigning', 'letter.sign', startOn),
  mutation('startDelivering', 'letter.deliver', startOn),
  mutation('continueLetterRun', 'letter.follow', (ids) => ({ runId: ids('letter_run') })),
  mutation('tellNodes', 'node.manage', (ids) => ({ letterId: ids('letter') }), bulk, ['done']),
  mutation('acknowledgeLetter', 'letter.acknowledge', (ids) => ({ letterId: ids('letter') })),
  mutation('returnLetters', 'letter.return', (ids) => ({ letterIds: [ids('letter')], note: '试' }), letters, [
    'letters',
  ]),
  mutation('renderLettersAgain', 'letter.compose', (ids) => ({ letterIds: [ids('letter')] }), letters, ['letters']),
  mutation('sealLetter', 'letter.seal', (ids) => ({ letterId: ids('letter'), fileId: ids('file') })),
  mutation('replyToLetter', 'letter.reply', (ids) => ({ letterId: ids('letter'), words: '试' })),
  mutation('voidLetter', 'letter.sign', (ids) => ({ letterId: ids('letter'), reason: '试' })),
];

/**
 * The platform's own operations are tried in test/platform/access; submitOpinion and withdrawOpinion are public, and
 * name no id but the article's.
 */
export const elsewhere = [
  'beginSecondFactor',
  'changeLegislature',
  'changePaperSettings',
  'changePassword',
  'changeProfile',
  'confirmIdentity',
  'confirmSecondFactor',
  'createAccount',
  'createLegislature',
  'documentNumbers',
  'foundLegislature',
  'ledgerVerification',
  'letterhead',
  'letterheadReading',
  'profileEffect',
  'removeLetterhead',
  'reserveNumbers',
  'resetSecondFactor',
  'saveWorkingCopy',
  'signIn',
  'signOut',
  'signOutEverywhere',
  'submitOpinion',
  'takeLetterhead',
  'verifyLedger',
  'viewer',
  'voidNumbers',
  'withdrawOpinion',
  'workingCopy',
] as const;
