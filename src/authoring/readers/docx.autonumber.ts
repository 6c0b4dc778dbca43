/**
 * Fields AUTONUM, AUTONUMLGL and AUTONUMOUT: Word counts the paragraphs that hold one and stores no number, so what is
 * read must be counted too. `第{ AUTONUM \\* CHINESENUM3 }条` is how offices number articles with them.
 */
import { chineseNumeral } from './docx.number-format.js';

export const isAutonumber = (code: string): boolean => /^\s*AUTONUM(?:LGL|OUT)?\b/iu.test(code);

/** LISTNUM too stores no number; it may count in any list of the document, so it is told and not guessed. */
export const isListNumber = (code: string): boolean => /^\s*LISTNUM\b/iu.test(code);

export class Autonumbers {
  private count = 0;

  /** The next number as the field `code` shows it; `before` is the paragraph so far: 第 is followed by no full stop. */
  textOf(code: string, before: string): string {
    this.count += 1;
    const chinese = /CHINESENUM|CHINESECOUNTING|DBNUM/iu.test(code);
    const number = chinese ? chineseNumeral(this.count) : String(this.count);
    return chinese || before.endsWith('第') || /\\e\b/iu.test(code) ? number : `${number}.`;
  }
}
