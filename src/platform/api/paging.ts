/** The arguments of lists that are read by page. */
import { Int } from '@nestjs/graphql';

export const FIRST = { type: () => Int, defaultValue: 50, description: 'Rows of this page, at most 200' };
export const ORDINAL_AFTER = {
  type: () => Int,
  defaultValue: -1,
  description: 'The ordinal of the last row of the page before; -1 for the first page',
};
