/** Pages for what cannot be shown, each with its status and with what to do next; never a bare 404. */
import { stripInvisible } from '../platform/base/visible.rules.js';
import { pageTexts as t } from './page.texts.js';
import type { Unopened } from './public-draft.service.js';
import type { Notice } from './views/plain.js';

const front = { to: '/', words: t.footer.front };
const lookUp = { to: '/r', words: t.footer.lookUp };

export interface StatedNotice {
  status: number;
  notice: Notice;
}

const stated = (
  status: number,
  title: string,
  body: readonly string[],
  links: Notice['links'],
  kept = '',
): StatedNotice => ({ status, notice: { title, body, links, kept } });

/** Everything but the unknown code, which has a page with a field */
export function noticeFor(why: Exclude<Unopened, { kind: 'UNKNOWN' }>, kept = ''): StatedNotice {
  const n = t.notice;
  const contact = 'contact' in why && why.contact !== null ? [n.contact(why.contact)] : [];
  switch (why.kind) {
    case 'REVOKED': {
      const next = why.next === null ? [] : [{ to: `/l/${why.next}`, words: n.revoked.next }];
      const main = why.main === null ? [] : [{ to: `/l/${why.main}`, words: n.revoked.main }];
      const reason = why.reason === null ? [] : [n.revoked.reason(stripInvisible(why.reason))];
      const body = why.next === null ? n.revoked.body : n.revoked.replacedBody;
      return stated(410, n.revoked.title, [...reason, body], [...next, ...main, lookUp, front], kept);
    }
    case 'NOT_PUBLIC':
      return stated(404, n.notPublic.title, [n.notPublic.body, ...contact], [front, lookUp], kept);
    case 'TAKEN_DOWN': {
      const reason = why.reason === null ? [] : [n.takenDown.reason(stripInvisible(why.reason))];
      return stated(
        410,
        n.takenDown.title,
        [stripInvisible(why.title), ...reason, n.takenDown.body, ...contact],
        [lookUp, front],
        kept,
      );
    }
  }
}

const whole = (code: string): Notice['links'][number] => ({ to: `/l/${code}`, words: t.article.whole });

export const noArticle = (code: string): StatedNotice =>
  stated(404, t.notice.article.title, [t.notice.article.body], [whole(code)]);

export const noAddress: StatedNotice = stated(
  404,
  t.notice.address.title,
  [t.notice.address.body],
  [{ to: '/', words: t.footer.front }],
);

export const crossSite = (path: string): StatedNotice =>
  stated(403, t.notice.crossSite.title, [t.notice.crossSite.body], [{ to: path, words: t.notice.crossSite.open }]);

/** What came between opening the form and sending it: the bell, or what a person decided about the round */
export type Outside = 'NOT_YET' | 'CLOSED' | 'SUSPENDED' | 'CANCELLED';
const outsideTitles: { readonly [O in Outside]: string } = {
  NOT_YET: t.notice.notOpenNow.title,
  CLOSED: t.notice.closedNow.title,
  SUSPENDED: t.notice.suspendedNow.title,
  CANCELLED: t.notice.cancelledNow.title,
};

/** The words are given back, whatever came between. */
export const outsideWindow = (code: string, message: string, why: Outside, kept: string): StatedNotice =>
  stated(409, outsideTitles[why], [message], [whole(code), lookUp], kept);

export const fault = (status: number): StatedNotice =>
  stated(status, t.notice.fault.title, [t.notice.fault.body], [front]);

export const postOnly = (path: string): StatedNotice =>
  stated(405, t.notice.method.title, [t.notice.method.body], [{ to: path, words: t.notice.crossSite.open }]);
