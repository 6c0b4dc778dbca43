/** Who did something, by the name the office calls them; read once a request. */
import type DataLoader from 'dataloader';
import type { AccountsQueries } from '../access/accounts.queries.js';
import type { GraphqlContext } from './context.js';
import { loaderOf } from './loader.js';

/** For fields that only the office may read */
export const accountNameLoader = (
  context: GraphqlContext,
  accounts: AccountsQueries,
): DataLoader<string, string | null> => loaderOf(context, 'accountNames', (_, ids) => accounts.displayNames(ids));
