/**
 * A text as .docx with real tracked changes (w:ins, w:del) against an earlier one: Word and WPS show, accept and reject
 * them. Accepting all gives the new text, rejecting all the old one, paragraph marks included.
 */
import {
  AlignmentType,
  DeletedTextRun,
  Document,
  InsertedTextRun,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  XmlAttributeComponent,
  XmlComponent,
} from 'docx';
import {
  documentStyles,
  type Face,
  FACES,
  pack,
  pageFooter,
  SIZE,
  twips,
} from '../../platform/documents/docx.parts.js';
import { printableAll } from '../../platform/documents/printable.rules.js';
import { blocksOfTracked, type TrackedRow } from './tracked.tables.js';
import type { TrackedFate, TrackedParagraph, TrackedText } from './tracked.text.js';

export type { TrackedFate, TrackedParagraph, TrackedText } from './tracked.text.js';

const FACE: Readonly<Record<TrackedParagraph['kind'], Face>> = {
  title: 'song',
  note: 'kai',
  heading: 'hei',
  text: 'fang',
};

interface Revision {
  id: number;
  author?: string;
  date?: string;
  name?: string;
}

class RevisionAttributes extends XmlAttributeComponent<Revision> {
  protected override readonly xmlKeys = { id: 'w:id', author: 'w:author', date: 'w:date', name: 'w:name' };
}

/** Between the margins, in millimetres; a table of the text is 小四 on 19 pt. */
const TEXT_WIDTH = 156;
const CELL_PITCH = 380;

/** w:moveFrom, w:moveTo with their words, and where the range of either begins and ends */
class Move extends XmlComponent {
  constructor(element: string, revision: Revision, run?: TextRun) {
    super(element);
    this.root.push(new RevisionAttributes(revision));
    if (run) this.root.push(run);
  }
}

type Side = 'moveFrom' | 'moveTo';
const sideOf = (fate: TrackedFate): Side => (fate === 'delete' ? 'moveFrom' : 'moveTo');

/** By side and number of each move its first and its last run */
function endsOfMoves(paragraphs: readonly TrackedParagraph[]): Map<string, { first: object; last: object }> {
  const ends = new Map<string, { first: object; last: object }>();
  for (const run of paragraphs.flatMap((paragraph) => paragraph.runs)) {
    if (run.move === undefined || run.text === '') continue;
    const key = `${sideOf(run.fate)}${run.move}`;
    const known = ends.get(key);
    if (known) known.last = run;
    else ends.set(key, { first: run, last: run });
  }
  return ends;
}

/**
 * @returns the bytes of a .docx; the same text, author and date give the same bytes
 * @throws RangeError for a date Word would not read
 */
export function trackedDocx(given: TrackedText): Promise<Uint8Array> {
  const { title, author, date, paragraphs } = printableAll(given);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/u.test(date))
    throw new RangeError(`not a date of a tracked change: ${date}`);
  let id = 0;
  const change = (): { id: number; author: string; date: string } => ({ id: (id += 1), author, date });
  const ends = endsOfMoves(paragraphs);
  const rangeIds = new Map<string, number>();
  const moved = (given: TrackedParagraph['runs'][number], move: number, run: TextRun): XmlComponent[] => {
    const [side, of] = [sideOf(given.fate), `${sideOf(given.fate)}${move}`];
    const { first, last } = ends.get(of) ?? {};
    const start = { ...change(), name: `move${move}` };
    if (first === given) rangeIds.set(of, start.id);
    return [
      ...(first === given ? [new Move(`w:${side}RangeStart`, start)] : []),
      new Move(`w:${side}`, change(), run),
      ...(last === given ? [new Move(`w:${side}RangeEnd`, { id: rangeIds.get(of) ?? start.id })] : []),
    ];
  };
  const run = (
    kind: TrackedParagraph['kind'],
    given: TrackedParagraph['runs'][number],
    size: number = kind === 'title' ? SIZE.second : SIZE.third,
  ): XmlComponent[] => {
    const { fate, text, bold, move } = given;
    const face = bold === true ? 'hei' : FACE[kind];
    const options = {
      text,
      size,
      font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman', eastAsia: FACES[face] },
    };
    if (fate !== 'same' && move !== undefined) return moved(given, move, new TextRun(options));
    return [
      fate === 'same'
        ? new TextRun(options)
        : fate === 'insert'
          ? new InsertedTextRun({ ...options, ...change() })
          : new DeletedTextRun({ ...options, ...change() }),
    ];
  };
  const centred = (kind: TrackedParagraph['kind']): boolean => kind !== 'text';
  const paragraphOf = ({ kind, runs, mark }: TrackedParagraph): Paragraph =>
    new Paragraph({
      alignment: centred(kind) ? AlignmentType.CENTER : AlignmentType.BOTH,
      indent: centred(kind) ? {} : { firstLine: 640 },
      spacing: {
        line: kind === 'title' ? 640 : 579,
        lineRule: LineRuleType.EXACT,
        before: 0,
        after: kind === 'title' ? 240 : 0,
      },
      run: mark === 'insert' ? { insertion: change() } : mark === 'delete' ? { deletion: change() } : {},
      children: runs.filter((one) => one.text !== '').flatMap((one) => run(kind, one)) as TextRun[],
    });
  const cellOf = (runs: TrackedParagraph['runs'], width: number): TableCell =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      children: [
        new Paragraph({
          alignment: AlignmentType.LEFT,
          spacing: { line: CELL_PITCH, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
          children: runs.flatMap((one) => run('text', one, SIZE.smallFourth)) as TextRun[],
        }),
      ],
    });
  const tableOf = (rows: readonly TrackedRow[]): Table => {
    const columns = rows[0]?.cells.length ?? 1;
    const each = Math.floor(twips(TEXT_WIDTH) / columns);
    return new Table({
      width: { size: each * columns, type: WidthType.DXA },
      columnWidths: Array.from({ length: columns }, () => each),
      layout: TableLayoutType.FIXED,
      rows: rows.map(
        ({ cells, fate }) =>
          new TableRow({
            ...(fate === 'insert' ? { insertion: change() } : fate === 'delete' ? { deletion: change() } : {}),
            children: cells.map((runs) => cellOf(runs, each)),
          }),
      ),
    });
  };
  const body = blocksOfTracked(paragraphs).map((block) =>
    'rows' in block ? tableOf(block.rows) : paragraphOf(block.paragraph),
  );
  // Word takes no document that ends with a table
  if (body.at(-1) instanceof Table) body.push(new Paragraph({}));
  return pack(
    new Document({
      creator: '',
      title,
      lastModifiedBy: '',
      revision: 1,
      styles: documentStyles,
      sections: [
        {
          properties: {
            page: {
              size: { width: twips(210), height: twips(297) },
              margin: { top: twips(37), bottom: twips(35), left: twips(28), right: twips(26), footer: twips(20) },
            },
          },
          footers: { default: pageFooter('center') },
          children: body,
        },
      ],
    }),
  );
}
