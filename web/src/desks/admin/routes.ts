import { dayOf, daysLater } from '../../parts/days';
import { adminTexts } from '../../texts/admin';
import type { Desk } from '../desk';

const titled = (title: string) => ({ title });

export const accounts: Desk = {
  place: {
    words: adminTexts.accounts.title,
    to: '/accounts',
    roles: ['ADMINISTRATOR', 'SYSTEM_ADMINISTRATOR'],
    kinds: [],
    aside: true,
  },
  routes: [
    { path: '/accounts', component: () => import('./AccountsDesk.vue'), meta: titled(adminTexts.accounts.title) },
    { path: '/accounts/new', component: () => import('./NewAccounts.vue'), meta: titled(adminTexts.accounts.addTitle) },
  ],
};
export const handover: Desk = {
  place: { words: adminTexts.handover.title, to: '/handover', roles: ['ADMINISTRATOR'], kinds: [], aside: true },
  routes: [
    { path: '/handover', component: () => import('./HandoverDesk.vue'), meta: titled(adminTexts.handover.title) },
  ],
};
export const settings: Desk = {
  place: { words: adminTexts.settings.title, to: '/settings', roles: ['ADMINISTRATOR'], kinds: [], aside: true },
  routes: [
    { path: '/settings', component: () => import('./SettingsDesk.vue'), meta: titled(adminTexts.settings.title) },
  ],
};
export const ledger: Desk = {
  place: {
    words: adminTexts.ledger.title,
    to: '/ledger',
    roles: ['ADMINISTRATOR', 'SYSTEM_ADMINISTRATOR'],
    kinds: [],
    aside: true,
  },
  routes: [
    {
      path: '/ledger',
      component: () => import('./LedgerDesk.vue'),
      meta: titled(adminTexts.ledger.title),
      // five years of a province are millions of records: the last month first, and everything for whoever clears it
      beforeEnter: (to) =>
        Object.keys(to.query).length > 0 || { ...to, query: { from: daysLater(dayOf(new Date().toISOString()), -30) } },
    },
  ],
};
