/** `npm run test:long`: what runs the built program for long. `.ci/run` runs it after `npm test`. */
export { long as default } from './jest.config.mjs';
