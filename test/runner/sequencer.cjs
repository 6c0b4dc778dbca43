/**
 * The order in which test files are begun: what takes long first, so that no long one runs alone at the end. Jest's own
 * order goes by an earlier run, which a fresh machine has not seen, and then by the size of a file, which says nothing
 * of a browser or of four thousand requests.
 */
const Sequencer = require('@jest/test-sequencer').default;

/** What takes a minute and more by itself, the longest first; then everything that starts a browser */
const LONGEST = [
  'walls/neighbour.db.spec.ts',
  'articles/doubling.spec.ts',
  'story/walk.story.spec.ts',
  'story/operator.story.spec.ts',
  'story/console.story.spec.ts',
  'story/papers.story.spec.ts',
  'story/pooler.story.spec.ts',
  'story/side-by-side.story.spec.ts',
];
const rank = ({ path }) => {
  const long = LONGEST.findIndex((name) => path.endsWith(name));
  if (long >= 0) return long;
  return LONGEST.length + (path.endsWith('.browser.spec.ts') ? 0 : 1);
};

module.exports = class extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};
