/**
 * What stands over the two columns of a 对照表: the full title, and below it which text it is with its dates, as
 * offices
 * write it (云澜市住宅电梯安全管理条例（现行，2019年3月1日通过、2021年9月29日修正）).
 */
import { nameAndVersion } from '../drafts/title.rules.js';

export interface NamedText {
  title: string;
  /** the law in force: 现行 over its column (立法法 art. 58: 现行法律规定与修正草案的对照) */
  inForce?: boolean;
  /** 题注, where a law says when it was passed and amended; null for none */
  note?: string | null;
  /** which text it is, where the title does not say it: 修订草案 */
  version?: string;
  /** of a text that is not law yet: its day, in words */
  date?: string;
}

const DAY =
  /(?:[0-9]{4}|[〇○零一二三四五六七八九]{4})年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日/gu;
const ACT = /(?:通过|批准|修正|修订|公布|发布)/gu;

/**
 * 2019年3月1日通过、2021年9月29日修正: the days of a 题注, each with what was done on it; null where it tells none. A
 * day
 * whose act is not said, as in 自…起施行, is left to the text.
 */
export function daysOfNote(note: string): string | null {
  const words = note.replace(/《[^《》]*(?:〈[^〈〉]*〉[^《》]*)*》/gu, '');
  const days = [...words.matchAll(DAY)];
  const told = days.flatMap((day, k) => {
    const until = words.slice(day.index + day[0].length, days[k + 1]?.index ?? words.length);
    const [act] = until.match(ACT)?.slice(-1) ?? [];
    return act === undefined ? [] : [`${day[0]}${act}`];
  });
  return told.length === 0 ? null : told.join('、');
}

interface Head {
  name: string;
  which: string;
  /** 现行, 修订草案; '' where the text says nothing but its days */
  kind: string;
}

/** The name of the law alone, and below it in brackets which text of it; `by` says what that is taken from first */
function headOf(text: NamedText, by: 'title' | 'version'): Head {
  const [name, said] = nameAndVersion(text.title);
  const days = text.note == null ? null : daysOfNote(text.note);
  const kind = text.version ?? '';
  const version = by === 'title' ? said || kind : kind || said;
  const which = text.inForce === true ? '现行' : version;
  const parts = [which, days ?? (text.inForce === true ? '' : (text.date ?? ''))];
  return { name, which: parts.filter((part) => part !== '').join('，'), kind: which };
}

export interface Heads {
  /** the title line of the table */
  title: string;
  /** two lines each, of which the first is missing where a text has no title */
  old: string;
  new: string;
  /** the same short enough to stand before every cell: 现行, 修订草案 */
  short: { old: string; new: string };
}

/** Both heads always differ: two texts that say nothing of themselves, or the same, are 修改前 and 修改后. */
export function headsOf(old: NamedText, next: NamedText): Heads {
  const alike = (x: Head, y: Head): boolean => x.name === y.name && x.which === y.which;
  let [a, b] = [headOf(old, 'title'), headOf(next, 'title')];
  if (alike(a, b)) [a, b] = [headOf(old, 'version'), headOf(next, 'version')];
  if (a.which === '' && (b.which === '' || a.name === b.name)) a.which = '修改前';
  if (b.which === '') b.which = '修改后';
  if (alike(a, b)) [a.which, b.which] = [`修改前，${a.which}`, `修改后，${b.which}`];
  const head = ({ name, which }: typeof a): string => (name === '' ? which : `${name}\n（${which}）`);
  const [was, now] = [a.kind || '修改前', b.kind || '修改后'];
  return {
    title: b.name === '' ? '修改前后对照表' : `《${b.name}》修改前后对照表`,
    old: head(a),
    new: head(b),
    short: was === now ? { old: '修改前', new: '修改后' } : { old: was, new: now },
  };
}
