import type { OtherRoundsQuery } from '../api/generated/graphql';

/** Another round that is open, as it is chosen to stand on one paper with the one at hand */
export type OtherRound = OtherRoundsQuery['consultationList']['nodes'][number];
