/** Addresses on that of the page of a draft itself: the page is the same under every code of a law. */
export const addresses = {
  part: (at: number): string => `?part=${at}`,
  article: (ordinal: number): string => `?a=${ordinal}`,
  say: '?say=1',
  statement: '?why=1',
  file: (id: string): string => `?file=${id}`,
};
