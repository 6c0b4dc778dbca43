/** The desks in the order in which they stand on the left. */
import { account } from './account/routes';
import { compare } from './compare/routes';
import type { Desk } from './desk';
import { handling } from './handling/routes';
import { home } from './home/routes';
import { letters } from './letters/routes';
import { point, pointLetters } from './point/routes';
import { regulations } from './regulations/routes';
import { sheets } from './sheets/routes';

export const desks: readonly Desk[] = [
  home,
  point,
  pointLetters,
  regulations,
  handling,
  sheets,
  compare,
  letters,
  account,
];
