/** Where an opinion or a comment is aimed, in the words of lawyers. */
import { placeName } from '../articles/index.js';

/** An article, as far as its places are named */
interface Article {
  readonly label: string;
  readonly body: Parameters<typeof placeName>[0];
}

/**
 * 第十七条第二款第（三）项, as the receipt's page, the table of a draft and the letter name it; 全文; 第九条后增加
 * 一条; 未指明条款 where nobody said which article, or where it is not to be read.
 */
export function targetPlace(target: { targetKind: string; path: string | null }, provision: Article | null): string {
  if (target.targetKind === 'WHOLE') return '全文';
  if (target.targetKind === 'UNKNOWN' || provision === null) return '未指明条款';
  if (target.targetKind === 'NEW_ARTICLE_AFTER') return `${provision.label}后增加一条`;
  return provision.label + (target.path === null ? '' : (placeName(provision.body, target.path) ?? ''));
}
