/**
 * What two packages without types of their own offer, as far as we use it: word-extractor 1.0.4, the worker of
 * pdfjs-dist 5.
 */
declare module 'word-extractor' {
  interface ExtractedDocument {
    /** paragraphs end with a line feed, cells with a tab */
    getBody(options?: { filterUnicode?: boolean }): string;
    getFootnotes(options?: { filterUnicode?: boolean }): string;
    getEndnotes(options?: { filterUnicode?: boolean }): string;
    getAnnotations(options?: { filterUnicode?: boolean }): string;
    getTextboxes(options?: { filterUnicode?: boolean; includeHeadersAndFooters?: boolean }): string;
  }
  export default class WordExtractor {
    extract(source: string | Buffer): Promise<ExtractedDocument>;
  }
}

/** Loaded for what it does: it offers itself to the library, which then starts no thread. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
