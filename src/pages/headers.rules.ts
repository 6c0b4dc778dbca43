/** What a browser says of the form in which it takes a page, and of what it has already. Pure. */

/** Whether gzip is named in Accept-Encoding, and not as what is not wanted (q=0) */
export const takesGzip = (accepted: string | undefined): boolean =>
  (accepted ?? '')
    .toLowerCase()
    .split(',')
    .map((one) => one.split(';').map((x) => x.trim()))
    .some(([name, ...rest]) => (name === 'gzip' || name === 'x-gzip') && !rest.some((x) => /^q=0(\.0*)?$/.test(x)));

/** Whether If-None-Match names this entity tag, which is weak; `*` is whatever there is */
export const has = (matches: string | undefined, etag: string): boolean =>
  matches !== undefined && (matches.trim() === '*' || matches.split(',').some((one) => one.trim() === etag));
