/** The console's addresses. Whoever is not signed in goes to sign in first, and then on to where they were going. */
import { createRouter, createWebHistory } from 'vue-router';
import { whenSessionIsOver } from './api/ask';
import { forget, hindranceOf, loadViewer, viewer } from './api/session';
import { texts } from './texts';

declare module 'vue-router' {
  interface RouteMeta {
    title: string;
    /** shown without the frame, to whoever is not signed in yet */
    open?: boolean;
  }
}

export const router = createRouter({
  history: createWebHistory('/console/'),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/sign-in', component: () => import('./SignInPage.vue'), meta: { title: texts.signIn.title, open: true } },
    { path: '/', component: () => import('./desks/home/HomeDesk.vue'), meta: { title: texts.home } },
    { path: '/account', component: () => import('./desks/account/AccountDesk.vue'), meta: { title: texts.account } },
    { path: '/:unknown(.*)*', redirect: '/' },
  ],
});

let asked = false;
router.beforeEach(async (to) => {
  if (!asked) {
    await loadViewer();
    asked = true;
  }
  const hindrance = hindranceOf(viewer.value);
  if (to.meta.open) return hindrance === null ? '/' : true;
  return hindrance === null ? true : { path: '/sign-in', query: { to: to.fullPath } };
});
whenSessionIsOver(() => {
  // whoever was never signed in is sent by the guard
  if (viewer.value === null) return;
  forget();
  void router.push({ path: '/sign-in', query: { to: router.currentRoute.value.fullPath, over: '1' } });
});
router.afterEach((to) => void (document.title = `${to.meta.title} · ${texts.product}`));
