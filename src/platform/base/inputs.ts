/** What people type in many forms, read and refused in the same words everywhere. */
import { z } from 'zod';
import { type Day, isDay } from './clock.js';
import { tidied } from './visible.rules.js';

/** A civil day, YYYY-MM-DD; `what` is what the form calls it, such as 截止日期 */
export const dayInput = (what: string): z.ZodType<Day> => z.string().refine(isDay, `${what}写成 2026-01-31 的样子`);

interface WordsRules {
  /** characters, at least; with what is said where there are fewer */
  least?: readonly [number, string];
  /** characters, at most; with what is said where there are more */
  most: readonly [number, string];
  /** how they are counted; a character of Unicode each where nothing is given, as the database counts */
  count?: (text: string) => number;
}

const codePoints = (text: string): number => {
  let n = 0;
  for (const _ of text) n++;
  return n;
};

/** Words that somebody types: without blanks at the ends, and empty where nothing shows of them */
export const words = ({ least: [least, few] = [0, ''], most: [most, many], count = codePoints }: WordsRules) =>
  z
    .string()
    .transform(tidied)
    .superRefine((text, ctx) => {
      const message = text.length < least || count(text) < least ? few : count(text) > most ? many : null;
      if (message !== null) ctx.addIssue({ code: 'custom', message });
    });

/** Why something is done, as others are told it: 1 to 500 characters */
export const reasonInput = words({ least: [1, '请写明原因'], most: [500, '原因不超过 500 字'] });
