/** Words that are being written, kept on this device until they are done: not lost on Back, offline, or at a reload. */
import { ref, type Ref, watch } from 'vue';
import { viewer } from '../api/session';

const NAME = 'yifayima.written.';

/** `about` says what they are written for; kept for the account that wrote them, and gone once they are empty */
export function useKept(about: string): Ref<string> {
  const name = `${NAME}${viewer.value?.accountId ?? ''}.${about}`;
  const words = ref(localStorage.getItem(name) ?? '');
  watch(words, (now) => {
    if (now === '') localStorage.removeItem(name);
    else localStorage.setItem(name, now);
  });
  return words;
}
