/** The declared API: permissions, the contract, what strangers can reach, entities apart from types. */
import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { TypeMetadataStorage } from '@nestjs/graphql';
import {
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import { getMetadataArgsStorage } from 'typeorm';
import { entities } from '../../src/app.module.js';
import { operationsOf } from '../../src/cli/operations.js';
import { buildSchema, declaredClasses, printContract } from '../../src/cli/schema.js';
import { needsReauthentication, type Permission, permissions } from '../../src/platform/access/permissions.js';
import { PUBLIC } from '../../src/platform/api/allow.js';
import { filesUnder, findIn, isTypeScript, read, refusalCode } from './sources.js';

/** What a caller who has not signed in may use: everything else names a permission. */
const PUBLIC_OPERATIONS = ['Mutation signIn', 'Mutation submitOpinion', 'Mutation withdrawOpinion'];
const PUBLIC_ROUTES = [
  'GET *',
  'GET /',
  'GET codes/:file',
  'GET healthz',
  'GET help',
  'GET l',
  'GET l/:code',
  'GET l/:code/a/:ordinal',
  'GET l/:code/files/:file',
  'GET l/:code/opinions',
  'GET l/:code/say',
  'GET l/:code/why',
  'GET n/:link',
  'GET n/:link/:task',
  'GET n/:link/:task/results',
  'GET pages/enhance.js',
  'GET r',
  'GET readyz',
  'POST l/:code/opinions',
  'POST n/:link',
  'POST n/:link/:task',
  'POST r',
  'POST r/contact',
  'POST r/withdraw',
];

let schema: GraphQLSchema;
const { resolvers, controllers } = declaredClasses();
const operations = operationsOf([...resolvers, ...controllers]);
beforeAll(async () => {
  schema = await buildSchema();
});

const ownTypes = (): GraphQLNamedType[] =>
  Object.values(schema.getTypeMap()).filter(
    (t) => !isIntrospectionType(t) && !(isScalarType(t) && isSpecifiedScalarType(t)),
  );

describe('every operation names who may use it', () => {
  it('finds as many operations as the schema has', () => {
    const fields = ['Query', 'Mutation', 'Subscription'].flatMap((r) => {
      const t = schema.getType(r);
      return isObjectType(t) ? Object.keys(t.getFields()).map((f) => `${r} ${f}`) : [];
    });
    expect(
      operations
        .filter((d) => !d.isRoute)
        .map((d) => d.name)
        .sort(),
    ).toEqual(fields.sort());
    expect(operations.filter((d) => d.isRoute).length).toBeGreaterThan(3);
  });
  it('each is public or has a permission of the table', () => {
    expect(
      operations
        .filter(
          (d) => d.allowed !== PUBLIC && !(typeof d.allowed === 'string' && Object.hasOwn(permissions, d.allowed)),
        )
        .map((d) => d.name),
    ).toEqual([]);
  });
  it('the public ones are these and no others', () => {
    const open = operations.filter((d) => d.allowed === PUBLIC);
    expect(
      open
        .filter((d) => !d.isRoute)
        .map((d) => d.name)
        .sort(),
    ).toEqual(PUBLIC_OPERATIONS);
    expect(
      open
        .filter((d) => d.isRoute)
        .map((d) => d.name)
        .sort(),
    ).toEqual(PUBLIC_ROUTES);
  });
  it('no permission of the table is without a door', () => {
    const used = new Set(operations.map((d) => d.allowed));
    expect(Object.keys(permissions).filter((p) => !used.has(p))).toEqual([]);
  });
  it('what asks for a confirmed identity can say so, and nothing else does', () => {
    const asks = operations
      .filter((d) => !d.isRoute && d.allowed !== PUBLIC && needsReauthentication(d.allowed as Permission))
      .map((d) => d.name.replace('Mutation ', ''));
    const says = Object.entries(schema.getMutationType()?.getFields() ?? {})
      .filter(([, f]) => {
        const t = getNamedType(f.type);
        return isUnionType(t) && t.getTypes().some((m) => m.name === 'ReauthenticationNeeded');
      })
      .map(([name]) => name);
    expect(says.sort()).toEqual(asks.sort());
    const held = Object.entries(schema.getMutationType()?.getFields() ?? {})
      .filter(([, f]) => {
        const t = getNamedType(f.type);
        return isUnionType(t) && t.getTypes().some((m) => m.name === 'AccountHeld');
      })
      .map(([name]) => name);
    expect(held.filter((name) => name !== 'confirmIdentity').sort()).toEqual(asks);
    expect(asks).toEqual([
      'appointStandIn',
      'cancelConsultation',
      'changeLegislature',
      'changePaperSettings',
      'changeProfile',
      'concludeConsultation',
      'confirmReset',
      'createAccount',
      'createAccounts',
      'createLegislature',
      'disableAccount',
      'enableAccount',
      'endQuarantineReader',
      'extendConsultation',
      'foundLegislature',
      'grantRole',
      'handOverAccount',
      'issueConsultation',
      'nameQuarantineReader',
      'readContact',
      'recordCorrection',
      'removeLetterhead',
      'renameAccount',
      'reopenComments',
      'replaceLawCode',
      'resetPassword',
      'resetSecondFactor',
      'restoreDraft',
      'resumeConsultation',
      'revokeLawCode',
      'revokeRole',
      'signLetters',
      'signPapers',
      'signSheet',
      'startSigning',
      'suspendConsultation',
      'takeDownDraft',
      'takeLetterhead',
      'voidLetter',
    ]);
  });
  it('control: a door without a name is seen', () => {
    class Open {
      door(this: void): void {
        /* a route without @Allow */
      }
    }
    Reflect.defineMetadata('path', 'x', Open.prototype.door);
    Reflect.defineMetadata('method', 0, Open.prototype.door);
    expect(operationsOf([Open])).toEqual([{ name: 'GET x', isRoute: true, allowed: undefined }]);
  });
});

describe('the contract', () => {
  it('schema.graphql is what the code declares (else: npm run schema)', () => {
    expect(existsSync('schema.graphql')).toBe(true);
    expect(read('schema.graphql')).toBe(printContract(schema));
  });
  it('everything in it is described', () => {
    const silent: string[] = [];
    const say = (at: string, x: { description?: string | null }): void =>
      void (x.description?.trim() ? 0 : silent.push(at));
    for (const t of ownTypes()) {
      if (!['Query', 'Mutation', 'Subscription'].includes(t.name)) say(t.name, t);
      if (isEnumType(t)) for (const v of t.getValues()) say(`${t.name}.${v.name}`, v);
      if (isObjectType(t) || isInterfaceType(t)) {
        for (const f of Object.values(t.getFields())) {
          say(`${t.name}.${f.name}`, f);
          for (const a of f.args) say(`${t.name}.${f.name}(${a.name})`, a);
        }
      }
      if (isInputObjectType(t)) for (const f of Object.values(t.getFields())) say(`${t.name}.${f.name}`, f);
    }
    expect(silent).toEqual([]);
  });
  it('every mutation answers a union with its success first, InvalidInput, and problems', () => {
    const odd: string[] = [];
    for (const [name, f] of Object.entries(schema.getMutationType()?.getFields() ?? {})) {
      const t = getNamedType(f.type);
      if (!isUnionType(t)) odd.push(`${name} answers ${t.name}`);
      else if (!t.getTypes().some((m) => m.name === 'InvalidInput')) odd.push(`${t.name} has no InvalidInput`);
      else if (t.getTypes().filter((m) => !m.getInterfaces().some((i) => i.name === 'Problem')).length !== 1)
        odd.push(`${t.name} has not exactly one success`);
    }
    expect(odd).toEqual([]);
  });
  it('every refusal the code makes is a type that some union can answer', () => {
    const answered = new Set(
      ownTypes()
        .filter(isUnionType)
        .flatMap((u) => u.getTypes().map((t) => t.name)),
    );
    const typeName = (code: string): string =>
      code.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, c: string) => c.toUpperCase());
    const used = filesUnder('src', isTypeScript).flatMap((f) =>
      findIn(f, read(f), refusalCode(f)).map((x) => ({ file: f, code: x.what })),
    );
    // acts on many letters, comments or tasks answer refusals as data, one by one; a file too large or beyond the quota is
    // refused by the upload route, a table that cannot be printed by its own
    const byItem = (u: { file: string; code: string }): boolean =>
      /^src\/feedback\/(letter(s|-composing|-rendering|-runs|-snapshots|-steps)|comment-answers)\.service\.ts$/.test(
        u.file,
      ) ||
      u.file === 'src/feedback/owed.rules.ts' ||
      u.file === 'src/solicitation/reminder.rules.ts' ||
      u.file === 'src/solicitation/passing.rules.ts' ||
      /^src\/solicitation\/papers\/paper-(bodies|delivery)\.service\.ts$/.test(u.file) ||
      u.code === 'UNPRINTABLE_CHARACTERS' ||
      u.code === 'TOO_LARGE' ||
      u.code === 'UPLOAD_QUOTA';
    const item = schema.getType('RefusedItem');
    expect(isObjectType(item) && Object.keys(item.getFields())).toEqual(expect.arrayContaining(['code', 'message']));
    expect(
      used.filter((u) => !byItem(u) && !answered.has(typeName(u.code))).map((u) => `${u.file}: ${u.code}`),
    ).toEqual([]);
  });
});

describe('what strangers can reach', () => {
  const PERSONAL =
    /^(username|displayName|realName|name|phone|contactPhone|contactName|leaderName|email|address|idNumber|accountId|password|activationPassword|passwordHash|wechat|contact|createdBy|enteredBy|preparedBy|signedBy|checkedBy|byAccount|text|quoteExact)$/;
  /** the person's own: who signs in is told their own name */
  const OWN = ['SignedIn.displayName'];

  function reachable(root: string): string[] {
    const [kind, field] = root.split(' ') as [string, string];
    const seen = new Set<string>();
    const found: string[] = [];
    const walk = (t: GraphQLNamedType): void => {
      if (seen.has(t.name)) return;
      seen.add(t.name);
      if (isUnionType(t)) t.getTypes().forEach(walk);
      if (isInterfaceType(t)) schema.getPossibleTypes(t).forEach(walk);
      if (isObjectType(t)) {
        for (const f of Object.values(t.getFields())) {
          if (PERSONAL.test(f.name)) found.push(`${t.name}.${f.name}`);
          walk(getNamedType(f.type));
        }
      }
    };
    const start = (
      schema.getType(kind) as
        { getFields?: () => Record<string, { type: Parameters<typeof getNamedType>[0] }> } | undefined
    )?.getFields?.()[field];
    if (!start) throw new Error(`no ${root}`);
    walk(getNamedType(start.type) as GraphQLNamedType);
    return found;
  }
  it('no personal field from a public root field', () => {
    expect(PUBLIC_OPERATIONS.flatMap(reachable).filter((f) => !OWN.includes(f))).toEqual([]);
  });
  it('control: the walk finds one where there is one', () => {
    expect(reachable('Query viewer')).toContain('Viewer.displayName');
    expect(reachable('Mutation createAccount')).toContain('Account.username');
  });
});

describe('entities', () => {
  it('an entity is never a GraphQL type or input', () => {
    const shown = new Set<unknown>(
      [
        ...TypeMetadataStorage.getObjectTypesMetadata(),
        ...TypeMetadataStorage.getInputTypesMetadata(),
        ...TypeMetadataStorage.getInterfacesMetadata(),
      ].map((m) => m.target),
    );
    expect(shown.size).toBeGreaterThan(20);
    expect(entities.filter((e) => shown.has(e)).map((e) => e.name)).toEqual([]);
    const classes = getMetadataArgsStorage().tables.map((t) => t.target);
    expect(classes.filter((t) => shown.has(t))).toEqual([]);
  });
  it("every entity is one that the service knows, and a scoped one but for the platform's own", () => {
    const known = new Set<unknown>(entities);
    expect(
      getMetadataArgsStorage()
        .tables.filter((t) => !known.has(t.target))
        .map((t) => String(t.name)),
    ).toEqual([]);
    expect(new Set(entities).size).toBe(entities.length);
    const unscoped = entities
      .filter((e) => Object.getPrototypeOf(e) === Function.prototype)
      .map((e) => e.name)
      .sort();
    expect(unscoped).toEqual([
      'AccountRow',
      'AuditRecordRow',
      'ContactPointRow',
      'LegislatureRow',
      'RoleGrantRow',
      'SecondFactorRow',
      'SessionRow',
    ]);
  });
  it('relations between entities point up the story, or are none', () => {
    // rows name other rooms by id columns; a relation would need a cascade across a door
    expect(
      getMetadataArgsStorage().relations.map((r) => `${(r.target as { name: string }).name}.${r.propertyName}`),
    ).toEqual([]);
  });
});
