/** One batch per request and kind of row: what many fields name is read once. */
import DataLoader from 'dataloader';
import type { Actor } from '../base/actor.js';
import { accessError } from './allow.js';
import type { GraphqlContext } from './context.js';

/**
 * The loader of this name, made at its first use in the request. `read` gives what the caller may see of each id, in
 * the order asked for.
 * @throws GraphQLError UNAUTHENTICATED where nobody is signed in
 */
export function loaderOf<T>(
  context: GraphqlContext,
  name: string,
  read: (actor: Actor, ids: readonly string[]) => Promise<readonly T[]>,
): DataLoader<string, T> {
  const { actor } = context;
  if (!actor) throw accessError('UNAUTHENTICATED', '请先登录。');
  return context.loaders.of(name, () => new DataLoader((ids: readonly string[]) => read(actor, ids)));
}
