/** The desks in the order in which they stand on the left. */
import { account } from './account/routes';
import type { Desk } from './desk';
import { home } from './home/routes';

export const desks: readonly Desk[] = [home, account];
