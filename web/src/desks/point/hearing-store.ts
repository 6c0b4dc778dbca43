/**
 * What was heard at a meeting, kept on this device until the service has acknowledged it: photographs, typed words, who
 * waits. Of the account that is signed in; another one on the same device sees nothing of it.
 */
import { ref } from 'vue';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Hearable, KeptCard, KeptMeeting, KeptVoice } from './hearing';

interface Schema extends DBSchema {
  meetings: { key: string; value: KeptMeeting; indexes: { account: string } };
  cards: { key: string; value: KeptCard; indexes: { meetingId: string } };
  voices: { key: string; value: KeptVoice; indexes: { meetingId: string } };
  hearable: { key: string; value: Hearable; indexes: { account: string } };
}
type Kind = 'meetings' | 'cards' | 'voices' | 'hearable';

/**
 * What keeps this page from its store: an older page in another window that holds it (BLOCKED), or a newer one that has
 * changed it, beside which this page is the older one (OUTDATED).
 */
export type StoreTrouble = 'BLOCKED' | 'OUTDATED';
export const storeTrouble = ref<StoreTrouble | null>(null);

let opened: Promise<IDBPDatabase<Schema>> | null = null;
async function open(): Promise<IDBPDatabase<Schema>> {
  try {
    const db = await openDB<Schema>('yifayima-hearing', 2, {
      upgrade(of, from) {
        if (from < 1) {
          of.createObjectStore('meetings', { keyPath: 'id' }).createIndex('account', 'account');
          of.createObjectStore('cards', { keyPath: 'id' }).createIndex('meetingId', 'meetingId');
          of.createObjectStore('voices', { keyPath: 'key' }).createIndex('meetingId', 'meetingId');
        }
        if (from < 2) of.createObjectStore('hearable', { keyPath: 'taskId' }).createIndex('account', 'account');
      },
      // it goes on by itself once the other window is closed
      blocked: () => void (storeTrouble.value = 'BLOCKED'),
      // a newer page waits for this one to let go; what is written already stays
      blocking: (_now, _wanted, event) => {
        (event.target as IDBDatabase).close();
        opened = null;
        storeTrouble.value = 'OUTDATED';
      },
      terminated: () => void (opened = null),
    });
    if (storeTrouble.value === 'BLOCKED') storeTrouble.value = null;
    return db;
  } catch (fault) {
    opened = null;
    if (fault instanceof DOMException && fault.name === 'VersionError') storeTrouble.value = 'OUTDATED';
    throw fault;
  }
}
const database = (): Promise<IDBPDatabase<Schema>> => (opened ??= open());

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
