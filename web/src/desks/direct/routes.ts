import { directTexts } from '../../texts/direct';
import { type Desk, STAFF } from '../desk';

export const direct: Desk = {
  place: {
    words: directTexts.title,
    to: '/direct',
    roles: STAFF,
    kinds: ['OPINIONS_TO_TAKE_UP', 'OPINIONS_QUARANTINED'],
    perRound: true,
  },
  routes: [
    { path: '/direct', component: () => import('./DirectRounds.vue'), meta: { title: directTexts.title } },
    {
      path: '/direct/:consultationId',
      component: () => import('./DirectDesk.vue'),
      meta: { title: directTexts.title },
    },
  ],
};
