/** Rows of people and of contact points before they are made: read from what was pasted, checked, and put as inputs. */
import type { ContactPointKind, ContactPointLevel, ContactPointRowInput, Role } from '../api/generated/graphql';
import { contactPointKindWords, contactPointLevelWords, roleWords } from '../api/generated/words';
import { makingTexts } from '../texts/making';
import { readRows, wordOf } from './pasted';

let last = 0;
/** Tells the rows of this page apart */
const newKey = (): number => ++last;

export interface PersonRow {
  readonly key: number;
  displayName: string;
  username: string;
  roles: Role[];
  /** the contact point of a liaison officer, as it was written */
  unit: string;
  /** roles that were pasted and are not known; they are chosen before the row is sent */
  unread: string | null;
  error: string | null;
}
export type Likely =
  | { readonly field: 'kind'; readonly value: ContactPointKind; readonly words: string }
  | { readonly field: 'level'; readonly value: ContactPointLevel; readonly words: string };
export interface PointRow {
  readonly key: number;
  name: string;
  shortName: string;
  /** empty: what was pasted is not known */
  kind: ContactPointKind | '';
  level: ContactPointLevel | '';
  /** what an unknown word most likely is; a person takes it, or chooses another */
  likely: Likely | null;
  parentName: string;
  address: string;
  /** whom an account is opened for afterwards; empty: for nobody */
  officer: string;
  error: string | null;
  /** the fault is the full name: another contact point has it */
  isTaken: boolean;
}

/** The roles that are given in a legislature, in the order in which a form offers them */
export const ROLES: readonly Role[] = ['PREPARER', 'CHECKER', 'SIGNER', 'DRAFTER', 'ADMINISTRATOR', 'LIAISON_OFFICER'];
const { people, points } = makingTexts;

export const emptyPerson = (username = ''): PersonRow => ({
  key: newKey(),
  displayName: '',
  username,
  roles: [],
  unit: '',
  unread: null,
  error: null,
});
export const emptyPoint = (level: ContactPointLevel = 'MUNICIPAL'): PointRow => ({
  key: newKey(),
  name: '',
  shortName: '',
  kind: 'CONTACT_POINT',
  level,
  likely: null,
  parentName: '',
  address: '',
  officer: '',
  error: null,
  isTaken: false,
});

export const isBlankPerson = (r: PersonRow): boolean => r.displayName === '' && r.roles.length === 0 && r.unit === '';
export const isBlankPoint = (r: PointRow): boolean => [r.name, r.shortName, r.address].every((w) => w.trim() === '');

/** `yunlan-07`: user names that are given in order, from a number on */
export const usernameAt = (code: string, n: number): string => `${code}-${String(n).padStart(2, '0')}`;

let lastGiven = 0;
/** The next user name of this page, from a number on: two lists on one page give none twice */
export const giveUsername = (code: string, from: number): string =>
  usernameAt(code, (lastGiven = Math.max(lastGiven + 1, from)));

/** People as they were pasted; `nameless` gives a user name to whoever has none */
export function peopleFrom(text: string, nameless: () => string): PersonRow[] {
  return readRows(text, ['displayName', 'username', 'roles', 'unit'], people.heads).map((r) => {
    const said = r.roles.split(/[、，,;；/\s]+/).filter((w) => w !== '');
    const roles: Role[] = [];
    let error: string | null = null;
    for (const word of said) {
      const found = wordOf(word, roleWords);
      if ('value' in found && ROLES.includes(found.value)) roles.push(found.value);
      else error ??= people.unknownRole(word, ROLES.map((role) => roleWords[role]).join('、'));
    }
    // a contact point and no role: a liaison officer, who else
    if (said.length === 0 && r.unit !== '') roles.push('LIAISON_OFFICER');
    const row = emptyPerson(r.username || nameless());
    return { ...row, displayName: r.displayName, roles, unit: r.unit, unread: error, error };
  });
}

/** What is wrong with a row before it is sent; null: nothing that shows here */
export function faultOfPerson({ roles, unit, unread }: PersonRow): string | null {
  if (unread !== null) return unread;
  if (roles.length === 0) return people.noRole;
  return roles.includes('LIAISON_OFFICER') && unit.trim() === '' ? people.noUnit : null;
}

/** The full name without what all of them have, at most 30 characters */
export const shortNameOf = (name: string): string => {
  const trimmed = name.trim();
  const short = trimmed.endsWith(points.suffix) ? trimmed.slice(0, -points.suffix.length) : trimmed;
  return (short === '' ? trimmed : short).slice(0, 30);
};

/** What is wrong with a row before it is sent; null: nothing that shows here */
export function faultOfPoint({ name, kind, level, error }: PointRow): string | null {
  if (name.trim() === '') return points.noName;
  if (kind !== '' && level !== '') return null;
  return error ?? points.choose(kind === '' ? points.columns.kind : points.columns.level);
}

/** As the service takes it; null while its kind or level is not chosen */
export const inputOf = (r: PointRow): ContactPointRowInput | null =>
  r.kind === '' || r.level === ''
    ? null
    : {
        name: r.name.trim(),
        shortName: r.shortName.trim() || shortNameOf(r.name),
        kind: r.kind,
        level: r.level,
        parentName: r.parentName.trim() || null,
        address: r.address.trim() || null,
        fields: [],
      };

/** Contact points as they were pasted; where a kind or level is not known a person chooses it */
export function pointsFrom(text: string, usual: ContactPointLevel): PointRow[] {
  const order = ['name', 'shortName', 'kind', 'level', 'parentName', 'address', 'officer'] as const;
  return readRows(text, order, points.heads).map((r): PointRow => {
    const row = emptyPoint(usual);
    const kind = r.kind === '' ? { value: row.kind } : wordOf(r.kind, contactPointKindWords);
    const level = r.level === '' ? { value: row.level } : wordOf(r.level, contactPointLevelWords);
    const faults: string[] = [];
    let likely: Likely | null = null;
    if (!('value' in level)) {
      faults.unshift(unknown(points.columns.level, r.level, level.likely?.words, contactPointLevelWords));
      likely = level.likely && { field: 'level', ...level.likely };
    }
    if (!('value' in kind)) {
      faults.unshift(unknown(points.columns.kind, r.kind, kind.likely?.words, contactPointKindWords));
      likely = kind.likely && { field: 'kind', ...kind.likely };
    }
    return {
      ...row,
      name: r.name,
      shortName: r.shortName || shortNameOf(r.name),
      kind: 'value' in kind ? kind.value : '',
      level: 'value' in level ? level.value : '',
      likely,
      parentName: r.parentName,
      address: r.address,
      officer: r.officer,
      error: faults[0] ?? null,
    };
  });
}

const unknown = (
  what: string,
  said: string,
  likely: string | undefined,
  all: Readonly<Record<string, string>>,
): string => points.unknown(what, said, likely ?? null, Object.values(all).join('、'));
