/** What is typed about a round before it is sent out: as the form has it, as it is sent, as it is kept on the device. */
import type { ConsultationMethod, PaperPreviewKind } from '../../api/generated/graphql';
import { daysLater } from '../../parts/days';
import type { PaperEdit, PaperView } from '../../parts/paper';
import type { Point, Round } from './round';
import type { Edits } from './usePapers';
import { EVERY_POINT, type Whom } from './whom';

export interface FocusLine {
  readonly question: string;
  readonly provision: string;
}

export interface Form {
  method: ConsultationMethod;
  title: string;
  opensOn: string;
  closesOn: string;
  /** 反馈期限 of the bodies; empty for the last day. It is stored with their tasks, not with the round */
  dueOn: string;
  shortReason: string;
  approvedByBody: string;
  approvedOn: string;
  origin: string;
  askedRange: string;
  nextStep: string;
  focus: readonly FocusLine[];
}

/** 31 days, which is what most rules ask for and a day more */
const USUAL_DAYS = 30;

/** The form of a round as it was put by, or of a new one */
export function formOf(round: Round | null, today: string): Form {
  return {
    method: round?.method ?? 'PUBLIC',
    title: round?.title ?? '',
    opensOn: round?.opensOn ?? today,
    closesOn: round?.closesOn ?? daysLater(today, USUAL_DAYS),
    dueOn: round?.review?.dueOn ?? '',
    shortReason: round?.shortReason ?? '',
    approvedByBody: round?.approvedByBody ?? '',
    approvedOn: round?.approvedOn ?? '',
    origin: round?.origin ?? '',
    askedRange: round?.askedRange ?? '',
    nextStep: round?.nextStep ?? '',
    focus: (round?.focus ?? []).map((f) => ({ question: f.question, provision: f.provision ?? '' })),
  };
}

const orNull = (words: string): string | null => (words.trim() === '' ? null : words.trim());

/** As the service takes it: what is blank is not there, nor a question without words */
export function inputOf(form: Form) {
  return {
    method: form.method,
    title: form.title.trim(),
    opensOn: form.opensOn,
    closesOn: form.closesOn,
    shortReason: orNull(form.shortReason),
    approvedByBody: orNull(form.approvedByBody),
    approvedOn: orNull(form.approvedOn),
    origin: orNull(form.origin),
    askedRange: orNull(form.askedRange),
    nextStep: orNull(form.nextStep),
    focus: form.focus
      .filter((f) => f.question.trim() !== '')
      .map((f) => ({ question: f.question.trim(), provision: orNull(f.provision) })),
  };
}

/** What was changed in its papers when it was sent to review, by paper */
export function editsOf(review: Round['review']): Edits {
  const edits: Partial<Record<PaneTab, PaperEdit[]>> = {};
  for (const { kind, paragraph, before, words } of review?.edits ?? [])
    edits[kind] = [...(edits[kind] ?? []), { paragraph, before, words }];
  return edits;
}

/** Was what stands here passed by a checker, as it is? `version` of the round, null while something is not stored */
export function isPassed(
  review: Round['review'],
  now: { version: number | null; contactPointIds: ReadonlySet<string>; dueOn: string | null },
): boolean {
  if (review?.state !== 'PASSED' || review.roundVersion !== now.version) return false;
  const passed = new Set(review.contactPointIds);
  return (
    (review.dueOn ?? null) === now.dueOn &&
    passed.size === now.contactPointIds.size &&
    [...passed].every((id) => now.contactPointIds.has(id))
  );
}

export interface KeptForm {
  readonly form: Form;
  readonly whom: Whom;
  /** of the round it was typed over; null for a new one */
  readonly version: number | null;
}

/** What was kept; null where nothing was, or nothing that is understood. Names that are gone are dropped with it. */
export function readKept(words: string, points: readonly Point[]): KeptForm | null {
  if (words === '') return null;
  try {
    const { form, whom, version } = JSON.parse(words) as KeptForm;
    if (typeof form.title !== 'string' || !Array.isArray(form.focus)) return null;
    const known = new Set(points.map((p) => p.id));
    const named = (ids: readonly string[]): readonly string[] => ids.filter((id) => known.has(id));
    return {
      form: { ...form, dueOn: typeof form.dueOn === 'string' ? form.dueOn : '' },
      whom: { ...EVERY_POINT, ...whom, added: named(whom.added), dropped: named(whom.dropped) },
      version: version ?? null,
    };
  } catch {
    return null;
  }
}

/** What is looked at beside the form */
export type PaneTab = PaperPreviewKind | 'PAGE';

/** Papers of a public round, and of one that asks bodies alone */
export const PUBLIC_TABS: readonly PaneTab[] = ['ASKING', 'RETURN_FORM', 'NOTICE', 'RESIDENT_MESSAGE', 'PAGE'];
export const OTHER_TABS: readonly PaneTab[] = ['ASKING', 'RETURN_FORM', 'OFFICER_MESSAGE'];

/** A paper as it is looked at, and what a clerk would say of it */
export interface Shown {
  readonly paper: PaperView;
  readonly remarks: readonly { readonly place: string; readonly words: string }[];
}
