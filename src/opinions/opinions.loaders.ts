/** What the fields of many opinions want, read once a request. */
import DataLoader from 'dataloader';
import type { GraphqlContext } from '../platform/api/context.js';
import type { Actor } from '../platform/base/actor.js';
import type { MasksService } from './masks.service.js';
import type { OpinionMaskRow, OpinionPictureRow } from './opinions.entities.js';
import type { PicturesService } from './pictures.service.js';
import type { WithdrawalNotes } from './withdrawal-notes.service.js';

/** The pictures of each opinion in their order, at most three; none where there are none */
export const pictureLoader = (
  context: GraphqlContext,
  actor: Actor,
  pictures: PicturesService,
): DataLoader<string, OpinionPictureRow[]> =>
  context.loaders.of('pictures', () => new DataLoader((ids: readonly string[]) => pictures.ofOpinions(actor, ids)));

/** What covers each opinion now; null where nothing ever did */
export const maskLoader = (
  context: GraphqlContext,
  actor: Actor,
  masks: MasksService,
): DataLoader<string, OpinionMaskRow | null> =>
  context.loaders.of('masks', () => new DataLoader((ids: readonly string[]) => masks.ofOpinions(actor, ids)));

/** When the wish of each opinion's author to take it back was noted; null where there was none */
export const withdrawalLoader = (
  context: GraphqlContext,
  actor: Actor,
  withdrawals: WithdrawalNotes,
): DataLoader<string, Date | null> =>
  context.loaders.of('withdrawals', () => new DataLoader((ids: readonly string[]) => withdrawals.notedAt(actor, ids)));
