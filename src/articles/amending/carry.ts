/** All instructions carried out on the law, each whole or not at all (ADR 0027). */
import type { ArticleTree } from '../text/article.js';
import { carryOut } from './apply.js';
import type { Ordered } from './instructions.js';
import { settle } from './order.js';
import type { Numbered, Order } from './settled-order.js';
import { type Journal, type Work, workOf } from './work.js';

/** How often numbers that do not fit are looked at again without the instructions that gave them. */
const ROUNDS = 8;

/**
 * All instructions on a fresh copy of the law. Whether stated numbers fit shows only at the end; one that does not is
 * taken out with its whole instruction, and the rest is done again.
 */
export function carriedOut(
  law: ArticleTree,
  orders: readonly Ordered[],
  keepsNumbers: boolean,
): { work: Work; order: Order; said: string[] } {
  for (let round = 0; ; round++) {
    const work = workOf(law);
    const said: string[] = [];
    const by = new Map<Numbered, Ordered>();
    for (const o of orders) {
      if (o.refused) continue;
      work.openHeading = null;
      const { problem, journal } = carryOut(work, o.operations, (text) => said.push(text));
      o.problem = problem;
      if (problem === null) for (const x of numberedIn(work, journal)) if (!by.has(x)) by.set(x, o);
    }
    const incomplete = orders.some((o) => o.problem !== null && o.numbers);
    const order = settle(work, { keepsNumbers, incomplete });
    const unfit = order.problems.map((p) => ({ of: by.get(p.of), text: p.text }));
    if (!unfit.some((p) => p.of)) {
      order.notes.push(...unfit.map((p) => p.text));
      return { work, order, said };
    }
    for (const { of, text } of unfit) {
      if (!of || of.refused) continue;
      of.refused = true;
      of.problem = `${text}这条指令整条没有办理。`;
    }
    if (round < ROUNDS) continue;
    for (const o of orders) {
      if (o.refused || !o.numbers) continue;
      o.refused = true;
      o.problem = '这份决定里条文的新序号互相对应不上，这条指令整条没有办理；请在整理稿上人工修改。';
    }
  }
}

/** Everything that one instruction has given a number. */
function numberedIn(work: Work, journal: Journal): Numbered[] {
  const out: Numbered[] = [];
  for (const a of [...journal.articles.keys(), ...journal.made]) {
    if (a.to !== null) out.push(a);
    for (const p of a.paragraphs) {
      if (p.to !== null) out.push(p);
      for (const item of p.items) if (item.to !== null) out.push(item);
    }
  }
  for (const h of journal.headings.keys()) if (h.to !== null) out.push(h);
  if (work.openHeading?.to != null) out.push(work.openHeading);
  return out;
}
