/** Where an opinion or a comment is aimed, in the words of lawyers. */
import { type Paragraph, placeName } from '../articles/index.js';

/**
 * 第十七条第二款第（三）项, as the residents' page, the table of a draft and the letter name it; 全文; 第九条后增加一
 * 条; 未指明条款 where nobody said which article, or where it is not to be read.
 */
export function targetPlace(
  target: { targetKind: string; path: string | null },
  provision: { label: string; body: Paragraph[] } | null,
): string {
  if (target.targetKind === 'WHOLE') return '全文';
  if (target.targetKind === 'UNKNOWN' || provision === null) return '未指明条款';
  if (target.targetKind === 'NEW_ARTICLE_AFTER') return `${provision.label}后增加一条`;
  return provision.label + (target.path === null ? '' : (placeName(provision.body, target.path) ?? ''));
}
