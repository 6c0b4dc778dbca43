/** Pages for what cannot be shown, each with its status and with what to do next; never a bare 404. */
import { pageTexts as t } from '../platform/texts/pages.js';
import type { Unopened } from './reading.service.js';
import type { Notice } from './views/plain.js';

const front = { to: '/', words: t.footer.front };
const lookUp = { to: '/r', words: t.footer.lookUp };

export interface StatedNotice {
  status: number;
  notice: Notice;
}

/** Everything but the unknown code, which has a page with a field */
export function noticeFor(why: Exclude<Unopened, { kind: 'UNKNOWN' }>, kept = ''): StatedNotice {
  const n = t.notice;
  const contact = 'contact' in why && why.contact !== null ? [n.contact(why.contact)] : [];
  switch (why.kind) {
    case 'REVOKED':
      return { status: 410, notice: { title: n.revoked.title, body: [n.revoked.body], kept, links: [...(why.main === null ? [] : [{ to: `/l/${why.main}`, words: n.revoked.main }]), lookUp, front] } };
    case 'NOT_PUBLIC':
      return { status: 404, notice: { title: n.notPublic.title, body: [n.notPublic.body, ...contact], kept, links: [front, lookUp] } };
    case 'TAKEN_DOWN':
      return { status: 410, notice: { title: n.takenDown.title, body: [why.title, ...(why.reason === null ? [] : [n.takenDown.reason(why.reason)]), n.takenDown.body, ...contact], kept, links: [lookUp, front] } };
  }
}

export const noArticle = (code: string): StatedNotice => ({ status: 404, notice: { title: t.notice.article.title, body: [t.notice.article.body], links: [{ to: `/l/${code}`, words: t.article.whole }] } });

export const crossSite = (path: string): StatedNotice => ({ status: 403, notice: { title: t.notice.crossSite.title, body: [t.notice.crossSite.body], links: [{ to: path, words: t.notice.crossSite.open }] } });

/** The bell rang between opening the form and sending it: the words are given back. */
export const outsideWindow = (code: string, message: string, notYet: boolean, kept: string): StatedNotice => ({
  status: 409, notice: { title: notYet ? t.notice.notOpenNow.title : t.notice.closedNow.title, body: [message], kept, links: [{ to: `/l/${code}`, words: t.article.whole }, lookUp] },
});

export const fault = (): StatedNotice => ({ status: 500, notice: { title: t.notice.fault.title, body: [t.notice.fault.body], links: [front] } });

export const postOnly = (path: string): StatedNotice => ({ status: 405, notice: { title: t.notice.method.title, body: [t.notice.method.body], links: [{ to: path, words: t.notice.crossSite.open }] } });
