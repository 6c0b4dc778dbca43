/** What the fields of many opinions want, read once a request. */
import DataLoader from 'dataloader';
import type { GraphqlContext } from '../platform/api/context.js';
import type { Actor } from '../platform/base/actor.js';
import type { OpinionPictureRow } from './opinions.entities.js';
import type { PicturesService } from './pictures.service.js';

/** The pictures of each opinion in their order, at most three; none where there are none */
export const pictureLoader = (
  context: GraphqlContext,
  actor: Actor,
  pictures: PicturesService,
): DataLoader<string, OpinionPictureRow[]> =>
  context.loaders.of('pictures', () => new DataLoader((ids: readonly string[]) => pictures.ofOpinions(actor, ids)));
