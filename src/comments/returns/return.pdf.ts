/** 意见汇总表 as PDF: the template beside this file, set by Typst. */
import { readFile } from 'node:fs/promises';
import { printableAll, titleLines, type TypstRenderer } from '../../platform/documents/index.js';
import { type PaperSize, type PrintedReturn, RETURN_COLUMNS, RETURN_SHEETS } from './return.compose.js';

/** Characters of 二号 on a line across */
const TITLE_LINE = { A4: 30, A3: 45 } as const;

/**
 * The returns on several drafts behind each other, each from a new page with page numbers of its own.
 *
 * @returns the same words and fonts give the same bytes
 * @throws SettingFailed, CharactersMissing
 */
export async function returnPdf(
  renderer: TypstRenderer,
  parts: readonly PrintedReturn[],
  size: PaperSize,
  issued: boolean,
): Promise<{ bytes: Uint8Array; pages: number }> {
  const template = await readFile(new URL('./return.typ', import.meta.url), 'utf8');
  const titles = (title: string): string =>
    [...title].length <= TITLE_LINE[size] ? title : titleLines(title).join('\n');
  const given = printableAll(parts).map((p) => ({ ...p, title: titles(p.title) }));
  const { bytes, pages } = await renderer.set(template, {
    ...RETURN_SHEETS[size],
    heads: RETURN_COLUMNS,
    issued,
    parts: given,
  });
  return { bytes, pages };
}
