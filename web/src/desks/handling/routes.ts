import { handlingTexts } from '../../texts/handling';
import { type Desk, STAFF } from '../desk';

export const handling: Desk = {
  place: {
    words: handlingTexts.title,
    to: '/handling',
    roles: STAFF,
    kinds: ['COMMENTS_TO_PROPOSE'],
    perRound: true,
  },
  routes: [
    { path: '/handling', component: () => import('./HandlingRounds.vue'), meta: { title: handlingTexts.title } },
    {
      path: '/handling/:consultationId',
      component: () => import('./HandlingDesk.vue'),
      meta: { title: handlingTexts.title },
    },
  ],
};
