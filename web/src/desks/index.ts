/** The desks in the order in which they stand on the left. */
import { account } from './account/routes';
import { accounts, handover, ledger, settings } from './admin/routes';
import { answers } from './answers/routes';
import { compare } from './compare/routes';
import type { Desk } from './desk';
import { direct } from './direct/routes';
import { handling } from './handling/routes';
import { home } from './home/routes';
import { letters } from './letters/routes';
import { network } from './network/routes';
import { point, pointLetters } from './point/routes';
import { regulations } from './regulations/routes';
import { rounds } from './rounds/routes';
import { setup } from './setup/routes';
import { sheets } from './sheets/routes';

export const desks: readonly Desk[] = [
  home,
  point,
  pointLetters,
  regulations,
  rounds,
  direct,
  handling,
  sheets,
  compare,
  letters,
  answers,
  network,
  accounts,
  handover,
  settings,
  ledger,
  setup,
  account,
];
