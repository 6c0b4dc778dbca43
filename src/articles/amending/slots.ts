/** The numbers of all articles where they are numbered anew: each takes the one stated for it, the others fill in. */
import { formatNumeral } from '../text/numeral.js';
import { elsewhere, type Order } from './settled-order.js';
import type { Work, WorkArticle } from './work.js';

/** 第N条 and the 第N条之一 that follow it move together. */
interface Group {
  articles: WorkArticle[];
  slot: number | null;
}

/** New articles with no number of their own: they stand behind the article that the decision names. */
const isBeside = (a: WorkArticle): boolean => a.old === null && a.to === null && a.after !== null;

function groupsOf(work: Work): Group[] {
  const groups: Group[] = [];
  const homes = { bySlot: new Map<number, Group>(), byNumber: new Map<number, Group>() };
  const late: WorkArticle[] = [];
  for (const a of work.articles) {
    if (isBeside(a)) continue;
    const sub = a.to ? a.to.sub : a.old === null ? 0 : a.number.sub;
    const last = groups[groups.length - 1];
    if (sub > 0 && a.to === null && last) last.articles.push(a);
    else if (sub > 0) late.push(a);
    else {
      const group: Group = { articles: [a], slot: a.to?.number ?? null };
      groups.push(group);
      if (group.slot !== null && !homes.bySlot.has(group.slot)) homes.bySlot.set(group.slot, group);
      if (!homes.byNumber.has(a.number.number)) homes.byNumber.set(a.number.number, group);
    }
  }
  // A new 第N条之一 where everything else is renumbered: behind the article that will be 第N条, or bears that number.
  for (const a of late) {
    const home = homes.bySlot.get(a.to?.number ?? -1) ?? homes.byNumber.get(a.to?.number ?? -1);
    if (home) home.articles.push(a);
    else groups.push({ articles: [a], slot: null });
  }
  return withBeside(groups, work.articles.filter(isBeside));
}

function withBeside(groups: readonly Group[], beside: readonly WorkArticle[]): Group[] {
  const behind = new Map<WorkArticle, WorkArticle[]>();
  for (const a of beside) if (a.after) behind.set(a.after, [a, ...(behind.get(a.after) ?? [])]);
  const out: Group[] = [];
  const put = (g: Group): void => {
    const stack = [g];
    for (let next = stack.pop(); next; next = stack.pop()) {
      out.push(next);
      const own = next.articles.flatMap((a) => {
        const added = behind.get(a) ?? [];
        behind.delete(a);
        return added;
      });
      for (const a of own.reverse()) stack.push({ articles: [a], slot: null });
    }
  };
  for (const g of groups) put(g);
  for (const rest of behind.values()) for (const a of rest) out.push({ articles: [a], slot: null });
  return out;
}

/** Whether the new numbers of old articles rise as the old ones do, so that nothing says that an article moves. */
export function keepsOrder(work: Work): boolean {
  let last = 0;
  for (const a of work.articles) {
    if (a.old === null || a.to === null || a.to.sub > 0) continue;
    if (a.to.number <= last) return false;
    last = a.to.number;
  }
  return true;
}

/**
 * The numbers where some instruction is missing: every article keeps its place among the others, takes the number that
 * is stated for it, and the next ones count on from there. 第四条 may then stand empty, as it does in the decision
 * until the missing instruction is carried out by hand.
 */
export function fillAround(work: Work, order: Order): void {
  const groups = groupsOf(work);
  const added = groups.filter((g) => g.slot !== null && g.articles[0]?.old === null);
  added.sort((a, b) => (a.slot ?? 0) - (b.slot ?? 0));
  let number = (work.law.provisions.find((p) => p.kind !== 'annex')?.number ?? 1) - 1;
  let k = 0;
  const put = (g: Group): void => {
    const [first] = g.articles;
    const next = number + 1;
    if (first && g.slot !== null && g.slot < next)
      order.problems.push({ of: first, text: elsewhere('条', g.slot, next) });
    number = Math.max(next, g.slot ?? next);
    for (let empty = next; empty < number && empty < next + 20; empty++)
      order.notes.push(
        `第${formatNumeral(empty)}条空着：有指令没有办理，其余条文的序号按决定写明的编排；请补上后核对。`,
      );
    g.articles.forEach((a, i) => {
      a.number = { number, sub: i === 0 ? 0 : (a.to?.sub ?? Math.max(1, a.number.sub)) };
      order.articles.push(a);
    });
  };
  for (const g of groups) {
    if (added.includes(g)) continue;
    for (
      let head = added[k];
      head && (head.slot ?? 0) <= (g.slot === null ? number + 1 : g.slot - 1);
      head = added[k]
    ) {
      put(head);
      k++;
    }
    put(g);
  }
  for (; k < added.length; k++) put(added[k] as Group);
}

export function fillSlots(work: Work, order: Order): void {
  const groups = groupsOf(work);
  const stated = new Map<number, Group>();
  const free: Group[] = [];
  for (const g of groups) {
    if (g.slot !== null && !stated.has(g.slot)) stated.set(g.slot, g);
    else {
      if (g.slot !== null) {
        const first = g.articles[0];
        if (first)
          order.problems.push({
            of: first,
            text: `第${formatNumeral(g.slot)}条被两条指令同时占用；请核对决定文本。`,
          });
      }
      free.push(g);
    }
  }
  const base = work.law.provisions.find((p) => p.kind !== 'annex')?.number ?? 1;
  const late = [...stated.values()].sort((a, b) => (a.slot ?? 0) - (b.slot ?? 0));
  let number = base;
  for (let k = 0; k < groups.length; k++, number++) {
    const own = stated.get(number);
    const next = own ?? free.shift() ?? late.find((g) => (g.slot ?? 0) > number && stated.has(g.slot ?? 0));
    if (!next) continue;
    if (next.slot !== null) stated.delete(next.slot);
    next.articles.forEach((a, i) => {
      if (i === 0 && a.to !== null && a.to.number !== number && a.to.sub === 0) {
        order.problems.push({
          of: a,
          text: elsewhere('条', a.to.number, number),
        });
      }
      a.number = { number, sub: i === 0 ? 0 : (a.to?.sub ?? Math.max(1, a.number.sub)) };
      order.articles.push(a);
    });
  }
  for (const g of stated.values())
    if (!g.articles.some((a) => order.articles.includes(a))) order.articles.push(...g.articles);
}
