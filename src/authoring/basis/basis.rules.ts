/** 条文依据: what an article of a draft rests on, the law above it and what other places wrote. */

/** 上位法 · 外地规定 */
export const basisKinds = ['SUPERIOR_LAW', 'ELSEWHERE'] as const;
export type BasisKind = (typeof basisKinds)[number];

export interface BasisEntry {
  kind: BasisKind;
  /** title of the law, without 《》 */
  source: string;
  /** 第四十条第二款; '' for the whole */
  place: string;
  /** the words of the source; '' where they are not quoted */
  quote: string;
  /** what the drafter says of it; '' for nothing */
  note: string;
}

/** 《甲法》 and 甲法 are one source. */
export const bareTitle = (title: string): string =>
  title
    .trim()
    .replace(/^《([^《》]*)》$/u, '$1')
    .trim();

/** 《中华人民共和国特种设备安全法》第四十条：特种设备使用单位应当…… */
export const basisWords = (entry: BasisEntry): string =>
  `《${entry.source}》${entry.place}${entry.quote === '' ? '' : `：${entry.quote}`}`;

/** What two articles rest on together, where one comes of both: nothing twice, in their order. */
export function mergedEntries(lists: readonly (readonly BasisEntry[])[]): BasisEntry[] {
  const out = new Map<string, BasisEntry>();
  for (const entry of lists.flat())
    out.set(JSON.stringify([entry.kind, entry.source, entry.place, entry.quote, entry.note]), entry);
  return [...out.values()];
}
