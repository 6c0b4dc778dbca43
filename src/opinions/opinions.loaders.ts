/** What the fields of many opinions want, read once a request. */
import type DataLoader from 'dataloader';
import type { GraphqlContext } from '../platform/api/context.js';
import { loaderOf } from '../platform/api/loader.js';
import type { OpinionPictureRow } from './opinions.entities.js';
import type { PicturesService } from './pictures.service.js';

/** The pictures of each opinion in their order, at most three; none where there are none */
export const pictureLoader = (
  context: GraphqlContext,
  pictures: PicturesService,
): DataLoader<string, OpinionPictureRow[]> =>
  loaderOf(context, 'pictures', (actor, ids) => pictures.ofOpinions(actor, ids));
