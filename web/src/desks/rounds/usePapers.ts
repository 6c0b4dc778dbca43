/** Papers of a round that are looked at, changed and printed before anybody signs them. */
import { reactive } from 'vue';
import { ask, Fault, wordsOf } from '../../api/ask';
import {
  PaperDraftDocument,
  PaperPreviewDocument,
  type PaperPreviewInput,
  type PaperPreviewKind,
  type PreparePapersMutation,
} from '../../api/generated/graphql';
import { refusedBy } from '../../api/refusal';
import { type PaperEdit, withEdit } from '../../parts/paper';
import { roundTexts as says } from '../../texts/rounds';
import type { PaneTab, Shown } from './prepare';

/** What of them a person may put in other words */
export const EDITABLE: readonly PaneTab[] = ['ASKING', 'URGING', 'NOTICE'];
/** What became of a list of bodies */
export type Prepared = Extract<PreparePapersMutation['preparePapers'], { __typename: 'PapersPrepared' }>;
export type Edits = Partial<Record<PaneTab, readonly PaperEdit[]>>;

/** As they were kept; nothing where that is not understood */
export function readEdits(words: string): Edits {
  try {
    const found: unknown = words === '' ? {} : JSON.parse(words);
    const isEdit = (e: unknown): boolean =>
      typeof e === 'object' && e !== null && 'paragraph' in e && 'before' in e && 'words' in e;
    const all = Object.entries(found as Record<string, unknown>);
    return Object.fromEntries(all.filter(([, of]) => Array.isArray(of) && of.every(isEdit)));
  } catch {
    return {};
  }
}

/** `input`: what the papers follow from, without kind and edits; null while there is nothing to follow from */
export function usePapers(input: () => Omit<PaperPreviewInput, 'kind' | 'edits'> | null, kept: Edits = {}) {
  const edits = reactive<Edits>({ ...kept });
  const editsOf = (tab: PaneTab): PaperEdit[] => [...(edits[tab] ?? [])];
  const edit = (tab: PaneTab, one: PaperEdit): void => void (edits[tab] = withEdit(edits[tab] ?? [], one));
  const undo = (tab: PaneTab): void => void (edits[tab] = []);

  async function load(tab: PaneTab): Promise<Shown | string | null> {
    const given = input();
    if (tab === 'PAGE' || given === null) return null;
    const { paperPreview: answer } = await ask(PaperPreviewDocument, {
      input: { ...given, kind: tab, edits: editsOf(tab) },
    });
    if (answer.__typename === 'PaperPreview') {
      const warned = answer.warnings.map((words) => ({ place: says.paper.warning, words }));
      // the form that goes with the letter has a tab of its own
      const paper = tab === 'ASKING' ? { ...answer, table: null } : answer;
      return { paper, remarks: [...answer.remarks, ...warned] };
    }
    const refusal = refusedBy(answer);
    return refusal && (refusal.message || (Object.values(refusal.fields)[0] ?? ''));
  }

  /** Fetches it as a PDF marked 未签发; words where that cannot be done */
  async function print(kind: PaperPreviewKind): Promise<string | null> {
    const given = input();
    if (given === null) return null;
    try {
      const { paperDraft: answer } = await ask(PaperDraftDocument, { input: { ...given, kind, edits: editsOf(kind) } });
      if (answer.__typename !== 'PaperDraft') {
        const refusal = refusedBy(answer);
        return refusal?.message || Object.values(refusal?.fields ?? {})[0] || says.paper.printFailed;
      }
      save(answer.fileName, answer.pdf);
      return null;
    } catch (e) {
      if (!(e instanceof Fault)) throw e;
      return wordsOf(e);
    }
  }
  return { edits, edit, undo, load, print };
}

function save(name: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
  const link = document.createElement('a');
  [link.href, link.download] = [address, name];
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
