import { sheetTexts } from '../../texts/sheets';
import { type Desk, STAFF } from '../desk';

const title = sheetTexts.place;
export const sheets: Desk = {
  place: {
    words: title,
    to: '/sheets',
    roles: [...STAFF, 'DRAFTER'],
    kinds: ['COMMENTS_TO_LIST', 'SHEET_TO_CHECK', 'SHEET_TO_SIGN'],
    perRound: true,
  },
  routes: [
    { path: '/sheets', component: () => import('./SheetRounds.vue'), meta: { title } },
    { path: '/sheets/:consultationId', component: () => import('./SheetsDesk.vue'), meta: { title }, props: true },
    {
      path: '/sheets/:consultationId/:sheetId',
      component: () => import('./SheetPage.vue'),
      meta: { title },
      props: true,
    },
  ],
};
