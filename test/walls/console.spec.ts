/**
 * What the console may do where: only `web/src/api` asks the service, a desk takes nothing from another desk, and no page
 * is given markup that it did not write.
 */
import { filesUnder, read } from './sources.js';

const sources = filesUnder('web/src', (path) => /\.(ts|vue)$/.test(path) && !path.includes('/generated/'));

/** The ways out of a browser */
const ASKS = /\b(fetch|XMLHttpRequest|EventSource|WebSocket|sendBeacon)\b\s*[(;]/;
const outsideApi = (path: string, text: string): boolean => !path.startsWith('web/src/api/') && ASKS.test(text);

function foreignDesks(path: string, text: string): string[] {
  const own = /^web\/src\/desks\/([^/]+)\//.exec(path)?.[1];
  if (own === undefined) return [];
  return [...text.matchAll(/from '([^']*desks\/([^/']+)[^']*|\.\.\/([^./'][^/']*)\/[^']*)'/g)]
    .filter((m) => (m[2] ?? m[3]) !== own)
    .map((m) => m[1] ?? '');
}

/** The catalogue, the words of days, the sign of the product, which is a picture, and tests */
const CATALOGUE = /\/texts\/[a-z-]+\.ts$|\/parts\/(days\.ts|MarkSign\.vue)$|\.spec\.ts$/;
const saysChinese = (text: string): boolean =>
  /\p{Script=Han}/u.test(text.replace(/\/\*[^]*?\*\/|<!--[^]*?-->|(^|\s)\/\/.*$/gm, ''));

/**
 * What came to Chromium after 86, which is what 360, WPS and UOS bring: the types of the console end at ES2021, and know
 * nothing of styles, nor of what a browser has beside the language.
 */
const LATER_STYLES =
  /:has\(|:is\(|:where\(|@container|@layer|\binset\s*:|aspect-ratio\s*:|color-mix\(|\bdvh\b|\bsubgrid\b/;
const LATER_CALLS =
  /\bstructuredClone\(|\brandomUUID\(|AbortSignal\.(timeout|any)\(|URL\.canParse\(|\.(checkVisibility|showPicker|requestSubmit)\(/;
const stylesIn = (path: string, text: string): string =>
  path.endsWith('.css') ? text : [...text.matchAll(/<style[^>]*>([^]*?)<\/style>/g)].map((m) => m[1]).join('\n');
const asksLater = (path: string, text: string): boolean =>
  LATER_STYLES.test(stylesIn(path, text)) || (!path.endsWith('.css') && LATER_CALLS.test(text));

it('reads the sources of the console', () => expect(sources.length).toBeGreaterThan(10));
it('only web/src/api asks the service', () => expect(sources.filter((p) => outsideApi(p, read(p)))).toEqual([]));
it('a desk takes nothing from another desk', () =>
  expect(sources.flatMap((p) => foreignDesks(p, read(p)))).toEqual([]));
it('no page is given markup', () =>
  expect(sources.filter((p) => /v-html|innerHTML|outerHTML/.test(read(p)))).toEqual([]));
it('what is said stands in the catalogue', () =>
  expect(sources.filter((p) => !CATALOGUE.test(p) && saysChinese(read(p)))).toEqual([]));
it('nothing is asked of a browser that Chromium 86 has not', () =>
  expect(
    [...sources, ...filesUnder('web/src', (path) => path.endsWith('.css'))].filter((p) => asksLater(p, read(p))),
  ).toEqual([]));
it('control', () => {
  expect(asksLater('a.vue', '<style scoped>.a:has(b) { top: 0; }</style>')).toBe(true);
  expect(asksLater('a.css', '.a { inset: 0; }')).toBe(true);
  expect(asksLater('a.vue', "<script>const a = ':has('</script><style>.a { top: 0; }</style>")).toBe(false);
  expect(asksLater('a.ts', 'const id = crypto.randomUUID();')).toBe(true);
  expect(saysChinese("/** 工作台 */ const a = 'x'; // 待办")).toBe(false);
  expect(saysChinese('<p>退出</p>')).toBe(true);
  expect(outsideApi('web/src/desks/home/HomeDesk.vue', "await fetch('/graphql')")).toBe(true);
  expect(outsideApi('web/src/api/ask.ts', "await fetch('/graphql')")).toBe(false);
  expect(foreignDesks('web/src/desks/home/x.ts', "import a from '../account/y'")).toEqual(['../account/y']);
  expect(foreignDesks('web/src/desks/home/x.ts', "import a from '../../desks/account/y'")).toEqual([
    '../../desks/account/y',
  ]);
  expect(foreignDesks('web/src/desks/home/x.ts', "import a from '../../parts/y'; import b from './z'")).toEqual([]);
});
