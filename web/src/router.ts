/** The console's addresses. Whoever is not signed in goes to sign in first, and then on to where they were going. */
import { createRouter, createWebHistory } from 'vue-router';
import { addresses } from './addresses';
import { hindranceOf, isUnsettled, loadViewer, viewer } from './api/session';
import { desks } from './desks';
import { texts } from './texts';

declare module 'vue-router' {
  interface RouteMeta {
    title: string;
    /** shown without the frame, to whoever is not signed in yet */
    open?: boolean;
    /** prints or shows a paper: signed in, and without the frame */
    bare?: boolean;
  }
}

export const router = createRouter({
  history: createWebHistory('/console/'),
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  routes: [
    { path: '/sign-in', component: () => import('./SignInPage.vue'), meta: { title: texts.signIn.title, open: true } },
    ...desks.flatMap((d) => d.routes),
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
  if (hindrance !== null) return { path: '/sign-in', query: { to: to.fullPath } };
  // an installation without an office is set up first
  return to.path === addresses.home && isUnsettled(viewer.value) ? addresses.setup : true;
});
router.afterEach((to) => void (document.title = `${to.meta.title} · ${texts.product}`));
