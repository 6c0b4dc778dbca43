import { meetingTexts } from '../../texts/meeting';
import { addresses } from '../../addresses';
import { activityTexts } from '../../texts/activities';
import { figureTexts } from '../../texts/figures';
import { heardTexts } from '../../texts/heard';
import { nodeTexts } from '../../texts/nodes';
import { passingTexts } from '../../texts/passing';
import { pointTexts } from '../../texts/point';
import type { Desk } from '../desk';

export const point: Desk = {
  place: {
    words: pointTexts.tasks,
    to: '/tasks',
    also: [addresses.meetings, addresses.nodes, addresses.figures, addresses.activities],
    roles: ['LIAISON_OFFICER'],
    kinds: [
      ...(['TASK_TO_RECEIVE', 'TASK_TO_ANSWER', 'COMMENTS_RETURNED', 'COMMENTS_TO_REPORT'] as const),
      ...(['FORMS_TO_TYPE', 'PEOPLE_TO_TELL'] as const),
    ],
  },
  routes: [
    { path: '/tasks', component: () => import('./TasksDesk.vue'), meta: { title: pointTexts.tasks } },
    {
      path: '/tasks/:taskId',
      component: () => import('./TaskPage.vue'),
      meta: { title: pointTexts.tasks },
      props: true,
    },
    {
      path: '/tasks/:taskId/pass',
      component: () => import('./PassPage.vue'),
      meta: { title: passingTexts.place },
      props: true,
    },
    {
      path: '/tasks/:taskId/record',
      component: () => import('./RecordPage.vue'),
      meta: { title: pointTexts.record },
      props: true,
    },
    {
      path: '/tasks/:taskId/calls',
      component: () => import('./CallsPage.vue'),
      meta: { title: heardTexts.calls },
      props: true,
    },
    {
      path: '/tasks/:taskId/table',
      component: () => import('./VoicesTable.vue'),
      meta: { title: heardTexts.table },
      props: true,
    },
    {
      path: '/tasks/:taskId/poster',
      component: () => import('./PosterPage.vue'),
      meta: { title: pointTexts.code },
      props: true,
    },
    { path: '/figures', component: () => import('./FiguresPage.vue'), meta: { title: figureTexts.title } },
    { path: '/activities', component: () => import('./ActivitiesPage.vue'), meta: { title: activityTexts.title } },
    {
      path: '/activities/:activityId/codes',
      component: () => import('./ActivityCodesPage.vue'),
      meta: { title: activityTexts.codesTitle },
      props: true,
    },
    { path: '/nodes', component: () => import('./NodesPage.vue'), meta: { title: nodeTexts.place } },
    { path: '/meetings', component: () => import('./MeetingsPage.vue'), meta: { title: meetingTexts.title } },
    {
      path: '/meetings/:activityId',
      component: () => import('./MeetingPage.vue'),
      meta: { title: meetingTexts.title },
      props: true,
    },
  ],
};

export const pointLetters: Desk = {
  place: {
    words: pointTexts.received,
    to: '/received',
    roles: ['LIAISON_OFFICER'],
    kinds: ['LETTERS_TO_ACKNOWLEDGE'],
  },
  routes: [
    { path: '/received', component: () => import('./LettersPage.vue'), meta: { title: pointTexts.received } },
    {
      path: '/received/:roundId/:letterId',
      component: () => import('./LetterPage.vue'),
      meta: { title: pointTexts.received },
      props: true,
    },
  ],
};
