/** What the office says about a text before it is out. */
import type { Client } from './client.js';
import type { SampleNotes } from './sample/notes.js';

export async function tellAbout(office: Client, draftId: string, notes: SampleNotes): Promise<void> {
  const first = { draftId, expectedRevision: 0 };
  await office.act('saveStatement', { ...first, text: notes.statement }, 'Draft', 'id');
  await office.act('saveKeyPoints', { ...first, sentence: notes.sentence, points: notes.points }, 'Draft', 'id');
  for (const [label, text] of Object.entries(notes.articles))
    await office.act('saveProvisionNote', { ...first, label, text }, 'Draft', 'id');
  await office.act('saveReferences', { ...first, entries: notes.references }, 'Draft', 'id');
}
