import { numberTexts, paperTexts } from '../../texts/papers';
import { roundTexts } from '../../texts/rounds';
import { type Desk, OFFICE } from '../desk';

const title = roundTexts.place;
export const rounds: Desk = {
  place: {
    words: title,
    to: '/rounds',
    roles: OFFICE.filter((r) => r !== 'ADMINISTRATOR'),
    kinds: ['ROUND_TO_SEND', 'ROUND_TO_CHECK', 'ROUND_RETURNED', 'BODIES_OVERDUE'],
  },
  routes: [
    { path: '/rounds', component: () => import('./RoundsDesk.vue'), meta: { title } },
    { path: '/rounds/new', component: () => import('./PrepareRound.vue'), meta: { title: roundTexts.prepare } },
    {
      path: '/rounds/calendar',
      component: () => import('./WorkCalendar.vue'),
      meta: { title: roundTexts.calendar.title },
    },
    {
      path: '/rounds/numbers',
      component: () => import('./DocumentNumbers.vue'),
      meta: { title: numberTexts.place },
    },
    { path: '/rounds/:consultationId', component: () => import('./RoundPage.vue'), meta: { title }, props: true },
    {
      path: '/rounds/:consultationId/papers',
      component: () => import('./RoundPapers.vue'),
      meta: { title: paperTexts.place },
      props: true,
    },
    {
      path: '/rounds/:consultationId/scans',
      component: () => import('./ScansPage.vue'),
      meta: { title: roundTexts.scansPage.title },
      props: true,
    },
    {
      path: '/rounds/:consultationId/codes',
      component: () => import('./CodePosters.vue'),
      meta: { title: roundTexts.poster.title, bare: true },
      props: true,
    },
  ],
};
