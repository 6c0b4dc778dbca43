/** Where a consultation stands today, as `phaseOf` says it, for the lists that are filtered by it. */

/** SQL of the phase of `alias`; the civil day of the legislature is the parameter `today` */
export const phaseOfRow = (alias: string): string =>
  `(case when ${alias}.state <> 'ISSUED' then ${alias}.state when :today::date < ${alias}.opens_on then 'NOT_YET' when :today::date <= ${alias}.closes_on then 'OPEN' else 'CLOSED' end)`;
