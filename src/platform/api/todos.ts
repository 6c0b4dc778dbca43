/**
 * 待办: what waits for the one who asks, over all rooms. Each room says what it may have waiting, whose business that
 * is, and how much of it there is; nobody sets a todo and nobody ticks one off: it is there as long as its figure is.
 */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  Args,
  ArgsType,
  Context,
  Field,
  ID,
  Int,
  ObjectType,
  Parent,
  Query,
  registerEnumType,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { allows, isOffice, type Permission, rolesWith } from '../access/permissions.js';
import { AccessService } from '../access/access.service.js';
import { Units } from '../access/units.js';
import type { Actor } from '../base/actor.js';
import { type Day, dayIn } from '../base/clock.js';
import type { Role } from '../base/roles.rules.js';
import { type Reader, scopeOf, UnitOfWork } from '../database/scope.js';
import { RoleEnum } from './accounts/access.types.js';
import { Allow, CurrentActor } from './allow.js';
import { connected, type Connection, connectionOf } from './connection.js';
import type { GraphqlContext } from './context.js';
import { enumOf } from './enums.js';
import { InOrder, pageOf } from './paging.js';
import { Subjects, SubjectUnion } from './subjects.js';

/** How soon: what keeps others waiting, what has a day, the rest */
export type Urgency = 'BLOCKS' | 'DUE' | 'REST';

export interface TodoKind {
  /** Chinese, one sentence; {n} is the figure */
  words: string;
  /** whose business it is: those who may do this */
  permission: Permission;
  urgency: Urgency;
  /** the work of the office waits for it: who may not do it sees with whom it is (在别人手上) */
  followed?: boolean;
}

const todoOwnerWords = { MINE: '我的', OTHERS: '在别人手上' } as const;
export type TodoOwner = keyof typeof todoOwnerWords;
const TodoOwnerEnum = enumOf('TodoOwner', 'Whose business it is', todoOwnerWords);

@ArgsType()
class TodosAsked extends InOrder {
  @Field(() => TodoOwnerEnum, {
    defaultValue: 'MINE',
    description:
      'OTHERS: what the office waits for and the caller may not do: sheets and letters to be checked, signed, acknowledged; nothing for those outside the office',
  })
  whose: TodoOwner;
}

export interface Todo {
  kind: string;
  figure: number;
  since: Date;
  dueOn: Day | null;
  /** what it is about, by its kind as the ledger names it */
  target: { kind: string; id: string };
}

export interface Waiting {
  actor: Actor;
  reader: Reader;
  today: Day;
  /** the contact points of a liaison officer and those below; null for the office */
  points: readonly string[] | null;
}

/** How much of it waits, one row a target; asked only of those whose business it is */
export type TodoSource = (waiting: Waiting) => Promise<readonly Omit<Todo, 'kind'>[]>;

const kinds = new Map<string, TodoKind>();
const kindEnum: Record<string, string> = {};
const kindWords: Record<string, { description: string }> = {};
registerEnumType(kindEnum, {
  name: 'TodoKind',
  description: 'What waits for somebody (待办)',
  valuesMap: kindWords,
});

/** What a room may have waiting */
export function todoKinds<const K extends string>(told: Readonly<Record<K, TodoKind>>): void {
  for (const [kind, told_] of Object.entries<TodoKind>(told)) {
    kinds.set(kind, told_);
    kindEnum[kind] = kind;
    kindWords[kind] = { description: told_.words.replace('{n} ', '').replace('{n}', '') };
  }
}

/** A row a target of what a query finds; `by`, `since` and `due` are SQL */
export async function waitingBy<E extends ObjectLiteral>(
  query: SelectQueryBuilder<E>,
  kind: string,
  { by, since, due = 'null' }: { by: string; since: string; due?: string },
): Promise<Omit<Todo, 'kind'>[]> {
  const rows = await query
    .select(by, 'target')
    .addSelect('count(*)', 'figure')
    .addSelect(`min(${since})`, 'since')
    .addSelect(`min(${due})::text`, 'due')
    .groupBy(by)
    .getRawMany<{ target: string; figure: string; since: Date; due: string | null }>();
  return rows.map(({ target, figure, since: at, due: day }) => ({
    figure: Number(figure),
    since: at,
    dueOn: day,
    target: { kind, id: target },
  }));
}

/** What was counted piece by piece: a todo a target. A piece that waits no more since it was counted is left out. */
export function waitingAt(
  kind: string,
  pieces: readonly { id: string; figure: number; since: Date | null | undefined }[],
): Omit<Todo, 'kind'>[] {
  const by = new Map<string, Omit<Todo, 'kind'>>();
  for (const { id, figure, since } of pieces) {
    if (!since) continue;
    const known = by.get(id) ?? { figure: 0, since, dueOn: null, target: { kind, id } };
    by.set(id, { ...known, figure: known.figure + figure, since: known.since < since ? known.since : since });
  }
  return [...by.values()];
}

const URGENCIES: readonly Urgency[] = ['BLOCKS', 'DUE', 'REST'];

@Injectable()
export class Todos {
  private readonly sources = new Map<string, TodoSource>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly units: Units,
  ) {}

  /** @throws RangeError for a kind that was not told of with `todoKinds` */
  register(kind: string, source: TodoSource): void {
    if (!kinds.has(kind)) throw new RangeError(`no kind of todo: ${kind}`);
    this.sources.set(kind, source);
  }

  /** Chinese: one sentence that begins with its figure */
  wordsOf(kind: string, figure: number): string {
    return (kinds.get(kind)?.words ?? '').replace('{n}', String(figure));
  }

  /** Who may do what waits so */
  rolesFor(kind: string): readonly Role[] {
    const told = kinds.get(kind);
    return told ? rolesWith(told.permission) : [];
  }

  /** What waits for the actor: what keeps others waiting first, then by due day, then what waits longest */
  of(actor: Actor): Promise<Todo[]> {
    return this.among(actor, (kind) => allows(kind.permission, actor.roles));
  }

  /** What the office waits for and this actor may not do; nothing for those who see no more than a contact point */
  ofOthers(actor: Actor): Promise<Todo[]> {
    if (!isOffice(actor.roles)) return Promise.resolve([]);
    // nobody's own: a sheet that the actor prepared waits for somebody else, and is not left out for that
    const nobody = { ...actor, accountId: randomUUID() };
    return this.among(nobody, (kind) => kind.followed === true && !allows(kind.permission, actor.roles));
  }

  private async among(actor: Actor, wanted: (kind: TodoKind) => boolean): Promise<Todo[]> {
    const reader = this.work.read(scopeOf(actor));
    const today = dayIn(await this.access.zone(reader.legislatureId), await this.access.now());
    const points = isOffice(actor.roles) ? null : [...(await this.units.within(actor.unitIds))];
    const found: Todo[] = [];
    for (const [kind, source] of this.sources) {
      const told = kinds.get(kind);
      if (!told || !wanted(told)) continue;
      const waiting = await source({ actor, reader, today, points });
      found.push(...waiting.filter((t) => t.figure > 0).map((t) => ({ ...t, kind })));
    }
    const rank = (t: Todo): number => URGENCIES.indexOf(kinds.get(t.kind)?.urgency ?? 'REST');
    const due = (t: Todo): string => t.dueOn ?? '9999-12-31';
    return found.sort(
      (a, b) =>
        rank(a) - rank(b) ||
        due(a).localeCompare(due(b)) ||
        a.since.getTime() - b.since.getTime() ||
        (a.kind < b.kind ? -1 : 1),
    );
  }
}

@ObjectType('Todo', { description: 'Something that waits for the one who asks (待办)' })
export class TodoType {
  @Field(() => kindEnum, { description: 'What it is' }) kind: string;
  @Field(() => String, { description: 'Chinese: one sentence that begins with its figure' }) words: string;
  @Field(() => Int, { description: 'How many' }) figure: number;
  @Field(() => Date, { description: 'Since when the oldest of them waits' }) since: Date;
  @Field(() => String, { nullable: true, description: 'Until when, YYYY-MM-DD; null where nothing says' })
  dueOn: Day | null;
  @Field(() => [RoleEnum], { description: 'Who may do it; bounded(7)' }) roles: readonly Role[];
  @Field(() => ID, { description: 'The id of what it is about' }) targetId: string;
  /** for the field resolver */
  about: Todo['target'];
}
export const TodoConnection = connectionOf('Todo', () => TodoType);

@Resolver(() => TodoType)
export class TodosResolver {
  constructor(
    private readonly waiting: Todos,
    private readonly subjects: Subjects,
  ) {}

  /** At once and by page: the whole of it is worked out, and is short */
  @Query(() => TodoConnection.type, {
    description: 'What waits for the caller: what keeps others waiting first, then by due day, then what waits longest',
  })
  @Allow('todo.read', { words: '看自己的待办', reach: 'UNIT' })
  async todos(@CurrentActor() actor: Actor, @Args() asked: TodosAsked): Promise<Connection<TodoType>> {
    const found = await (asked.whose === 'MINE' ? this.waiting.of(actor) : this.waiting.ofOthers(actor));
    return connected(pageOf('todo', found, asked), asked.after, (t) => ({
      ...t,
      words: this.waiting.wordsOf(t.kind, t.figure),
      roles: this.waiting.rolesFor(t.kind),
      targetId: t.target.id,
      about: t.target,
    }));
  }

  /** null where the caller may not see it */
  @ResolveField(() => SubjectUnion, { nullable: true, description: 'What it is about' })
  target(@Parent() { about }: TodoType, @Context() context: GraphqlContext): Promise<object | null> {
    return this.subjects.find(context, about.kind, about.id);
  }
}
