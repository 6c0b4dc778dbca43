/** Who is signed in. One session for the whole console; desks read it, the sign-in page changes it. */
import { computed, shallowRef } from 'vue';
import { ask, Fault } from './ask';
import { SignOutDocument, ViewerDocument, type ViewerQuery } from './generated/graphql';

export type Viewer = ViewerQuery['viewer'];

const known = shallowRef<Viewer | null>(null);
export const viewer = computed(() => known.value);

/**
 * What stands between a sign-in and the work: an own password first, then the second factor that the profile asks for
 */
export type Hindrance = 'SIGN_IN' | 'PASSWORD' | 'SECOND_FACTOR' | null;
export const hindranceOf = (v: Pick<Viewer, 'mustChangePassword' | 'mustBindSecondFactor'> | null): Hindrance =>
  v === null ? 'SIGN_IN' : v.mustChangePassword ? 'PASSWORD' : v.mustBindSecondFactor ? 'SECOND_FACTOR' : null;

/** Asks anew who is signed in; null where nobody is. Any other fault is handed on. */
export async function loadViewer(): Promise<Viewer | null> {
  try {
    known.value = (await ask(ViewerDocument, {})).viewer;
  } catch (e) {
    if (!(e instanceof Fault && e.code === 'UNAUTHENTICATED')) throw e;
    known.value = null;
  }
  return known.value;
}

export async function signOut(): Promise<void> {
  await ask(SignOutDocument, {});
  known.value = null;
}

/** Forgets who was signed in, where the service said that the session is over */
export const forget = (): void => void (known.value = null);
