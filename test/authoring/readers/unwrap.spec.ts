import fc from 'fast-check';
import { readFile } from '../../../src/authoring/readers/reader.js';
import { unwrapText, widthOf } from '../../../src/authoring/readers/unwrap.js';

const PARAGRAPHS = [
  '第一条　为了加强住宅电梯安全管理，预防和减少事故，保障人身和财产安全，方便群众出行，根据有关法律、行政法规，结合本市实际，制定本条例。',
  '第二条　本市行政区域内住宅电梯的选型配置、安装、使用、维护保养、检验检测、安全评估、更新、改造、修理、加装、应急救援及其监督管理，依照第三十条规定适用本条例。',
  '单户家庭自用的电梯不适用本条例，法律、行政法规另有规定的从其规定，没有规定的由市人民政府参照本条例另行规定具体办法。',
  '第三条　维护保养单位应当遵守下列规定：',
  '（一）制定应急预案，每半年至少组织一次电梯困人应急演练，并作出记录，记录的保存期限不少于四年；',
  '（二）设立二十四小时值班电话。',
];
/** Folds at 28 characters, as typewriter-like programs do; `indent` before each paragraph. */
const folded = (indent: string, width = 28): string[] =>
  PARAGRAPHS.flatMap((text) => {
    const all = [...(indent + text)];
    return Array.from({ length: Math.ceil(all.length / width) }, (_, at) =>
      all.slice(at * width, (at + 1) * width).join(''),
    );
  });
const numbered = (lines: string[]): { text: string; number: number }[] =>
  lines.map((text, at) => ({ text, number: at + 1 }));

describe('text wrapped at one width', () => {
  it('is joined where paragraphs are indented', () => {
    const { lines, wrappedAt } = unwrapText(numbered(folded('　　')));
    expect(lines.map((line) => line.text.trim())).toEqual(PARAGRAPHS);
    expect(wrappedAt).toBe(28);
  });

  it('is joined by labels where they are not, and says so', async () => {
    const outcome = await readFile('a.txt', Buffer.from(folded('').join('\n')));
    if (!outcome.ok) throw new Error(outcome.message);
    expect(outcome.lines.map((line) => line.text)).toEqual([...PARAGRAPHS.slice(0, 2), ...PARAGRAPHS.slice(2)]);
    expect(outcome.notices.map((one) => one.code)).toEqual(['LINES_JOINED']);
    expect(outcome.lines[1]?.number).toBe(4);
  });

  it('keeps articles apart whose labels stand at the margin while the rest is indented', () => {
    const full = '第一条　二十八个字的一行二十八个字的一行二十八个字的一。';
    const lines = [...folded('　　').slice(3), ...Array.from({ length: 6 }, () => full), ...folded('　　').slice(0, 3)];
    expect([...full]).toHaveLength(28);
    expect(unwrapText(numbered([...lines, full, full, full])).lines.filter((line) => line.text === full)).toHaveLength(
      9,
    );
  });

  it('is left alone where lengths do not show it', () => {
    const long = numbered([...PARAGRAPHS, ...PARAGRAPHS]);
    expect(unwrapText(long)).toEqual({ lines: long, wrappedAt: null });
    const short = numbered(Array.from({ length: 30 }, (_, at) => `第${at}条　短句。`));
    expect(unwrapText(short).wrappedAt).toBeNull();
  });

  it('never loses a character', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.stringMatching(/^[一-龥，。；　]{1,40}$/u).filter((text) => text.trim() !== ''),
          { minLength: 1, maxLength: 60 },
        ),
        (texts) => {
          const bare = (lines: { text: string }[]): string =>
            lines
              .map((line) => line.text)
              .join('')
              .replace(/[\s\u3000]/gu, '');
          expect(bare(unwrapText(numbered(texts)).lines)).toBe(bare(numbered(texts)));
        },
      ),
    );
    expect(widthOf('条a“')).toBe(5);
  });
});

describe('Markdown beyond the simplest', () => {
  it('titles underlined, references, notes, entities', async () => {
    const outcome = await readFile(
      'a.md',
      Buffer.from('条例\n====\n\n**第一条**&emsp;见[甲][1]和乙[^2]，&#31532;。\n\n[1]: http://a\n[^2]: 注\n1\\. 目'),
    );
    if (!outcome.ok) throw new Error(outcome.message);
    expect(outcome.lines.map((line) => line.text)).toEqual(['条例', '第一条　见甲和乙，第。', '1. 目']);
  });
});
