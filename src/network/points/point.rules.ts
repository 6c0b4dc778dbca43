/** What a contact point is to those who write to it. Pure. */
import type { bodyAskedWords, contactPointKindWords } from './point.words.js';

/** As what a body is asked: papers speak to each of these in their own way */
export type BodyAsked = keyof typeof bodyAskedWords;
export type ContactPointKind = keyof typeof contactPointKindWords;

/** As what a contact point of this kind is asked; every kind of the network proper is a POINT */
export function bodyAskedOf(kind: ContactPointKind): BodyAsked {
  if (kind === 'DEPARTMENT' || kind === 'EXPERT') return kind;
  return kind === 'COUNTY_CONGRESS' ? 'CONGRESS' : 'POINT';
}
