/** 座谈会 as a contact point holds them: an activity, forms that are photographed, what is typed from them. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { addDays, dayIn, DEFAULT_ZONE, systemClock } from '../platform/base/clock.js';
import type { Client } from './client.js';

/** A photographed form of the sample by its name, as a phone sends it */
export const samplePhoto = (name: string): Promise<Buffer> =>
  readFile(new URL(`./sample/forms/${name}.jpg`, import.meta.url));

/** The words of the sample that stand on a photographed form, by the name of its picture */
export const onForms: Readonly<Record<string, string>> = {
  'lift-1': '电动车进电梯罚款要加重，二百五百不起作用。',
  'dogs-1': '喂流浪狗是可怜它，一概不让喂，狗翻垃圾袋更脏。应当规定可以在哪里喂、谁来给它绝育。',
};

export interface Meeting {
  id: string;
  /** where a voice was heard: on which photographed form, else at the meeting itself */
  heardAt: (voice: { channel: string; text: string }) => object | null;
}

/**
 * Records an activity of this contact point with these photographs in their order; a blank one is said to be so.
 * `heldOn`: by default yesterday
 */
export async function holdMeeting(
  officer: Client,
  contactPointId: string,
  consultationId: string,
  photos: readonly string[],
  subject = '居民座谈会',
): Promise<Meeting> {
  const id = randomUUID();
  const heldOn = addDays(dayIn(DEFAULT_ZONE, systemClock.now()), -1);
  const given = { id, contactPointId, heldOn, subject, place: '党群服务中心', consultationIds: [consultationId] };
  await officer.act('recordActivity', given, 'Activity', 'id');
  const cards = new Map<string, string>();
  // the forms were handed out with their pages, which the pictures show
  const { first } =
    photos.length === 0
      ? { first: 1 }
      : await officer.act<{ first: number }>(
          'printFormSheets',
          { consultationId, contactPointId, count: photos.length },
          'FormSheetsPrinted',
          'first',
        );
  for (const [at, photo] of photos.entries()) {
    const card = randomUUID();
    await officer.sendForm(card, id, at + 1, await samplePhoto(photo));
    cards.set(photo, card);
  }
  const blank = cards.get('blank');
  if (blank !== undefined)
    await officer.act('settleFormCards', { cardIds: [blank], nothing: true }, 'BulkDone', 'done');
  return {
    id,
    heardAt: ({ channel, text }) => {
      const photo = Object.keys(onForms).find((name) => onForms[name] === text && cards.has(name));
      if (photo !== undefined) return { cardId: cards.get(photo), page: first + photos.indexOf(photo) };
      return channel === 'MEETING' ? { activityId: id } : null;
    },
  };
}
