/**
 * What people work on, found by its kind: the version that a refused save is shown beside (product §3.9), the thing
 * that somebody has to do something about. Rooms say which kinds there are and how one of them is read by those who
 * may see it.
 */
import { Injectable } from '@nestjs/common';
import { Context, createUnionType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Actor } from '../base/actor.js';
import { Refusal } from '../base/refusal.js';
import type { GraphqlContext } from './context.js';
import { loaderOf } from './loader.js';
import { problems } from './problem.js';

type Class = abstract new (...args: never[]) => unknown;
type Load = (actor: Actor, ids: readonly string[]) => Promise<readonly (object | null)[]>;

const types = new Map<string, () => Class>();
const kinds = new WeakMap<object, string>();

/** Things of this kind, as the ledger names it, are shown as this type */
export const isSubject = (kind: string, type: () => Class): void => void types.set(kind, type);

export const SubjectUnion = createUnionType({
  name: 'Subject',
  description: 'Something that people work on, and that two may have in hand at once',
  types: () => [...types.values()].map((type) => type()) as never,
  resolveType: (value: object) => types.get(kinds.get(value) ?? '')?.() as never,
});

@Injectable()
export class Subjects {
  private readonly loads = new Map<string, Load>();

  /** `load` gives what the caller may see of each, in the order asked for, null where that is nothing */
  register(kind: string, load: Load): void {
    this.loads.set(kind, load);
  }

  /** As it is stored now; null where the caller may not see it, or its kind was not registered */
  async find(context: GraphqlContext, kind: string, id: string): Promise<object | null> {
    const load = this.loads.get(kind);
    const found = load && (await loaderOf(context, `subjects ${kind}`, load).load(id));
    if (!found) return null;
    const shown = { ...found };
    kinds.set(shown, kind);
    return shown;
  }
}

@Resolver(() => problems.StaleVersion)
export class StaleVersionResolver {
  constructor(private readonly subjects: Subjects) {}

  /** null also where the refusal does not say of what */
  @ResolveField(() => SubjectUnion, {
    nullable: true,
    description: 'The version that is stored now, to be shown beside the own one; null where the caller may not see it',
  })
  async current(@Parent() { params }: Refusal, @Context() context: GraphqlContext): Promise<object | null> {
    const { kind, id } = params;
    return typeof kind === 'string' && typeof id === 'string' ? this.subjects.find(context, kind, id) : null;
  }
}
