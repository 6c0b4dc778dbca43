import { letterTexts } from '../../texts/letters';
import { type Desk, STAFF } from '../desk';

const title = letterTexts.place;
export const letters: Desk = {
  place: {
    words: title,
    to: '/letters',
    roles: STAFF,
    kinds: ['LETTERS_TO_COMPOSE', 'LETTERS_TO_FINALISE', 'LETTERS_TO_SIGN', 'LETTERS_TO_DELIVER', 'REPLIES_TO_ANSWER'],
    perRound: true,
  },
  routes: [
    { path: '/letters', component: () => import('./LetterRounds.vue'), meta: { title } },
    { path: '/letters/:consultationId', component: () => import('./LettersDesk.vue'), meta: { title }, props: true },
  ],
};
