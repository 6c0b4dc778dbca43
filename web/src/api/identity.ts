/**
 * Identity confirmed again in place: acts that sign, issue or give rights ask for the password (and the second factor)
 * a few minutes before. The page that acts need not know: it waits, and goes on where it was.
 */
import { shallowRef } from 'vue';
import { ask } from './ask';
import type { TypedDocumentString } from './generated/graphql';

interface Answer {
  readonly __typename?: string;
}

/** Somebody is asked; `answer` says whether they confirmed. The dialog of the frame watches it. */
export const identityAsked = shallowRef<{ readonly answer: (confirmed: boolean) => void } | null>(null);

const confirmed = (): Promise<boolean> =>
  new Promise((resolve) => {
    identityAsked.value = {
      answer: (yes) => {
        identityAsked.value = null;
        resolve(yes);
      },
    };
  });

/**
 * Does one act and gives its answer, which may be a refusal. Where it needs a fresh identity the person is asked, and
 * the act is done then; whoever does not confirm gets the refusal that says so.
 */
export async function act<Result, Variables, A extends Answer>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  pick: (result: Result) => A,
): Promise<A> {
  const answer = pick(await ask(document, variables));
  if (answer.__typename !== 'ReauthenticationNeeded' || !(await confirmed())) return answer;
  return pick(await ask(document, variables));
}
