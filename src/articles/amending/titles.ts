/** 《…》 in a decision. */

/** What a pending draft calls itself: 草案, 修订草案二次审议稿, 草案修改稿, 征求意见稿 */
export const DRAFT_WORDS =
  '(?:(?:修订|修正)?草案(?:[一二三]次)?(?:审议稿|修改稿|表决稿|建议表决稿|征求意见稿|送审稿)?|(?:[一二三]次)?审议稿|修改稿|表决稿|征求意见稿|送审稿)';

/** 《…》 at a place, with 《 》 nested inside; null where none stands. */
export function bookTitle(text: string, at: number): string | null {
  if (text.charAt(at) !== '《') return null;
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    if (text.charAt(i) === '《') depth++;
    if (text.charAt(i) === '》' && --depth === 0) return text.slice(at, i + 1);
  }
  return null;
}

export function titlesIn(text: string): string[] {
  const out: string[] = [];
  for (let at = text.indexOf('《'); at >= 0; at = text.indexOf('《', at + 1)) {
    const title = bookTitle(text, at);
    if (title === null) break;
    out.push(title);
    at += title.length - 1;
  }
  return out;
}
