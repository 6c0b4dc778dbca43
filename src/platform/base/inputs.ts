/** What people type in many forms, read and refused in the same words everywhere. */
import { z } from 'zod';
import { type Day, isDay } from './clock.js';

/** A civil day, YYYY-MM-DD; `what` is what the form calls it, such as 截止日期 */
export const dayInput = (what: string): z.ZodType<Day> => z.string().refine(isDay, `${what}写成 2026-01-31 的样子`);

/** Why something is done, as others are told it: 1 to 500 characters */
export const reasonInput = z.string().trim().min(1, '请写明原因').max(500, '原因不超过 500 字');
