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

it('reads the sources of the console', () => expect(sources.length).toBeGreaterThan(10));
it('only web/src/api asks the service', () => expect(sources.filter((p) => outsideApi(p, read(p)))).toEqual([]));
it('a desk takes nothing from another desk', () =>
  expect(sources.flatMap((p) => foreignDesks(p, read(p)))).toEqual([]));
it('no page is given markup', () =>
  expect(sources.filter((p) => /v-html|innerHTML|outerHTML/.test(read(p)))).toEqual([]));
it('what is said stands in the catalogue', () =>
  expect(sources.filter((p) => !CATALOGUE.test(p) && saysChinese(read(p)))).toEqual([]));
it('control', () => {
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
