/**
 * The environment of a test file is the worker's own: no context of its own, no copied globals. Fake timers are the
 * one thing of the `jest` object that the tests ask for, so it has nothing else.
 */
const { ModernFakeTimers } = require('@jest/fake-timers');

const { exit } = process;

module.exports = class PlainEnvironment {
  constructor({ projectConfig }) {
    this.global = globalThis;
    const timers = new ModernFakeTimers({ config: projectConfig, global: globalThis });
    this.fakeTimersModern = timers;
    globalThis.jest = {
      useFakeTimers: (config) => timers.useFakeTimers(config),
      useRealTimers: () => timers.useRealTimers(),
      advanceTimersByTimeAsync: (ms) => timers.advanceTimersByTimeAsync(ms),
    };
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    // Jest wraps it for every file, to tell which one ended the worker
    process.exit = exit;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }
};
