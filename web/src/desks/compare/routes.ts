import { compareTexts } from '../../texts/compare';
import { type Desk, OFFICE } from '../desk';

const title = compareTexts.place;
export const compare: Desk = {
  place: {
    words: title,
    to: '/compare',
    roles: OFFICE.filter((r) => r !== 'ADMINISTRATOR'),
    kinds: ['LINEAGE_FAILED', 'LINEAGE_TO_CONFIRM', 'EVIDENCE_TO_REVIEW'],
    perRound: true,
  },
  routes: [
    { path: '/compare', component: () => import('./CompareRounds.vue'), meta: { title } },
    { path: '/compare/:consultationId', component: () => import('./CompareDesk.vue'), meta: { title }, props: true },
    { path: '/compare-to/:draftId', component: () => import('./CompareDesk.vue'), meta: { title }, props: true },
  ],
};
