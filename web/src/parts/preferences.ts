/** What somebody prefers on this computer: kept in the browser, of no other consequence. */
import { reactive, watch } from 'vue';

const NAME = 'yifayima.preferences';
export interface Preferences {
  /** no single-letter keys */
  keysOff: boolean;
  /** everything a fifth larger */
  large: boolean;
  /** law text in 黑体, where the screen's 宋体 is thin */
  plainLaw: boolean;
}

/** What was kept, as far as it is what it should be */
export function readPreferences(kept: string | null): Preferences {
  let found: unknown;
  try {
    found = JSON.parse(kept ?? '{}');
  } catch {
    found = {};
  }
  const of = (found ?? {}) as Partial<Record<keyof Preferences, unknown>>;
  return {
    keysOff: of.keysOff === true,
    large: of.large === true,
    plainLaw: of.plainLaw === true,
  };
}

const storage = typeof localStorage === 'undefined' ? null : localStorage;
export const preferences = reactive(readPreferences(storage?.getItem(NAME) ?? null));

/** Follows the preferences from now on: shown on the whole page, kept for the next time */
export function followPreferences(): void {
  watch(
    preferences,
    (now) => {
      storage?.setItem(NAME, JSON.stringify(now));
      document.documentElement.classList.toggle('large', now.large);
      document.documentElement.classList.toggle('plain-law', now.plainLaw);
    },
    { immediate: true },
  );
}
