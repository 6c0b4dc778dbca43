/**
 * The order in which test files are begun: what takes long first, so that no long one runs alone at the end. Jest's own
 * order goes by an earlier run, which a fresh machine has not seen, and then by the size of a file, which says nothing
 * of a browser or of four thousand requests.
 */
const Sequencer = require('@jest/test-sequencer').default;

/** What takes a minute and more by itself; then everything that starts a browser */
const LONGEST = [
  'walls/neighbour.db.spec.ts',
  'articles/doubling.spec.ts',
  'story/walk.story.spec.ts',
  'story/pooler.story.spec.ts',
  'story/side-by-side.story.spec.ts',
];
const rank = ({ path }) =>
  LONGEST.some((name) => path.endsWith(name)) ? 0 : path.endsWith('.browser.spec.ts') ? 1 : 2;

module.exports = class extends Sequencer {
  sort(tests) {
    const usual = super.sort(tests);
    return [0, 1, 2].flatMap((of) => usual.filter((test) => rank(test) === of));
  }
};
