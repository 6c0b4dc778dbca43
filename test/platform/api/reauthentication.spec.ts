import 'reflect-metadata';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { lastValueFrom, of } from 'rxjs';
import {
  needsReauthentication,
  needsSecondFactor,
  type Permission,
  permissions,
  rolesWith,
} from '../../../src/platform/access/permissions.js';
import { Allow, Public } from '../../../src/platform/api/allow.js';
import { Reauthentication } from '../../../src/platform/api/reauthentication.js';
import type { Actor } from '../../../src/platform/base/actor.js';
import type { Holds } from '../../../src/platform/access/holds.js';
import { Refusal } from '../../../src/platform/base/refusal.js';
import { parseConfig } from '../../../src/platform/base/config.js';
import { roles } from '../../../src/platform/base/roles.rules.js';
import type { UnitOfWork } from '../../../src/platform/database/scope.js';

class Routes {
  @Allow('letter.sign', { words: '试一试' }) sign(this: void): void {
    /* a route that is marked */
  }
  @Allow('letter.read', { words: '试一试' }) read(this: void): void {
    /* one that is not */
  }
  @Public() open(this: void): void {
    /* one for everybody */
  }
}

const recorded: string[] = [];
const work = { run: (act: string) => Promise.resolve(void recorded.push(act)) } as unknown as UnitOfWork;
const holds = {
  refusal: () => Promise.resolve(new Refusal('ACCOUNT_HELD', { then: '请温雅琴在办公台上确认，确认以后马上恢复。' })),
} as unknown as Holds;
const guard = new Reauthentication(new Reflector(), work, holds, parseConfig({ REAUTHENTICATION_MINUTES: '7' }));
const actor: Actor = {
  sessionId: '',
  accountId: '',
  displayName: '',
  legislatureId: null,
  roles: new Set(['SIGNER']),
  unitIds: [],
  mustChangePassword: false,
  hasSecondFactor: false,
  mustBindSecondFactor: false,
  isHeld: false,
  reauthenticatedUntil: null,
};
const call = (route: 'sign' | 'read' | 'open', by: Actor | null): Promise<unknown> => {
  const context = {
    getHandler: () => Routes.prototype[route],
    getClass: () => Routes,
    getType: () => 'http',
    switchToHttp: () => ({ getRequest: () => ({ actor: by }) }),
  };
  return lastValueFrom(guard.intercept(context as unknown as ExecutionContext, { handle: () => of('done') }));
};

describe('a route whose permission is marked', () => {
  it('is refused with 403 in words, and recorded, until the identity is confirmed', async () => {
    await expect(call('sign', actor)).rejects.toMatchObject({
      message: expect.stringContaining('7 分钟') as unknown,
      extensions: { code: 'REAUTHENTICATION_NEEDED', status: 403 },
    });
    expect(recorded).toEqual(['sign']);
    await expect(call('sign', { ...actor, reauthenticatedUntil: new Date() })).resolves.toBe('done');
  });
  it('is refused to an account that others have reset whole, whatever it confirmed before', async () => {
    await expect(call('sign', { ...actor, isHeld: true, reauthenticatedUntil: new Date() })).rejects.toMatchObject({
      extensions: { code: 'ACCOUNT_HELD', status: 403 },
    });
    await expect(call('read', { ...actor, isHeld: true })).resolves.toBe('done');
  });
  it('is the only one that asks', async () => {
    await expect(Promise.all([call('read', actor), call('open', null)])).resolves.toEqual(['done', 'done']);
  });
});

describe('the permission table', () => {
  it('marks signing, issuing and accounts, and nothing that a day has many of', () => {
    expect((Object.keys(permissions) as Permission[]).filter(needsReauthentication).sort()).toEqual([
      'account.manage',
      'comment.reopen',
      'consultation.conclude',
      'consultation.issue',
      'consultation.stop',
      'contact.read',
      'draft.withdraw',
      'legislature.create',
      'legislature.manage',
      'letter.sign',
      'paper.sign',
      'reset.confirm',
      'sheet.sign',
    ]);
    for (const p of Object.keys(permissions) as Permission[]) expect([p, rolesWith(p).length > 0]).toEqual([p, true]);
  });
  it('asks for a second factor in 严格 of all but liaison officers, elsewhere of nobody', () => {
    const asked = (profile: 'SIMPLE' | 'STANDARD' | 'STRICT'): string[] =>
      roles.filter((r) => needsSecondFactor(profile, [r]));
    expect([asked('SIMPLE'), asked('STANDARD')]).toEqual([[], []]);
    expect(asked('STRICT')).toEqual(roles.filter((r) => r !== 'LIAISON_OFFICER'));
    expect(needsSecondFactor('STRICT', ['LIAISON_OFFICER', 'SIGNER'])).toBe(true);
  });
});
