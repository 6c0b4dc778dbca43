import { setupTexts } from '../../texts/setup';
import type { Desk } from '../desk';

export const setup: Desk = {
  routes: [{ path: '/setup', component: () => import('./SetupDesk.vue'), meta: { title: setupTexts.title } }],
};
