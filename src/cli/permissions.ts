/**
 * `npm run permissions`: writes docs/permissions.md, the permission table as a person reads it, from the declarations
 * and src/cli/permissions.words.ts. test/walls/permissions.spec.ts compares it with the committed file.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { roleWords } from '../platform/base/roles.rules.js';
import { PUBLIC } from '../platform/api/allow.js';
import { allows, needsFreshIdentity, type Permission, permissions } from '../platform/access/permissions.js';
import { type Role, roles } from '../platform/base/roles.rules.js';
import { type Door, doorsOf } from './operations.js';
import { type DoorWords, doorWords, type Reach } from './permissions.words.js';
import { partsOfTheHouse } from './schema.js';

const reachWords: { readonly [R in Reach]: string } = { UNIT: '本单位', ALL: '是', SELF: '本人' };
/** What somebody of one contact point finds of another contact point of the same legislature */
const neighbourWords: { readonly [R in Reach]: string } = { UNIT: '看不到', ALL: '一样', SELF: '看不到' };

const isPermission = (allowed: unknown): allowed is Permission =>
  typeof allowed === 'string' && Object.hasOwn(permissions, allowed);

export interface PermissionRow {
  door: Door & { allowed: Permission };
  words: DoorWords;
}

/**
 * One row for every door that is not public, in the order of the words. @throws where a door has no words, or words
 * have no door
 */
export function permissionRows(doors: readonly Door[]): PermissionRow[] {
  const guarded = doors.filter((d): d is Door & { allowed: Permission } => isPermission(d.allowed));
  const byName = new Map(guarded.map((d) => [d.name, d]));
  const silent = guarded.filter((d) => doorWords[d.name] === undefined).map((d) => d.name);
  const idle = Object.keys(doorWords).filter((name) => !byName.has(name));
  if (silent.length + idle.length > 0)
    throw new Error(
      `src/cli/permissions.words.ts: no words for ${silent.join(', ') || 'none'}; no door for ${idle.join(', ') || 'none'}`,
    );
  return Object.entries(doorWords).flatMap(([name, words]) => {
    const door = byName.get(name);
    if (door && allows(door.allowed, ['LIAISON_OFFICER']) !== (words.reach !== undefined))
      throw new Error(
        `src/cli/permissions.words.ts: ${name} lets liaison officers in, or not, and its words say otherwise`,
      );
    return door ? [{ door, words }] : [];
  });
}

const cell = ({ door, words }: PermissionRow, role: Role): string => {
  if (!allows(door.allowed, [role])) return '否';
  return words.reach === 'SELF' || (role === 'LIAISON_OFFICER' && words.reach) ? reachWords[words.reach] : '是';
};

export function printPermissions(doors: readonly Door[]): string {
  const rows = permissionRows(doors);
  const open = doors
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
        `\`${row.door.name}\``,
        `${row.words.sense}${needsFreshIdentity(row.door.allowed) ? ' ※' : ''}`,
        ...roles.map((r) => cell(row, r)),
        row.words.reach ? neighbourWords[row.words.reach] : '—',
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

export function doorsOfTheHouse(): Door[] {
  const { resolvers, controllers } = partsOfTheHouse();
  return doorsOf([...resolvers, ...controllers]);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await writeFile('docs/permissions.md', printPermissions(doorsOfTheHouse()));
