/**
 * `npm run permissions`: writes docs/permissions.md, the permission table as a person reads it, from the declarations.
 * test/walls/permissions.spec.ts compares it with the committed file.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { allows, needsReauthentication, type Permission, permissions } from '../platform/access/permissions.js';
import { PUBLIC, type Reach } from '../platform/api/allow.js';
import { type Role, roles, roleWords } from '../platform/base/roles.rules.js';
import { type Operation, operationsOf } from './operations.js';
import { declaredClasses } from './schema.js';

const reachWords: { readonly [R in Reach]: string } = { UNIT: '本单位', ALL: '是', SELF: '本人' };
/** What somebody of one contact point finds of another contact point of the same legislature */
const neighbourWords: { readonly [R in Reach]: string } = { UNIT: '看不到', ALL: '一样', SELF: '看不到' };

const isPermission = (allowed: unknown): allowed is Permission =>
  typeof allowed === 'string' && Object.hasOwn(permissions, allowed);

export interface PermissionRow {
  operation: Operation & { allowed: Permission };
  words: string;
  reach?: Reach;
}

/**
 * One row for every operation that is not public, as they are declared. @throws where one says nothing of itself, or
 * says that liaison officers reach through it who are not let in, or the other way round
 */
export function permissionRows(operations: readonly Operation[]): PermissionRow[] {
  const guarded = operations.filter((o): o is Operation & { allowed: Permission } => isPermission(o.allowed));
  return guarded.map((operation): PermissionRow => {
    const { name, allowed, said } = operation;
    if (!said) throw new Error(`${name} does not say what it is for`);
    if (allows(allowed, ['LIAISON_OFFICER']) !== (said.reach !== undefined))
      throw new Error(`${name} lets liaison officers in, or not, and its reach says otherwise`);
    return { operation, ...said };
  });
}

const cell = ({ operation, reach }: PermissionRow, role: Role): string => {
  if (!allows(operation.allowed, [role])) return '否';
  return reach === 'SELF' || (role === 'LIAISON_OFFICER' && reach) ? reachWords[reach] : '是';
};

export function printPermissions(operations: readonly Operation[]): string {
  const rows = permissionRows(operations);
  const open = operations
    .filter((d) => d.allowed === PUBLIC)
    .map((d) => `\`${d.name}\``)
    .sort();
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    '# Who may do what 权限表',
    '',
    'Written by `npm run permissions` from the code; every cell is tried by `test/walls/permissions.db.spec.ts` and `test/walls/neighbour.db.spec.ts`.',
    '',
    '是：本机关的都可以　本单位：只限自己的联系点和它下面的　本人：只限自己的　否：不可以（FORBIDDEN）　※：须刚刚核对过本人身份。',
    '“别的联系点”：同一机关另一个联系点的人能不能用它看到、办到这个联系点的东西；“别的机关”：另一个立法机关的人。看不到的，与没有这样东西答复相同。',
    '',
    line(['操作', '是什么', ...roles.map((r) => roleWords[r]), '别的联系点', '别的机关']),
    line(['---', '---', ...roles.map(() => ':-:'), ':-:', ':-:']),
    ...rows.map((row) =>
      line([
        `\`${row.operation.name}\``,
        `${row.words}${needsReauthentication(row.operation.allowed) ? ' ※' : ''}`,
        ...roles.map((r) => cell(row, r)),
        row.reach ? neighbourWords[row.reach] : '—',
        '看不到',
      ]),
    ),
    '',
    '## Open to everybody 不用登录',
    '',
    open.join(' · '),
    '',
  ].join('\n');
}

export function declaredOperations(): Operation[] {
  const { resolvers, controllers } = declaredClasses();
  return operationsOf([...resolvers, ...controllers]);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await writeFile('docs/permissions.md', printPermissions(declaredOperations()));
