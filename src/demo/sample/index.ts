/** The sample regulation that the project ships: two drafts, who is asked, what they say, what is decided. */
export * from './shapes.js';
export { dogsName, dogsText, dogsTitle } from './dogs.text.js';
export { dogsReported, dogsVoices } from './dogs.voices.js';
export { greeningLines, greeningName, greeningTitle } from './greening.text.js';
export { dogsNotes, liftNextNotes, liftNotes, type SampleNotes } from './notes.js';
export { draft1Text, draft1Title } from './draft-1.js';
export { draft2Text, draft2Title } from './draft-2.js';
export { changedThoughNobodyAsked, expectedAlignment, type ExpectedLink } from './expected.js';
export { contactPoints, legislature, staff } from './people.js';
export { opinions } from './opinions.js';
export { comments } from './comments.js';
export { setAside } from './set-aside.js';
export { dogsAsking, liftAsking, type SampleAsking } from './asking.js';
