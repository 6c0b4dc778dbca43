/** Who is signed in. One session for the whole console; desks read it, the sign-in page changes it. */
import { computed, shallowRef } from 'vue';
import { ask, Fault, useLegislature } from './ask';
import { rememberedViewer, rememberViewer } from './offline';
import { type Role, SignOutDocument, ViewerDocument, type ViewerQuery } from './generated/graphql';

export type Viewer = ViewerQuery['viewer'];

const known = shallowRef<Viewer | null>(null);
export const viewer = computed(() => known.value);
/** Does the one who is signed in hold one of these roles here? What is offered follows it; the service decides. */
export const holds = (...roles: readonly Role[]): boolean => known.value?.roles.some((r) => roles.includes(r)) === true;
/** Is this somebody of the office, who sees more than a contact point or the installation? */
export const inOffice = computed(() => holds('PREPARER', 'CHECKER', 'SIGNER', 'DRAFTER', 'ADMINISTRATOR'));

/**
 * What stands between a sign-in and the work: an own password first, then the second factor that the profile asks for
 */
export type Hindrance = 'SIGN_IN' | 'PASSWORD' | 'SECOND_FACTOR' | null;
export const hindranceOf = (v: Pick<Viewer, 'mustChangePassword' | 'mustBindSecondFactor'> | null): Hindrance =>
  v === null ? 'SIGN_IN' : v.mustChangePassword ? 'PASSWORD' : v.mustBindSecondFactor ? 'SECOND_FACTOR' : null;

/** Who runs an installation and belongs to no legislature of it: where there is none yet, the first one is founded */
export const isUnsettled = (v: Pick<Viewer, 'roles' | 'legislatures'> | null): boolean =>
  v !== null && v.legislatures.length === 0 && v.roles.includes('SYSTEM_ADMINISTRATOR');

/** Which legislature this browser worked for last, where the account has several */
const LAST = 'yifayima.legislature';

/**
 * Asks anew who is signed in; null where nobody is. Where nothing is heard it is who was signed in here last, so that
 * what was begun without a signal goes on; any other fault is handed on.
 */
export async function loadViewer(): Promise<Viewer | null> {
  try {
    const { viewer: found } = await ask(ViewerDocument, {});
    const choice = found.legislature ? undefined : (lastOf(found) ?? found.legislatures[0]);
    known.value = choice === undefined ? found : await viewerIn(choice.code);
    rememberViewer(known.value);
  } catch (e) {
    const last = e instanceof Fault && e.code === 'OFFLINE' ? rememberedViewer() : null;
    if (last !== null) {
      useLegislature(last.legislature?.code ?? null);
      known.value = last;
    } else if (e instanceof Fault && e.code === 'UNAUTHENTICATED') forget();
    else throw e;
  }
  return known.value;
}

const lastOf = (v: Viewer): Viewer['legislatures'][number] | undefined =>
  v.legislatures.find((l) => l.code === localStorage.getItem(LAST));

async function viewerIn(code: string): Promise<Viewer> {
  useLegislature(code);
  return (await ask(ViewerDocument, {})).viewer;
}

/** Works for another legislature from now on: everything that is shown is asked anew under it */
export async function changeLegislature(code: string): Promise<void> {
  localStorage.setItem(LAST, code);
  known.value = await viewerIn(code);
}

export async function signOut(): Promise<void> {
  await ask(SignOutDocument, {});
  forget();
}

/** Forgets who was signed in, where the service said that the session is over */
export function forget(): void {
  useLegislature(null);
  known.value = null;
  rememberViewer(null);
}
