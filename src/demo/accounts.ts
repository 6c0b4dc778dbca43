/** Who takes part: a legislature with three hands, five contact points on two levels with a liaison officer each. */
import { Client } from './client.js';
import { importNetwork } from './network.js';
import type { Material } from './input.js';
import type { Say } from './poll.js';

export interface Cast {
  preparer: Client;
  checker: Client;
  signer: Client;
  points: Map<string, { id: string; name: string; shortName: string; officer: Client }>;
  signIns: { who: string; username: string; password: string }[];
}

export async function findCast(
  base: string,
  administrator: { username: string; password: string },
  material: Material,
  passwordFor: (username: string) => string,
  say: Say,
): Promise<Cast> {
  say(`① 建立机关：${material.legislature.name}`);
  const anyone = new Client(base);
  const signIns: Cast['signIns'] = [];
  const enter = async (who: string, username: string, first: string): Promise<Client> => {
    const client = await anyone.signIn(username, first);
    const next = passwordFor(username);
    await client.changePassword(next);
    signIns.push({ who, username, password: next });
    return client;
  };
  const admin = await enter('系统管理员', administrator.username, administrator.password);
  await admin.act(
    'createLegislature',
    {
      code: 'yunlan',
      name: material.legislature.name,
      organName: material.legislature.organ,
      documentWord: material.legislature.organCode,
      profile: 'STANDARD',
      contactName: '陆清和',
      contactPhone: '（0599）555 0118',
    },
    'Legislature',
    'id',
  );
  await admin.act(
    'changePaperSettings',
    {
      expectedVersion: 1,
      address: '云澜市文渊路9号',
      postcode: '353000',
      mail: 'fgw@yunlan-renda.example',
      phoneHours: '9时至17时',
      dueDays: 15,
      numberSource: 'COUNTER',
    },
    'LegislatureSettings',
    'id',
  );

  say(`② 聘用联系点 ${material.contactPoints.length} 个，开通账号`);
  const account = async (who: string, username: string, displayName: string, grants: object[]): Promise<Client> => {
    const made = await admin.act<{ activationPassword: string }>(
      'createAccount',
      { username, displayName, grants },
      'AccountCreated',
      'activationPassword',
    );
    return enter(who, username, made.activationPassword);
  };
  const points: Cast['points'] = new Map();
  const officers: [string, () => Promise<Client>][] = [];
  for (const p of material.contactPoints) {
    const shortName = p.name
      .replace(/^云澜市/u, '')
      .replace(/基层立法联系点$/u, '')
      .slice(0, 30);
    const made = await admin.act<{ id: string }>(
      'createContactPoint',
      {
        name: p.name,
        shortName,
        level: p.level,
        parentId: p.parent === null ? null : (points.get(p.parent)?.id ?? null),
        address: p.address,
        region: /^云澜市([^路]{2}区)/u.exec(p.address)?.[1] ?? null,
        fields: p.fields,
        leaderName: p.leader,
      },
      'ContactPoint',
      'id',
    );
    points.set(p.key, { id: made.id, name: p.name, shortName, officer: admin });
    officers.push([
      p.key,
      () =>
        account(`联络员 ${p.liaisonOfficer}（${shortName}）`, p.key, p.liaisonOfficer, [
          { role: 'LIAISON_OFFICER', unitId: made.id },
        ]),
    ]);
  }
  if (material.isSample) say(`　 导入联系点表，另有 ${await importNetwork(admin)} 个`);
  const hand = async (role: 'PREPARER' | 'CHECKER' | 'SIGNER', words: string): Promise<Client> => {
    const person = material.staff.find((s) => s.role === role);
    return account(`${words} ${person?.displayName ?? ''}`, role.toLowerCase(), person?.displayName ?? words, [
      { role },
    ]);
  };
  const [preparer, checker, signer] = [
    await hand('PREPARER', '经办'),
    await hand('CHECKER', '审核'),
    await hand('SIGNER', '签发'),
  ];
  for (const [key, open] of officers) {
    const point = points.get(key);
    if (point) point.officer = await open();
  }
  return { preparer, checker, signer, points, signIns };
}
