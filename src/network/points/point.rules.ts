/** What a contact point is to those who write to it. Pure. */
import type { bodyAskedWords, contactPointKindWords, contactPointLevelWords } from './point.words.js';

/** As what a body is asked: papers speak to each of these in their own way */
export type BodyAsked = keyof typeof bodyAskedWords;
export type ContactPointKind = keyof typeof contactPointKindWords;

/** As what a contact point of this kind is asked; every kind of the network proper is a POINT */
export function bodyAskedOf(kind: ContactPointKind): BodyAsked {
  if (kind === 'DEPARTMENT' || kind === 'EXPERT') return kind;
  return kind === 'COUNTY_CONGRESS' ? 'CONGRESS' : 'POINT';
}

/** What of a contact point everybody who engages it has in common */
export interface PointColumns {
  name: string;
  shortName: string;
  level: keyof typeof contactPointLevelWords;
  kind: ContactPointKind;
  parentId: string | null;
  address: string | null;
  region: string | null;
  fields: string[];
}

/** As somebody gives it: undefined stays; null too, but for what may be nothing */
export type PointGiven = { [C in keyof PointColumns]?: PointColumns[C] | null | undefined };

const alike = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Those columns that are given and differ from what is there; an empty address or region is none */
export function changedColumns(present: PointColumns, given: PointGiven): Partial<PointColumns> {
  const { name, shortName, level, kind, parentId, address, region, fields } = given;
  const wanted = {
    name: name ?? undefined,
    shortName: shortName ?? undefined,
    level: level ?? undefined,
    kind: kind ?? undefined,
    fields: fields ?? undefined,
    parentId,
    address: address === undefined ? undefined : address || null,
    region: region === undefined ? undefined : region || null,
  };
  const columns = Object.keys(wanted) as (keyof PointColumns)[];
  return Object.fromEntries(
    columns.flatMap((c) => (wanted[c] === undefined || alike(wanted[c], present[c]) ? [] : [[c, wanted[c]]])),
  );
}
