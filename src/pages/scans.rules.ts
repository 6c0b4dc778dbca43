/** What counts as an open of a code 扫码: the address that stands in it, asked for by a person's browser. */

/** Programs that say so themselves: of search engines, of monitors, of previews of a link */
const ROBOTS = /bot|crawl|spider|slurp|fetch|preview|monitor|probe|check|curl|wget|python|java\/|go-http/i;

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * Another part of the text, another size of letters and what follows from a link of ours have something behind the
 * question mark; whoever only looks whether the page is there asks by HEAD, or beforehand.
 */
export function isScan({ method, url, headers }: Asked): boolean {
  const agent = headers['user-agent'];
  const beforehand = headers['sec-purpose'] ?? headers['purpose'] ?? headers['x-moz'];
  return (
    method === 'GET' &&
    !url.includes('?') &&
    beforehand === undefined &&
    typeof agent === 'string' &&
    agent.trim() !== '' &&
    !ROBOTS.test(agent)
  );
}
