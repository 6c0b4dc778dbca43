/** The life of the papers of a round that are sent out as one: prepared, signed, or void. Pure. */
import { type CommandOf, lifeCycle, type StateOf } from '../../platform/base/life-cycle.rules.js';
import { runCommandWords, runKindWords, runStateWords } from './paper.words.js';

export const paperRunLife = lifeCycle({
  what: '这一批函件',
  states: runStateWords,
  commands: runCommandWords,
  steps: {
    PREPARED: { sign: 'SIGNED', void: 'VOIDED' },
    // a number is kept for good, also by papers that are void
    SIGNED: { void: 'VOIDED' },
    VOIDED: {},
  },
});
export type PaperRunState = StateOf<typeof paperRunLife>;
export type PaperRunCommand = CommandOf<typeof paperRunLife>;
export type RunKind = keyof typeof runKindWords;

/** SAME_PERSON for whoever prepared them: the preparer is never the signer */
export const judgeRunHands = (
  signer: string | null,
  preparedBy: string,
): { code: string; params: Record<string, string> } | null =>
  signer === preparedBy ? { code: 'SAME_PERSON', params: { words: '准备函件的人不能签发自己准备的函件。' } } : null;

/** Name of a file of a body's paper: 〔2026〕17号 桂花里社区 征求意见函 */
export const paperFileName = (kind: RunKind, name: string, number: string | null): string =>
  [number, name, runKindWords[kind]]
    .filter((part) => part !== null && part !== '')
    .join(' ')
    .slice(0, 150);
