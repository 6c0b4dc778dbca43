import { setupTexts } from '../../texts/setup';
import type { Desk } from '../desk';

export const setup: Desk = {
  place: { words: setupTexts.title, to: '/setup', roles: ['SYSTEM_ADMINISTRATOR'], kinds: [], aside: true },
  routes: [{ path: '/setup', component: () => import('./SetupDesk.vue'), meta: { title: setupTexts.title } }],
};
