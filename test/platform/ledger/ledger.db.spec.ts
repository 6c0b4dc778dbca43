import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
beforeAll(async () => {
  s = await startTestService();
});
afterAll(() => s.close());

const CREATE =
  'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { __typename ... on Problem { code } } }';
const of = (requestId: string | null) =>
  s.db.asOwner(
    'select act, outcome, detail, account_id is not null as who, legislature_id is not null as "where" from audit_record where request_id = $1',
    [requestId],
  );

describe('the ledger', () => {
  it('keeps a refused act though its transaction is gone: refused by a rule, or by a constraint', async () => {
    const token = await s.home.token('ADMINISTRATOR');
    const foreign = await s.ask(
      CREATE,
      {
        input: {
          username: 'x1',
          displayName: '张',
          grants: [{ role: 'LIAISON_OFFICER', unitId: await s.neighbour.contactPoint() }],
        },
      },
      token,
    );
    expect(foreign.data?.createAccount?.code).toBe('INVALID_INPUT');
    expect(await of(foreign.headers.get('x-request-id'))).toEqual([
      { act: 'createAccount', outcome: 'REFUSED', detail: { code: 'INVALID_INPUT' }, who: true, where: true },
    ]);
    const taken = await s.ask(
      CREATE,
      { input: { username: s.home.username('ADMINISTRATOR'), displayName: '张', grants: [{ role: 'PREPARER' }] } },
      token,
    );
    expect(taken.data?.createAccount?.code).toBe('NAME_TAKEN');
    expect(await of(taken.headers.get('x-request-id'))).toEqual([
      { act: 'createAccount', outcome: 'REFUSED', detail: { code: 'NAME_TAKEN' }, who: true, where: true },
    ]);
  });
  it('keeps sign-ins, also the failed ones', async () => {
    await expect(s.signIn(s.home.username('ADMINISTRATOR'), 'wrong')).rejects.toThrow();
    const rows = await s.db.asOwner(`select outcome from audit_record where act = 'signIn' order by at desc limit 1`);
    expect(rows).toEqual([{ outcome: 'REFUSED' }]);
  });
  it('says who did what to which object in which legislature, without words', async () => {
    const token = await s.home.token('ADMINISTRATOR');
    const answer = await s.ask(
      CREATE,
      { input: { username: 'x2', displayName: '不该出现的名字', grants: [{ role: 'PREPARER' }] } },
      token,
    );
    expect(await of(answer.headers.get('x-request-id'))).toEqual([
      { act: 'createAccount', outcome: 'DONE', detail: { grants: 1 }, who: true, where: true },
    ]);
    expect(JSON.stringify(await s.db.asOwner('select * from audit_record'))).not.toContain('不该出现的名字');
  });
});
