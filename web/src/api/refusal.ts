/** A refusal, sorted to the fields that it means. */
export interface Refused {
  readonly message: string;
  /** by the path of the input: `password`, `code` */
  readonly fields: Readonly<Record<string, string>>;
}

/** What an operation answers, as far as a refusal goes */
export interface Answer {
  readonly __typename?: string;
  readonly code?: string;
  readonly message?: string;
  readonly fields?: readonly { path: string; message: string }[];
}

/**
 * null: the answer is no refusal. `beside` says at which field a refusal stands that names none; others stand above the
 * form.
 */
export function refusedBy(answer: Answer, beside: Readonly<Record<string, string>> = {}): Refused | null {
  const { code, message } = answer;
  if (code === undefined || message === undefined) return null;
  const field = beside[code];
  const named = (answer.fields ?? []).map((f) => [f.path.replace(/^input\./, ''), f.message] as const);
  if (field !== undefined) return { message: '', fields: { [field]: message } };
  return { message: named.length > 0 ? '' : message, fields: Object.fromEntries(named) };
}
