import { notesTexts } from '../../texts/notes';
import { draftTexts, regulationTexts } from '../../texts/regulations';
import { type Desk, OFFICE } from '../desk';

const title = regulationTexts.place;
export const regulations: Desk = {
  place: {
    words: title,
    to: '/regulations',
    also: ['/drafts'],
    roles: OFFICE.filter((r) => r !== 'ADMINISTRATOR'),
    kinds: ['DRAFT_TO_CHECK', 'DRAFT_TO_PUBLISH'],
  },
  routes: [
    { path: '/regulations', component: () => import('./RegulationsDesk.vue'), meta: { title } },
    {
      path: '/regulations/:regulationId',
      component: () => import('./RegulationPage.vue'),
      meta: { title },
      props: true,
    },
    {
      path: '/drafts/:draftId',
      component: () => import('./DraftPage.vue'),
      meta: { title: draftTexts.title },
      props: true,
    },
    {
      path: '/drafts/:draftId/notes',
      component: () => import('./NotesPage.vue'),
      meta: { title: notesTexts.title },
      props: true,
    },
  ],
};
