import type { ZodType } from 'zod';
import { problemText } from './refusal.words.js';

/**
 * A refusal is data (product §3.7): a code of the catalogue with its parameters. Rules return it plain as
 * `{ code, params }`; services return a Refusal; the words are made at the edge from the catalogue.
 */
export interface RefusedBy {
  code: string;
  params?: Record<string, string | number | null>;
}

export interface FieldFault {
  /** where in the input, as dotted path */
  path: string;
  code: string;
  /** Chinese, what to do */
  message: string;
}

export class Refusal {
  constructor(
    readonly code: string,
    readonly params: Readonly<Record<string, string | number | null>> = {},
    readonly fields: readonly FieldFault[] = [],
  ) {
    for (const [name, value] of Object.entries(params))
      if (!(name in this)) Object.defineProperty(this, name, { value, enumerable: true });
  }

  /** Chinese, from the catalogue */
  get message(): string {
    return problemText(this.code, this.params);
  }

  static by(rule: RefusedBy): Refusal {
    return new Refusal(rule.code, rule.params ?? {});
  }

  static notFound(what: string): Refusal {
    return new Refusal('NOT_FOUND', { what });
  }

  /** `what`: the thing that was changed meanwhile, by its kind as the ledger names it */
  static stale(currentVersion: number, what: { kind: string; id: string }): Refusal {
    return new Refusal('STALE_VERSION', { currentVersion, ...what });
  }

  static invalid(fields: readonly FieldFault[]): Refusal {
    return new Refusal('INVALID_INPUT', { first: fields[0]?.message ?? '' }, fields);
  }

  static field(path: string, code: string, message: string): Refusal {
    return Refusal.invalid([{ path, code, message }]);
  }
}

/** Somebody's words inside a sentence of ours: without the full stop that ours has */
export const clauseOf = (words: string): string => words.trim().replace(/[。．.；;]+$/u, '');

/** The input itself, or the Refusal that names every wrong field */
export function checkInput<T>(schema: ZodType<T>, input: unknown): T | Refusal {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  return Refusal.invalid(
    parsed.error.issues.map((i) => ({ path: i.path.join('.'), code: i.code.toUpperCase(), message: i.message })),
  );
}
