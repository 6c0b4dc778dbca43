/** Which citations of a text are worth a link to the place they name: those that save a reader a search. */
import { type CitationLink, type CitedPlace, linkCitations, type Provision } from '../../articles/index.js';

export interface FollowedCitation {
  /** the 款 项 目 that cites, as in `pathsOf`, and UTF-16 offsets into its text, end exclusive */
  path: string;
  start: number;
  end: number;
  to: CitedPlace;
}

export interface FollowedCitations {
  /** for each provision of the text its citations, in reading order */
  of: readonly (readonly FollowedCitation[])[];
  /** for each provision the paths that some citation points to: only these need an address */
  cited: readonly ReadonlySet<string>[];
}

/**
 * 本条 and 本款 name the place where the reader is, 前款 and 前项 the line just above it: a link there takes nobody
 * anywhere and would underline every second sentence of a law. Of 前两条 the first is the place to go to.
 */
export function followedCitations(provisions: readonly Provision[]): FollowedCitations {
  const of: FollowedCitation[][] = provisions.map(() => []);
  const cited = provisions.map(() => new Set<string>());
  for (const link of linkCitations({ provisions: [...provisions] })) {
    const to = link.targets[0];
    if (!to || isNear(link, to)) continue;
    of[link.provision]?.push({ path: link.path, start: link.start, end: link.end, to });
    if (to.path !== null) cited[to.provision]?.add(to.path);
  }
  return { of, cited };
}

function isNear(link: CitationLink, to: CitedPlace): boolean {
  const { base, level } = link.citation.target;
  const above = base === 'previous' && level !== 'article';
  return (
    above ||
    (to.provision === link.provision &&
      (to.path === null || link.path === to.path || link.path.startsWith(`${to.path}.`)))
  );
}
