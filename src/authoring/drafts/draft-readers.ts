/** Who reads a text that is not public 定向, 内部: the office, and the bodies outside that are asked about it. */
import { Injectable } from '@nestjs/common';
import { isOffice } from '../../platform/access/permissions.js';
import type { Actor } from '../../platform/base/actor.js';
import { scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { DraftRow } from './draft.entities.js';
import { bearsReadersName, isOut, readsText } from './draft.rules.js';

/** Texts that are not public about which the actor's bodies were asked, by id */
export type AskedAbout = (actor: Actor) => Promise<readonly string[]>;

/** What stands across every page of a file with these texts that is made for this reader; '' for nothing */
export const watermarkFor = (actor: Actor, drafts: readonly Pick<DraftRow, 'scope'>[]): string =>
  drafts.some((d) => bearsReadersName(d.scope)) ? actor.displayName : '';

@Injectable()
export class DraftReaders {
  private readonly asking: AskedAbout[] = [];

  constructor(private readonly work: UnitOfWork) {}

  /** Whoever asks bodies about texts says here whom about which. */
  registerAsked(asked: AskedAbout): void {
    this.asking.push(asked);
  }

  /** The texts that are not public about which the actor's bodies were asked; none for the office, which reads all */
  async askedAbout(actor: Actor): Promise<string[]> {
    if (isOffice(actor.roles)) return [];
    return (await Promise.all(this.asking.map((asked) => asked(actor)))).flat();
  }

  /** Of these texts those that are not public and that the actor may not read, out or not */
  async closedTo(actor: Actor, draftIds: readonly string[]): Promise<Set<string>> {
    if (isOffice(actor.roles)) return new Set();
    const heads = await this.work.read(scopeOf(actor)).byIds(DraftRow, draftIds);
    const closed = heads.flatMap((d) => (d !== null && d.scope !== 'PUBLIC' ? [d.id] : []));
    const asked = closed.length === 0 ? [] : await this.askedAbout(actor);
    return new Set(closed.filter((id) => !asked.includes(id)));
  }

  /**
   * These texts in their order, null where the actor may not read one: the office reads all of them at any time, a
   * contact point what is out and public, or what it was asked about.
   */
  async readable<D extends Pick<DraftRow, 'id' | 'state' | 'scope'>>(
    actor: Actor,
    drafts: readonly (D | null)[],
  ): Promise<(D | null)[]> {
    if (isOffice(actor.roles)) return [...drafts];
    const asked = drafts.some((d) => d && isOut(d) && d.scope !== 'PUBLIC') ? await this.askedAbout(actor) : [];
    return drafts.map((d) => (d && readsText(d, asked.includes(d.id)) ? d : null));
  }
}
