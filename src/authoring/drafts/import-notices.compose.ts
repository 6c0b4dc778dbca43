/** What an office is told at an import and may be right as it is: another law's title, a file that came before. */
import type { DraftKind } from './draft.rules.js';
import { draftKindWords } from './draft.words.js';
import { nameAndVersion } from './title.rules.js';

/** A text of this legislature that was made of the very same file */
export interface KnownImport {
  regulation: string;
  kind: DraftKind;
  /** a day */
  importedOn: string;
}

export interface ImportNotice {
  /** of the source; 0: the whole file */
  line: number;
  code: 'TITLE_DIFFERS' | 'FILE_IMPORTED_BEFORE';
  message: string;
}

const bare = (title: string): string => nameAndVersion(title.trim())[0].replace(/[\s《》〈〉]/gu, '');

/**
 * Whether a printed title is one of this regulation's: its name with any version behind it, or an amending decision
 * that names it. A text without a title takes the regulation's.
 */
export const isTitleOf = (printed: string, regulation: string): boolean =>
  bare(printed) === '' || bare(printed).includes(bare(regulation));

/** `printed`: the title that stands in the file; `known`: earlier imports of the same bytes */
export function importNotices(printed: string, regulation: string, known: readonly KnownImport[]): ImportNotice[] {
  const other: ImportNotice = {
    line: 0,
    code: 'TITLE_DIFFERS',
    message: `文件的标题是“${printed.trim()}”，法规项目是“${regulation}”：请看一看是不是选错了文件或者法规。`,
  };
  return [
    ...(isTitleOf(printed, regulation) ? [] : [other]),
    ...known.map((k): ImportNotice => ({
      line: 0,
      code: 'FILE_IMPORTED_BEFORE',
      message: `这个文件导入过：${k.importedOn} 作为“${k.regulation}”的${draftKindWords[k.kind]}。请看一看是不是选错了文件。`,
    })),
  ];
}
