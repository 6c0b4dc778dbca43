/**
 * Problems: refusals as GraphQL types. `resultUnion` makes the union of one mutation: its success type, InvalidInput
 * and the problems it may return. A refusal whose type is not in the union is a fault, so the schema cannot lie.
 */
import { createUnionType, Field, InterfaceType, ObjectType } from '@nestjs/graphql';
import { Refusal } from '../base/refusal.js';

type Class = abstract new (...args: never[]) => unknown;

@InterfaceType({
  description: 'A refusal in words the user can act on (可以照着做的提示). Faults are not problems: they are thrown.',
  resolveType: (r: Refusal) => typeNameOf(r.code),
})
export abstract class Problem {
  @Field(() => String, { description: 'Stable code, UPPER_SNAKE' })
  code: string;

  @Field(() => String, { description: 'Chinese, for the user' })
  message: string;
}

@ObjectType({ description: 'One wrong field of an input' })
export class FieldProblem {
  @Field(() => String, { description: 'Where in the input, as a dotted path' })
  path: string;

  @Field(() => String, { description: 'Stable code' })
  code: string;

  @Field(() => String, { description: 'Chinese, what to do' })
  message: string;
}

@ObjectType({ description: 'The input breaks its own rules; every wrong field is listed', implements: () => [Problem] })
export class InvalidInput extends Problem {
  @Field(() => [FieldProblem], { description: 'The wrong fields; bounded(100000), what a request can hold' })
  fields: FieldProblem[];
}

const typeNameOf = (code: string): string =>
  code.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, c: string) => c.toUpperCase());

const made = new Map<string, Class>();

/**
 * A Problem type for a code of the catalogue: REASON_REQUIRED becomes ReasonRequired. `extra` adds fields read from the
 * refusal's params.
 */
export function problemType(
  code: string,
  description: string,
  extra: Record<string, { type: () => unknown; description: string; nullable?: boolean }> = {},
): Class {
  const name = typeNameOf(code);
  const known = made.get(name);
  if (known) return known;
  const type = { [name]: class extends Problem {} }[name] as typeof Problem;
  for (const [field, o] of Object.entries(extra)) {
    Field(o.type as never, { description: o.description, nullable: o.nullable ?? false })(type.prototype, field);
  }
  ObjectType(name, { description, implements: () => [Problem] })(type);
  made.set(name, type);
  return type;
}

export const problems = {
  NotFound: problemType('NOT_FOUND', 'There is no such thing in this legislature, or the caller may not see it'),
  StaleVersion: problemType('STALE_VERSION', 'Somebody saved in between: read again and compare', {
    currentVersion: { type: () => Number, description: 'The version that is stored now' },
  }),
  WrongState: problemType('WRONG_STATE', 'The life cycle does not allow this act now'),
  NameTaken: problemType('NAME_TAKEN', 'That name exists already'),
  ReauthenticationNeeded: problemType(
    'REAUTHENTICATION_NEEDED',
    'The own identity must be confirmed just before (confirmIdentity); nothing was done',
    {
      minutes: { type: () => Number, description: 'How long a confirmation counts' },
    },
  ),
};

/** Whatever asks for a confirmed identity is refused to an account that others have reset whole. */
export const AccountHeld = problemType(
  'ACCOUNT_HELD',
  'Password and second factor of the account were reset by others: it signs nothing until a second person confirms',
);
const withHeld = (refusals: readonly Class[]): readonly Class[] =>
  refusals.includes(problems.ReauthenticationNeeded) ? [...refusals, AccountHeld] : refusals;

/** The union of one mutation's answers. */
export function resultUnion(
  name: string,
  success: () => Class,
  refusals: () => readonly Class[] = () => [],
): ReturnType<typeof createUnionType> {
  return createUnionType({
    name,
    description: `What ${name.replace(/Result$/, '')} answers: done, or why not`,
    types: () => [success(), InvalidInput, ...withHeld(refusals())] as never,
    resolveType: (value: unknown) => (value instanceof Refusal ? typeNameOf(value.code) : (success() as never)),
  });
}
