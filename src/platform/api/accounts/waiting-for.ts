/** What waits for whoever holds the roles of an account, before they go to somebody else. */
import { Injectable } from '@nestjs/common';
import type { LeftOpen } from '../../access/access.entities.js';
import { WaitingWork } from '../../access/account-pairs.js';
import type { ManagedAccount } from '../../access/accounts.queries.js';
import type { Actor } from '../../base/actor.js';
import { Todos } from '../todos.js';

@Injectable()
export class WaitingFor extends WaitingWork {
  constructor(private readonly todos: Todos) {
    super();
  }

  /** Its todos 待办 in the legislature at hand, all of a kind together: figures only, nothing of what they are about */
  async account(actor: Actor, { row, grants }: ManagedAccount): Promise<LeftOpen[]> {
    if (actor.legislatureId === null) return [];
    const waiting = await this.todos.of({
      ...actor,
      accountId: row.id,
      displayName: row.displayName,
      roles: new Set(grants.map((g) => g.role)),
      unitIds: grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId])),
    });
    const kinds = [...new Set(waiting.map((t) => t.kind))];
    return kinds.map((kind) => {
      const all = waiting.filter((t) => t.kind === kind);
      const figure = all.reduce((sum, t) => sum + t.figure, 0);
      const dueOn = all.flatMap((t) => (t.dueOn === null ? [] : [t.dueOn])).sort()[0] ?? null;
      return { figure, dueOn, words: this.todos.wordsOf(kind, figure) };
    });
  }
}
