/** 激活单 of accounts opened just now: kept while the console is open, in no storage, and gone with whoever opened them. */
import { shallowRef, watch } from 'vue';
import { viewer } from '../api/session';

export interface Slip {
  readonly username: string;
  readonly name: string;
  /** which organ or contact point it is for */
  readonly where: string;
  readonly password: string;
  readonly expiresAt: string;
}

export const slips = shallowRef<readonly Slip[]>([]);

interface Made {
  readonly activationPassword: string;
  readonly expiresAt: string;
  readonly account: { readonly username: string; readonly displayName: string };
}
/** As the service answers an account with its one-time password */
export const slipOf = ({ account, activationPassword, expiresAt }: Made, where: string): Slip => ({
  username: account.username,
  name: account.displayName,
  where,
  password: activationPassword,
  expiresAt,
});

/** A newer slip of the same account takes the place of the older one, which opens nothing any more */
export const addSlips = (added: readonly Slip[]): void =>
  void (slips.value = [...slips.value.filter((s) => added.every((a) => a.username !== s.username)), ...added]);
export const dropSlips = (): void => void (slips.value = []);

watch(() => viewer.value?.accountId, dropSlips);

/** In sheets of four */
export const sheetsOf = <T>(all: readonly T[], perSheet = 4): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / perSheet) }, (_, i) => all.slice(i * perSheet, (i + 1) * perSheet));
