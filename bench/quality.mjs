/** What a reader gets of a difference, counted: pieces, changes of one character, words cut in two, characters marked. */
const words = new Intl.Segmenter('zh', { granularity: 'word' });
const cutsOf = (text) => new Set([0, ...[...words.segment(text)].map((w) => w.index + w.segment.length)]);

/**
 * @param differences of pairs of texts, each as [type, text] with type -1 deleted, 0 kept, 1 inserted
 * @param foldForm what is equal by it is a change of form, which is told apart and not counted as a change of words
 * @returns hunks of words, the share of them that is one character on either side, the share of their edges that cut a
 * word as Intl.Segmenter has it, the characters they mark
 */
export function quality(differences, foldForm) {
  const sum = { hunks: 0, single: 0, edges: 0, cut: 0, marked: 0 };
  for (const difference of differences) judge(difference, foldForm, sum);
  const share = (part, of) => (of === 0 ? 0 : (100 * part) / of);
  return {
    hunks: sum.hunks,
    single: share(sum.single, sum.hunks),
    cut: share(sum.cut, sum.edges),
    marked: sum.marked,
  };
}

function judge(difference, foldForm, sum) {
  const side = (not) =>
    difference
      .filter(([type]) => type !== not)
      .map(([, text]) => text)
      .join('');
  const [inOld, inNew] = [cutsOf(side(1)), cutsOf(side(-1))];
  let [p, q, gone, come] = [0, 0, '', ''];
  const close = () => {
    if (gone + come !== '' && foldForm(gone) !== foldForm(come)) {
      sum.hunks++;
      if (gone.length <= 1 && come.length <= 1) sum.single++;
      sum.marked += gone.length + come.length;
      for (const [text, at, cuts] of [
        [gone, p, inOld],
        [come, q, inNew],
      ]) {
        if (text === '') continue;
        sum.edges += 2;
        sum.cut += [at, at + text.length].filter((place) => !cuts.has(place)).length;
      }
    }
    p += gone.length;
    q += come.length;
    [gone, come] = ['', ''];
  };
  for (const [type, text] of difference) {
    if (type < 0) gone += text;
    else if (type > 0) come += text;
    else {
      close();
      p += text.length;
      q += text.length;
    }
  }
  close();
}

/**
 * Texts as two files that git compares in one process, and its answer as differences: between two pairs stand lines that
 * both files have, and a line feed of a text is a sign of its own.
 */
export const FEED = '\u2029';
const FENCE = '=== 对 ===';
export const fenced = (texts) =>
  texts.map((text) => `${FENCE}\n${text.replaceAll('\n', FEED)}\n`).join('') + `${FENCE}\n`;
export const WORD_DIFF = ['diff', '--no-index', '-U0', '--word-diff=porcelain', '--word-diff-regex=.'];

export function readWordDiff(out) {
  const differences = [];
  let open = null;
  for (const line of out.split('\n')) {
    if (line.startsWith('@@')) differences.push((open = []));
    else if (open && /^[ +-]/u.test(line))
      open.push([line[0] === ' ' ? 0 : line[0] === '-' ? -1 : 1, line.slice(1).replaceAll(FEED, '\n')]);
  }
  return differences;
}
