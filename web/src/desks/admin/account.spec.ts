import { expect, it } from 'vitest';
import { rolesOf, seenOf, whereOf } from './account';

const held = (role: 'LIAISON_OFFICER' | 'PREPARER' | 'SYSTEM_ADMINISTRATOR', shortName?: string) => ({
  role,
  unitId: shortName ?? null,
  grantedAt: '2026-01-01T00:00:00Z',
  unit: shortName === undefined ? null : { id: shortName, shortName },
});

it('says where somebody works and what they do, each role once', () => {
  const roles = [held('LIAISON_OFFICER', '桂花里'), held('LIAISON_OFFICER', '石桥镇')];
  expect(whereOf({ roles })).toBe('桂花里等 2 个');
  expect(rolesOf({ roles })).toBe('联络员');
  expect(whereOf({ roles: [held('PREPARER')] })).toBe('机关');
  expect(whereOf({ roles: [held('SYSTEM_ADMINISTRATOR')] })).toBe('平台');
  expect(whereOf({ roles: [] })).toBe('');
});

it('says until when a slip opens, or that it is over, or when somebody was there last', () => {
  const now = new Date(2026, 7, 4, 12, 0);
  const at = (d: Date): string => d.toISOString();
  const waits = { roles: [], state: 'AWAITING_PASSWORD' as const, lastSignedInAt: null };
  expect(seenOf({ ...waits, activationUntil: at(new Date(2026, 7, 4, 18, 30)) }, now)).toBe('激活单 18:30 前有效');
  expect(seenOf({ ...waits, activationUntil: at(new Date(2026, 7, 5, 9, 5)) }, now)).toBe('激活单 8月5日 09:05 前有效');
  expect(seenOf({ ...waits, activationUntil: at(new Date(2026, 7, 4, 11, 0)) }, now)).toBe('激活单已经过期');
  const active = { roles: [], state: 'ACTIVE' as const, activationUntil: null };
  expect(seenOf({ ...active, lastSignedInAt: at(new Date(2026, 7, 4, 8, 31)) }, now)).toBe('今天 08:31');
  expect(seenOf({ ...active, lastSignedInAt: null }, now)).toBe('没有登录过');
});
