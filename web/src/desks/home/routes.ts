import { texts } from '../../texts';
import { type Desk, OFFICE } from '../desk';

export const home: Desk = {
  place: { words: texts.home, to: '/', roles: [...OFFICE, 'LIAISON_OFFICER', 'SYSTEM_ADMINISTRATOR'], kinds: [] },
  routes: [{ path: '/', component: () => import('./HomeDesk.vue'), meta: { title: texts.home } }],
};
