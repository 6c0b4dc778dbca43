/** What is found out about a letterhead 版头 that an office drew in Word: plain data, before anybody judges it. */

/** How words look; null where the file does not say, or says it by a theme */
export interface WordLook {
  /** the face of Chinese characters */
  face: string | null;
  /** half points */
  size: number;
  /** between characters, in twentieths of a point; may be negative */
  spacing: number;
  /** width of characters in percent */
  scale: number;
  bold: boolean;
  /** RRGGBB in capitals; null for the automatic colour */
  colour: string | null;
  /** the width in twentieths of a point to which its characters are drawn out 调整宽度; null where they are not */
  fitted: number | null;
}

export interface HeadLine {
  where: 'HEADER' | 'BODY' | 'FOOTER';
  /** which paragraph of its part, from 1 */
  at: number;
  /** a line feed where a line is broken */
  text: string;
  align: 'LEFT' | 'CENTRE' | 'RIGHT' | 'BOTH';
  /** of its words in their order, each look once; blanks have none */
  looks: WordLook[];
}

/** Millimetres */
export interface HeadPage {
  width: number;
  height: number;
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export interface LetterheadFacts {
  /** one for each section */
  pages: HeadPage[];
  lines: HeadLine[];
  /** lines beyond the first 200, which are not told */
  linesLeft: number;
  pictures: number;
  links: number;
  /** fields that are no page numbers, by the word they begin with */
  fields: string[];
  /** every face that its words are in */
  faces: string[];
}
