/** Signing in, on its own page and on top of another: name and password, then the second factor where one is bound. */
import { ref } from 'vue';
import { ask } from '../api/ask';
import { SignInToConsoleDocument } from '../api/generated/graphql';
import { refusedBy } from '../api/refusal';
import { useAct } from './useAct';

/** `done` is awaited once somebody is signed in; what was typed is gone then */
export function useSignIn(done: () => Promise<void> | void) {
  const [username, password, code] = [ref(''), ref(''), ref('')];
  const wantsCode = ref(false);
  const { running, refused, run } = useAct(async () => {
    const { signIn: answer } = await ask(SignInToConsoleDocument, {
      input: {
        username: username.value.trim(),
        password: password.value,
        code: wantsCode.value ? code.value.replace(/\s/g, '') : null,
        forProgram: false,
      },
    });
    if (answer.__typename === 'SignedIn') {
      password.value = code.value = '';
      await done();
      return null;
    }
    if (answer.__typename === 'SecondFactorNeeded' && !wantsCode.value) {
      wantsCode.value = true;
      return null;
    }
    // at the second step what is wrong with the first is said above the code, as far as a page shows it no more
    return refusedBy(answer, wantsCode.value ? { WRONG_CODE: 'code' } : { WRONG_CREDENTIALS: 'password' });
  });
  const again = (): void => {
    wantsCode.value = false;
    password.value = code.value = '';
  };
  return { username, password, code, wantsCode, running, refused, run, again };
}
