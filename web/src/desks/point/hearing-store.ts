/**
 * What was heard at a meeting, kept on this device until the service has acknowledged it: photographs, typed words, who
 * waits. Of the account that is signed in; another one on the same device sees nothing of it.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Hearable, KeptCard, KeptMeeting, KeptVoice } from './hearing';

interface Schema extends DBSchema {
  meetings: { key: string; value: KeptMeeting; indexes: { account: string } };
  cards: { key: string; value: KeptCard; indexes: { meetingId: string } };
  voices: { key: string; value: KeptVoice; indexes: { meetingId: string } };
  hearable: { key: string; value: Hearable; indexes: { account: string } };
}
type Kind = 'meetings' | 'cards' | 'voices' | 'hearable';

let opened: Promise<IDBPDatabase<Schema>> | null = null;
const database = (): Promise<IDBPDatabase<Schema>> =>
  (opened ??= openDB<Schema>('yifayima-hearing', 2, {
    upgrade(db, from) {
      if (from < 1) {
        db.createObjectStore('meetings', { keyPath: 'id' }).createIndex('account', 'account');
        db.createObjectStore('cards', { keyPath: 'id' }).createIndex('meetingId', 'meetingId');
        db.createObjectStore('voices', { keyPath: 'key' }).createIndex('meetingId', 'meetingId');
      }
      if (from < 2) db.createObjectStore('hearable', { keyPath: 'taskId' }).createIndex('account', 'account');
    },
  }));

/** Rejects where the device has no room left: then it is not kept, and whoever calls says so */
export async function keep<K extends Kind>(kind: K, value: Schema[K]['value']): Promise<void> {
  await (await database()).put(kind, value);
}
export const drop = async (kind: Kind, key: string): Promise<void> => (await database()).delete(kind, key);

export const meetingsOf = async (account: string): Promise<KeptMeeting[]> =>
  (await database()).getAllFromIndex('meetings', 'account', account);
export const meetingOf = async (id: string): Promise<KeptMeeting | undefined> => (await database()).get('meetings', id);
export const cardsOf = async (meetingId: string): Promise<KeptCard[]> =>
  (await database()).getAllFromIndex('cards', 'meetingId', meetingId);
export const voicesOf = async (meetingId: string): Promise<KeptVoice[]> =>
  (await database()).getAllFromIndex('voices', 'meetingId', meetingId);

export const hearableOf = async (account: string): Promise<Hearable[]> =>
  (await database()).getAllFromIndex('hearable', 'account', account);

/** Everything of one meeting leaves the device; what the service has stays there */
export async function forgetMeeting(id: string): Promise<void> {
  const [cards, voices] = [await cardsOf(id), await voicesOf(id)];
  await Promise.all([
    ...cards.map((c) => drop('cards', c.id)),
    ...voices.map((v) => drop('voices', v.key)),
    drop('meetings', id),
  ]);
}
