/** A refusal, sorted to the fields that it means. */
export interface Refused {
  readonly message: string;
  /** by the path of the input: `password`, `code` */
  readonly fields: Readonly<Record<string, string>>;
}

interface Answer {
  readonly message?: string;
  readonly fields?: readonly { path: string; message: string }[];
}

/** null: the answer is no refusal. `codes` says beside which field a refusal belongs that names none. */
export function refusedBy(
  answer: Answer & { code?: string },
  codes: Readonly<Record<string, string>> = {},
): Refused | null {
  if (answer.message === undefined) return null;
  const own = answer.code === undefined ? undefined : codes[answer.code];
  const named = (answer.fields ?? []).map(({ path, message }) => [path.replace(/^input\./, ''), message] as const);
  return {
    message: named.length > 0 || own !== undefined ? '' : answer.message,
    fields: Object.fromEntries([...named, ...(own === undefined ? [] : [[own, answer.message] as const])]),
  };
}
