/**
 * Jest runs each file with this instead of `jest-runtime`: in plain Node, from the compiled form in dist, with one
 * module registry a worker. What is tested is then what ships, and the service is loaded once a worker instead of once
 * a file. Everything else of Jest stays: its hooks, timeouts, reports, snapshots and options.
 * What this leaves out is isolation: a file that changes a global or the environment has to put it back.
 */
const { createRequire } = require('node:module');
const { extname, join, relative } = require('node:path');
const { pathToFileURL } = require('node:url');

/** Jest's own framework keeps what it knows of a file under this name of the global object, and on its module */
const HANDLERS = Symbol.for('EVENT_HANDLERS');
let runs = 0;

module.exports = class PlainRuntime {
  constructor(config) {
    this.root = config.rootDir;
  }

  /** The framework is loaded anew for every file, for it counts in its module what a file declares. */
  requireInternalModule(path) {
    delete globalThis[HANDLERS];
    delete require.cache[path];
    return require(path);
  }

  requireModule(path) {
    return createRequire(join(this.root, 'package.json'))(path);
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  /** A spec is evaluated at every run of it (watching runs it again), all that it imports once a worker. */
  async unstable_importModule(path) {
    const url = pathToFileURL(
      join(this.root, 'dist', relative(this.root, path)).slice(0, -extname(path).length) + '.js',
    );
    url.searchParams.set('run', String(++runs));
    return import(url.href);
  }

  /** Stacks are told in TypeScript by the maps beside the compiled files, which Jest finds itself. */
  getSourceMaps() {
    return new Map();
  }

  getAllCoverageInfoCopy() {
    return undefined;
  }

  setGlobalsForRuntime() {}
  enterTestCode() {}
  leaveTestCode() {}
  teardown() {}
};
