import { answerTexts } from '../../texts/answers';
import type { Desk } from '../desk';

const title = answerTexts.place;
/** Without a place of its own: it is come to from 工作台 and from 反馈函, where something waits */
export const answers: Desk = {
  routes: [
    { path: '/answers/:consultationId', component: () => import('./AnswersDesk.vue'), meta: { title }, props: true },
  ],
};
