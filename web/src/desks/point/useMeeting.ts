/**
 * One meeting on this device: what is added is kept first and sent then, in its order, as often as it takes; the service
 * stores each once. What it refuses stays here with its reason.
 */
import { computed, onMounted, onUnmounted, ref, shallowRef } from 'vue';
import { ask, Fault, wordsOf } from '../../api/ask';
import { newId, newKey, sendCard } from '../../api/forms';
import {
  ActivityDocument,
  type ActivityFragment,
  EnterVoicesDocument,
  RecordActivityDocument,
  SettleFormCardsDocument,
} from '../../api/generated/graphql';
import { refusedBy } from '../../api/refusal';
import { viewer } from '../../api/session';
import { refreshWaiting } from '../../api/waiting';
import { meetingTexts as says } from '../../texts/meeting';
import { type HeardRound, isAllSent, type KeptCard, type KeptMeeting, type KeptVoice, waitingOf } from './hearing';
import * as store from './hearing-store';
import { smaller } from './photo';

/** Between attempts where the line is bad, in milliseconds */
const AGAIN = 15_000;

export interface ShownCard extends KeptCard {
  /** where the picture is looked at: on the device while it is there, else at the service */
  readonly src: string;
}

export function useMeeting(id: string) {
  const meeting = shallowRef<KeptMeeting | null>(null);
  const activity = shallowRef<ActivityFragment | null>(null);
  const cards = shallowRef<readonly KeptCard[]>([]);
  const voices = shallowRef<readonly KeptVoice[]>([]);
  const loaded = ref(false);
  const fault = ref<string | null>(null);
  const offline = ref(false);
  const addresses = new Map<string, string>();

  const waiting = computed(() => waitingOf(cards.value, voices.value));
  const isClear = computed(() => isAllSent(waiting.value) && meeting.value?.sent !== false);
  const shown = computed<readonly ShownCard[]>(() =>
    [...cards.value].sort((a, b) => a.ordinal - b.ordinal).map((c) => ({ ...c, src: sourceOf(c) })),
  );
  function sourceOf(card: KeptCard): string {
    const known = addresses.get(card.id);
    if (known !== undefined || card.picture === null) return known ?? `/hearing/cards/${card.id}`;
    const made = URL.createObjectURL(card.picture);
    addresses.set(card.id, made);
    return made;
  }

  /** Each change is on the device before it is on the screen */
  async function setCard(card: KeptCard): Promise<void> {
    await store.keep('cards', card);
    cards.value = [...cards.value.filter((c) => c.id !== card.id), card];
  }
  async function setVoice(voice: KeptVoice): Promise<void> {
    await store.keep('voices', voice);
    voices.value = [...voices.value.filter((v) => v.key !== voice.key), voice];
  }

  /** What another device kept of it comes from the service; what this one has not sent stands as it is */
  async function join(): Promise<void> {
    const found = (await ask(ActivityDocument, { id })).activity ?? null;
    if (!found) return;
    activity.value = found;
    for (const c of found.cards) {
      const own = cards.value.find((k) => k.id === c.id);
      const outcome = own && !own.settled ? own.outcome : (c.outcome ?? null);
      const settled = own === undefined || own.settled;
      const card = { id: c.id, meetingId: id, ordinal: c.ordinal, picture: null, sent: true, outcome, settled };
      cards.value = [...cards.value.filter((k) => k.id !== c.id), card];
    }
  }

  /** A meeting that another device began is this one's too from now on, with its articles: kept, and cleared, alike */
  async function adopt(rounds: readonly HeardRound[]): Promise<void> {
    const a = activity.value;
    if (!a?.contactPoint || meeting.value) return;
    const { heldOn, subject, contactPoint } = a;
    const of = { contactPointId: contactPoint.id, pointName: contactPoint.shortName, place: a.place ?? '' };
    const kept = { id, account: viewer.value?.accountId ?? '', heldOn, subject, ...of, rounds, sent: true };
    await store.keep('meetings', kept);
    meeting.value = kept;
  }

  async function load(): Promise<void> {
    try {
      const kept = await store.meetingOf(id);
      // what another account kept on this device is not shown to this one
      if (kept && kept.account === viewer.value?.accountId) {
        meeting.value = kept;
        [cards.value, voices.value] = [await store.cardsOf(id), await store.voicesOf(id)];
      }
    } catch {
      fault.value = says.noStore;
    }
    await attempt(join);
    loaded.value = true;
    await flush();
  }

  /** true: it went through, or was refused in words; false: the line is down, later again */
  async function attempt(act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      offline.value = false;
      return true;
    } catch (e) {
      if (!(e instanceof Fault)) throw e;
      offline.value = e.code === 'OFFLINE' || e.code === 'BUSY' || e.code === 'UNAVAILABLE';
      if (!offline.value) fault.value = wordsOf(e);
      return false;
    }
  }

  let running = false;
  let wanted = false;
  let refusedToo = false;
  /**
   * Sends what waits; asked while it is under way, once more afterwards. What was refused goes again only where a person
   * wants it, `all`: by itself it would be refused again, at the cost of the line.
   */
  async function flush(all = false): Promise<void> {
    wanted = true;
    refusedToo ||= all;
    if (running) return;
    running = true;
    try {
      while (wanted) {
        wanted = false;
        fault.value = null;
        const through = (await attempt(sendMeeting)) && (await attempt(sendCards)) && (await attempt(sendVoices));
        if (through) await attempt(settle);
      }
    } finally {
      running = refusedToo = false;
    }
    void refreshWaiting();
  }

  async function sendMeeting(): Promise<void> {
    const m = meeting.value;
    if (m === null || m.sent) return;
    if (m.problem !== undefined && !refusedToo) throw new Fault('REFUSED', m.problem, null);
    const { contactPointId, heldOn, subject, place } = m;
    const consultationIds = m.rounds.map((r) => r.id);
    const input = { id, contactPointId, heldOn, subject, place: place === '' ? null : place, consultationIds };
    const { recordActivity: answer } = await ask(RecordActivityDocument, { input });
    const refusal = refusedBy(answer);
    const problem = refusal
      ? [refusal.message, ...Object.values(refusal.fields)].filter((w) => w).join(' ')
      : undefined;
    const now = { ...m, sent: refusal === null, problem };
    await store.keep('meetings', now);
    meeting.value = now;
    if (problem !== undefined) throw new Fault('REFUSED', problem, null);
  }

  async function sendCards(): Promise<void> {
    for (const card of shown.value) {
      if (card.sent || card.picture === null || isSetAside(card)) continue;
      const { src: _src, ...kept } = card;
      try {
        await sendCard(card.id, id, card.ordinal, card.picture);
      } catch (e) {
        if (!(e instanceof Fault) || e.code !== 'REFUSED') throw e;
        await setCard({ ...kept, problem: e.message });
        continue;
      }
      // the bytes leave the device once the service has them; the picture on the screen stays until the page is closed
      await setCard({ ...kept, ...latest(card.id), picture: null, sent: true, problem: undefined });
    }
  }
  const isSetAside = (x: { readonly problem?: string | undefined }): boolean => x.problem !== undefined && !refusedToo;
  const latest = (cardId: string): Partial<KeptCard> => {
    const { outcome, settled } = cards.value.find((c) => c.id === cardId) ?? {};
    return { ...(outcome !== undefined && { outcome }), ...(settled !== undefined && { settled }) };
  };

  async function sendVoices(): Promise<void> {
    for (const voice of [...voices.value].sort((a, b) => a.at - b.at)) {
      const card = cards.value.find((c) => c.id === voice.cardId);
      if (voice.sent || (card && !card.sent) || isSetAside(voice)) continue;
      const line = await enter(voice);
      await setVoice(
        line.problem === null
          ? { ...voice, sent: true, receipt: line.receipt, problem: undefined }
          : { ...voice, problem: line.problem },
      );
    }
  }
  async function enter(v: KeptVoice): Promise<{ problem: string | null; receipt: string }> {
    const target =
      v.articleId === null ? ({ kind: 'UNKNOWN' } as const) : ({ kind: 'ARTICLE', provisionId: v.articleId } as const);
    const heardAt = { activityId: id, cardId: v.cardId, page: v.page };
    const { text, channel, saidOn, act = 'AMEND', key: submissionKey } = v;
    const opinion = { text, target, channel, saidOn, act, direct: false, submissionKey, heardAt };
    const contactPointId = meeting.value?.contactPointId ?? activity.value?.contactPoint?.id ?? '';
    const input = { consultationId: v.roundId, contactPointId, opinions: [opinion] };
    const { enterOpinions: answer } = await ask(EnterVoicesDocument, { input });
    const refusal = refusedBy(answer);
    const line = answer.__typename === 'OpinionsEntered' ? answer.lines[0] : undefined;
    const problem = refusal
      ? [refusal.message, ...Object.values(refusal.fields)].filter((w) => w).join(' ')
      : (line?.problem ?? null);
    return { problem, receipt: line?.receiptCode ?? '' };
  }

  async function settle(): Promise<void> {
    for (const nothing of [true, false]) {
      const of = cards.value.filter((c) => c.sent && !c.settled && (c.outcome === 'NOTHING') === nothing);
      if (of.length === 0) continue;
      const input = { cardIds: of.map((c) => c.id), nothing };
      const { settleFormCards: answer } = await ask(SettleFormCardsDocument, { input });
      if (answer.__typename !== 'BulkDone') throw new Fault('REFUSED', refusedBy(answer)?.message ?? '', null);
      const refused = new Map(answer.refused.map((r) => [r.id, r.message]));
      for (const card of of) await setCard({ ...card, settled: true, problem: refused.get(card.id) });
    }
  }

  /** Photographs in the order they were taken; made smaller here, for the line is bad */
  async function addPhotos(files: readonly File[]): Promise<void> {
    let ordinal = Math.max(0, ...cards.value.map((c) => c.ordinal));
    for (const file of files) {
      const picture = await smaller(file);
      const fresh = {
        id: newId(),
        meetingId: id,
        ordinal: ++ordinal,
        picture,
        sent: false,
        outcome: null,
        settled: true,
      };
      await setCard(fresh).catch(() => void (fault.value = says.noRoom));
    }
    void flush();
  }

  type Said = Pick<KeptVoice, 'roundId' | 'articleId' | 'text' | 'channel' | 'act' | 'saidOn' | 'page' | 'cardId'>;
  /** Kept on the device; false where there was no room, and nothing may be cleared from the screen */
  async function addVoice(said: Said): Promise<boolean> {
    try {
      await setVoice({ key: newKey(), meetingId: id, ...said, at: Date.now(), sent: false });
      const card = cards.value.find((c) => c.id === said.cardId);
      if (card) await setCard({ ...card, outcome: 'TYPED', settled: true });
    } catch {
      fault.value = says.noRoom;
      return false;
    }
    void flush();
    return true;
  }
  async function setNothing(cardId: string, nothing: boolean): Promise<void> {
    const card = cards.value.find((c) => c.id === cardId);
    if (!card) return;
    await setCard({ ...card, outcome: nothing ? 'NOTHING' : null, settled: false, problem: undefined });
    void flush();
  }
  async function dropVoice(key: string): Promise<void> {
    await store.drop('voices', key);
    voices.value = voices.value.filter((v) => v.key !== key);
  }
  async function dropCard(cardId: string): Promise<void> {
    await store.drop('cards', cardId);
    cards.value = cards.value.filter((c) => c.id !== cardId);
  }

  const onLine = (): void => void flush();
  let timer = 0;
  onMounted(() => {
    void load();
    window.addEventListener('online', onLine);
    timer = window.setInterval(() => void (!isClear.value && flush()), AGAIN);
  });
  onUnmounted(() => {
    window.removeEventListener('online', onLine);
    window.clearInterval(timer);
    for (const address of addresses.values()) URL.revokeObjectURL(address);
  });
  return {
    ...{ meeting, activity, cards: shown, voices, loaded, fault, offline, waiting, isClear },
    ...{ adopt, flush, addPhotos, addVoice, setNothing, dropVoice, dropCard },
  };
}
