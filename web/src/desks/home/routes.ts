import { addresses } from '../../addresses';
import { viewer } from '../../api/session';
import { texts } from '../../texts';
import { type Desk, OFFICE } from '../desk';

/** Whoever is of no office finds the own tasks there instead */
const elsewhere = (): string | true =>
  viewer.value?.roles.every((r) => r === 'LIAISON_OFFICER') === true ? addresses.tasks : true;

export const home: Desk = {
  place: { words: texts.home, to: '/', roles: OFFICE, kinds: [] },
  routes: [
    { path: '/', component: () => import('./HomeDesk.vue'), meta: { title: texts.home }, beforeEnter: elsewhere },
  ],
};
