/** Words of the office that letters repeat as they were signed, as they come in. */
import { reasonRemarks } from '../papers/clerk.rules.js';
import { words } from '../platform/base/inputs.js';

/**
 * Words that go into a letter as they stand: what its clerk would send it back for is refused here, while they may
 * still be written otherwise (papers 0.8). `rules` as in `words`.
 */
export const wordsOfLetters = (rules: Parameters<typeof words>[0]) =>
  words(rules).superRefine((text, ctx) => {
    const remarks = reasonRemarks('', text);
    if (remarks.length > 0)
      ctx.addIssue({ code: 'custom', message: `这些话照原样写进反馈函：${remarks.map((r) => r.words).join('')}` });
  });
