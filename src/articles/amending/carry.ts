/** All instructions carried out on the law, each whole or not at all (ADR 0027). */
import type { ArticleTree } from '../text/article.js';
import { carryOut } from './apply.js';
import { countedAnew, isAsAmended } from './as-amended.js';
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
      const now = o.operations.filter((x) => !isAsAmended(x));
      const { problem, journal } = carryOut(work, now, (text) => said.push(text));
      o.problem = problem;
      if (problem === null) for (const x of numberedIn(work, journal)) if (!by.has(x)) by.set(x, o);
    }
    const incomplete = orders.some((o) => o.problem !== null && o.numbers);
    const order = settle(work, { keepsNumbers, incomplete });
    const unfit = order.problems.map((p) => ({ of: by.get(p.of), text: p.text }));
    if (!unfit.some((p) => p.of) && (round > ROUNDS || latterOrders(work, order, orders, incomplete, said))) {
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

/** The orders that count in the new text; false where one of them could not be carried out and is refused now. */
function latterOrders(
  work: Work,
  order: Order,
  orders: readonly Ordered[],
  incomplete: boolean,
  said: string[],
): boolean {
  const some = orders.filter((o) => o.problem === null && o.operations.some(isAsAmended));
  if (some.length === 0) return true;
  let done = true;
  countedAnew(work, order, () => {
    for (const o of some) {
      const { problem } = incomplete
        ? { problem: '有改动条文序号的指令没有办理，修改后的序号还不能确定；请在整理稿上人工修改。' }
        : carryOut(work, o.operations.filter(isAsAmended), (text) => said.push(text));
      if (problem === null) continue;
      [o.problem, o.refused, done] = [problem, true, false];
    }
  });
  return done;
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
  for (const h of work.headings) if (h.old === null) out.push(h);
  return out;
}
