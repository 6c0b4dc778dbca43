/**
 * The environment of a test file is the worker's own: no context of its own, no copied globals. Fake timers are the
 * one thing of the `jest` object that the tests ask for, so it has nothing else.
 */
const { ModernFakeTimers } = require('@jest/fake-timers');

const { exit } = process;

const fs = require('node:fs');
const cg =
  '/sys/fs/cgroup/cpuacct' + /cpuacct:(.*)/.exec(fs.readFileSync('/proc/self/cgroup', 'utf8'))[1] + '/cpuacct.usage';
const now = () => [Number(fs.readFileSync(cg)) / 1e9, process.cpuUsage(), performance.now()];
let last = now();
function cpu(path) {
  const n = now();
  const u = (c) => (c.user + c.system) / 1e6;
  fs.appendFileSync(
    '/tmp/tests-percpu.txt',
    `${(n[0] - last[0]).toFixed(2)}\t${(u(n[1]) - u(last[1])).toFixed(2)}\t${((n[2] - last[2]) / 1000).toFixed(1)}\t${path.split('/test/')[1]}\n`,
  );
  last = n;
}

module.exports = class PlainEnvironment {
  constructor({ projectConfig }, { testPath }) {
    this.path = testPath;
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
    cpu(this.path);
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
