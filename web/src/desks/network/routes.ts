import { networkTexts } from '../../texts/network';
import { type Desk, OFFICE } from '../desk';

export const network: Desk = {
  place: { words: networkTexts.title, to: '/network', roles: OFFICE, kinds: [], aside: true },
  routes: [
    { path: '/network', component: () => import('./NetworkDesk.vue'), meta: { title: networkTexts.title } },
    { path: '/network/new', component: () => import('./NewPoints.vue'), meta: { title: networkTexts.add } },
    {
      path: '/network/import',
      component: () => import('./ImportTable.vue'),
      meta: { title: networkTexts.import.title },
    },
  ],
};
