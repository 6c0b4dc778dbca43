/** What the fields of many opinions want, read once a request. */
import type DataLoader from 'dataloader';
import type { GraphqlContext } from '../platform/api/context.js';
import { loaderOf } from '../platform/api/loader.js';
import type { MasksService } from './masks.service.js';
import type { OpinionMaskRow, OpinionPictureRow } from './opinions.entities.js';
import type { PicturesService } from './pictures.service.js';
import type { WithdrawalNotes } from './withdrawal-notes.service.js';

/** The pictures of each opinion in their order, at most three; none where there are none */
export const pictureLoader = (
  context: GraphqlContext,
  pictures: PicturesService,
): DataLoader<string, OpinionPictureRow[]> =>
  loaderOf(context, 'pictures', (actor, ids) => pictures.ofOpinions(actor, ids));

/** What covers each opinion now; null where nothing ever did */
export const maskLoader = (context: GraphqlContext, masks: MasksService): DataLoader<string, OpinionMaskRow | null> =>
  loaderOf(context, 'masks', (actor, ids) => masks.ofOpinions(actor, ids));

/** When the wish of each opinion's author to take it back was noted; null where there was none */
export const withdrawalLoader = (
  context: GraphqlContext,
  withdrawals: WithdrawalNotes,
): DataLoader<string, Date | null> => loaderOf(context, 'withdrawals', (actor, ids) => withdrawals.notedAt(actor, ids));
