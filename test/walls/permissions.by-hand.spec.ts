/**
 * The twenty permissions that matter most, by hand. docs/permissions.md is generated from the code and proves
 * nothing about it; here stands what an office would say, and whoever changes the table has to change it here too.
 */
import {
  needsReauthentication,
  type Permission,
  permissions,
  rolesWith,
} from '../../src/platform/access/permissions.js';
import type { Role } from '../../src/platform/base/roles.rules.js';

const [system, admin, preparer, checker, signer, drafter, officer]: Role[] = [
  'SYSTEM_ADMINISTRATOR',
  'ADMINISTRATOR',
  'PREPARER',
  'CHECKER',
  'SIGNER',
  'DRAFTER',
  'LIAISON_OFFICER',
];

/** What may be done, who may do it, and whether they must have confirmed just before that it is they */
const byHand: readonly (readonly [Permission, readonly (Role | undefined)[], 'confirmed' | 'signed in'])[] = [
  ['legislature.create', [system], 'confirmed'],
  ['account.manage', [system, admin], 'confirmed'],
  ['draft.publish', [preparer, signer], 'signed in'],
  ['draft.withdraw', [preparer, signer], 'confirmed'],
  ['lineage.confirm', [preparer, drafter], 'signed in'],
  ['consultation.manage', [preparer], 'signed in'],
  ['consultation.issue', [preparer], 'confirmed'],
  ['consultation.stop', [preparer, signer], 'confirmed'],
  ['consultation.conclude', [signer], 'confirmed'],
  ['opinion.read', [preparer, checker, signer, officer], 'signed in'],
  ['contact.read', [preparer, officer], 'confirmed'],
  ['contact.erase', [preparer, officer], 'signed in'],
  ['comment.report', [preparer, officer], 'signed in'],
  ['handling.propose', [preparer], 'signed in'],
  ['comment.reopen', [signer], 'confirmed'],
  ['sheet.read', [preparer, checker, signer, drafter], 'signed in'],
  ['sheet.check', [checker], 'signed in'],
  ['sheet.sign', [signer], 'confirmed'],
  ['letter.compose', [preparer], 'signed in'],
  ['letter.sign', [signer], 'confirmed'],
];

it.each(byHand)('%s', (permission, held, proof) => {
  expect([...rolesWith(permission)].sort()).toEqual([...held].sort());
  expect(needsReauthentication(permission)).toBe(proof === 'confirmed');
});

it('are twenty, each once, and all of them are there', () => {
  expect(new Set(byHand.map(([p]) => p)).size).toBe(20);
  expect(byHand.filter(([p]) => !(p in permissions))).toEqual([]);
});

it('whoever signs neither prepares nor checks, and an officer decides nothing', () => {
  const allowed = (role: Role): Permission[] =>
    (Object.keys(permissions) as Permission[]).filter((p) => rolesWith(p).includes(role));
  expect(allowed('SIGNER').filter((p) => /^(handling|sheet\.(prepare|check)|letter\.compose)/.test(p))).toEqual([]);
  expect(
    allowed('LIAISON_OFFICER').filter((p) =>
      /^(handling|sheet|evidence|draft|account|consultation\.(stop|conclude)|comment\.(reopen|return|register))/.test(
        p,
      ),
    ),
  ).toEqual([]);
});
