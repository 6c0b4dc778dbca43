/** A notice or stickers as PDF: the template beside this file, set by Typst. */
import { readFile } from 'node:fs/promises';
import { chineseDate, printableAll, qrRows, titleLines, type TypstRenderer } from '../../platform/documents/index.js';
import { excerpt, type SnapshotChange } from '../letter.parts.compose.js';
import { entriesOf, figuresOf, type WallNotice } from './notice.rules.js';

export const noticeKinds = ['NOTICE_A3', 'NOTICE_A4', 'STICKERS'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Characters of a sticker that can be read from a step away */
const ON_STICKER = 64;

/** @throws SettingFailed, CharactersMissing */
export async function noticePdf(renderer: TypstRenderer, kind: NoticeKind, notice: WallNotice): Promise<Uint8Array> {
  const template = await readFile(new URL('./notice.typ', import.meta.url), 'utf8');
  const entries = entriesOf(notice.comments);
  const words = printableAll({
    title: '大家的意见有回音了',
    point: notice.point,
    nameLines: titleLines(`《${notice.draftTitle}》`),
    short: `《${notice.nextDraftTitle}》`,
    figures: figuresOf(notice),
    // an adoption that the text does not show stands here too, so the head does not say that it does
    head: `采纳和部分采纳的（《${notice.nextDraftTitle}》）`,
    ways: ['扫这个码，写上提意见时的回执码', '没有采纳的，每一条也都有理由，可以问联络员'],
    foot: `${notice.documentNumber}　${chineseDate(notice.issuedOn)}${notice.isFinal ? '' : '　以上为阶段性情况，以最后公布的文本为准'}`,
    entries: entries.map((e) => ({
      mark: e.mark,
      label: e.label,
      sticker: `已${e.mark}`,
      runs: excerpt(e.runs),
      brief: brief(e.runs),
    })),
  });
  const { bytes } = await renderer.set(template, { ...words, kind, rows: qrRows(notice.link) });
  return bytes;
}

/** What is new, with a little of what stands around; nothing that is gone, which a sticker has no room for */
function brief(runs: readonly SnapshotChange[]): SnapshotChange[] {
  const stands = excerpt(runs).filter((r) => r.type !== 'delete');
  const from = Math.max(0, stands.findIndex((r) => r.type === 'insert') - 1);
  let left = ON_STICKER;
  const shown: SnapshotChange[] = [];
  for (const { type, text: whole } of stands.slice(from)) {
    // a sticker has four lines, whatever paragraphs the words stand in
    const text = whole.replaceAll('\n', '');
    const characters = [...text];
    shown.push({ type, text: characters.length > left ? `${characters.slice(0, left).join('')}……` : text });
    left -= characters.length;
    if (left <= 0) break;
  }
  return shown;
}
