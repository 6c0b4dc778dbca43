import { texts } from '../../texts';
import type { Desk } from '../desk';

export const account: Desk = {
  routes: [{ path: '/account', component: () => import('./AccountDesk.vue'), meta: { title: texts.account } }],
};
