/**
 * Keys of a page: single letters while no field has the focus and no input method is composing. What a page offers
 * stands in one list, which `?` shows; whoever does not want them turns them off in 我的账号.
 */
import { computed, onBeforeUnmount, shallowReactive } from 'vue';
import { preferences } from './preferences';

export interface KeyAct {
  /** `j`, `Enter`, `ctrl+s`; several that do the same stand apart by a blank */
  readonly keys: string;
  readonly words: string;
  readonly act: (event: KeyboardEvent) => void;
  /** not shown by `?`: another line says it already */
  readonly quiet?: boolean;
}

interface Layer {
  readonly acts: readonly KeyAct[];
  readonly isDialog: boolean;
}
const layers = shallowReactive<Layer[]>([]);

/** What `?` shows: the acts of the pages open now, the innermost last */
export const keysNow = computed(() => layers.flatMap((l) => l.acts).filter((a) => a.quiet !== true));

const WRITES = 'input:not([type="checkbox"]):not([type="radio"]), textarea, select, [contenteditable="true"]';
const PRESSES = 'button, a[href], summary, [role="option"]';

/** The name under which a page asks for this key; null where it belongs to a field, an input method or the browser */
export function nameOf(event: KeyboardEvent): string | null {
  if (event.isComposing || event.metaKey || event.altKey || event.defaultPrevented) return null;
  if (event.ctrlKey) return event.key.toLowerCase() === 's' ? 'ctrl+s' : null;
  const at = event.target instanceof Element ? event.target : null;
  if (event.key === 'Escape') return 'Escape';
  if (at?.closest(WRITES)) return null;
  // a button or link that has the focus is pressed by Enter itself
  if (event.key === 'Enter') return at?.closest(PRESSES) ? null : 'Enter';
  return event.key;
}

/** What was pressed by the pointer gives the focus up, so that the keys are the page's again; by keyboard it stays */
export function letGo(event: MouseEvent): void {
  if (event.detail > 0 && event.currentTarget instanceof HTMLElement) event.currentTarget.blur();
}

const onKey = (event: KeyboardEvent): void => {
  const name = nameOf(event);
  if (name === null || (preferences.keysOff && name.length === 1)) return;
  const inDialog = document.querySelector('dialog[open]') !== null;
  for (const layer of [...layers].reverse()) {
    if (inDialog && !layer.isDialog) continue;
    const found = layer.acts.find((a) => a.keys.split(' ').includes(name));
    if (!found) continue;
    event.preventDefault();
    found.act(event);
    return;
  }
};

/** Offers keys for as long as the component stands; the page opened last is asked first */
export function useKeys(acts: readonly KeyAct[], isDialog = false): void {
  if (layers.length === 0) window.addEventListener('keydown', onKey);
  const layer: Layer = { acts, isDialog };
  layers.push(layer);
  onBeforeUnmount(() => {
    layers.splice(layers.indexOf(layer), 1);
    if (layers.length === 0) window.removeEventListener('keydown', onKey);
  });
}
