/**
 * Keeps the console itself on the device, so that a page for meetings opens without a signal. Only the program: nothing
 * that was asked of the service is kept. FILES and VERSION are written in front of it by the build.
 */
/* global FILES, VERSION */
const NAME = `yifayima-console-${VERSION}`;
const SHELL = '/console/';

self.addEventListener('install', (event) =>
  event.waitUntil(
    caches
      .open(NAME)
      .then((cache) => cache.addAll([SHELL, ...FILES]))
      .then(() => self.skipWaiting()),
  ),
);
self.addEventListener('activate', (event) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((n) => n.startsWith('yifayima-console-') && n !== NAME).map((n) => caches.delete(n))),
      )
      .then(() => self.clients.claim()),
  ),
);
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin || !url.pathname.startsWith(SHELL)) return;
  // files have a name for their content, and are never another
  if (FILES.includes(url.pathname)) {
    event.respondWith(caches.match(url.pathname).then((kept) => kept ?? fetch(event.request)));
    return;
  }
  // the page is the service's while it answers
  if (event.request.mode === 'navigate')
    event.respondWith(fetch(event.request).catch(() => caches.match(SHELL).then((kept) => kept ?? Response.error())));
});
