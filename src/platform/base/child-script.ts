/**
 * Where the compiled script of a child process is, and what such a child is not allowed to do.
 *
 * The service runs from `dist`, where the script lies beside its caller. Under Jest the caller is TypeScript, and the
 * script is the one `npm test` has built before: same place below `<package>/dist`.
 */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the nearest package.json above. */
function packageRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) throw new Error(`no package.json above ${from}`);
  }
}

/**
 * @param callerUrl `import.meta.url` of the module that starts the child
 * @param name the compiled file beside it, for example `reader.child.js`
 * @throws Error, naming both places, where it has not been built
 */
export function childScript(callerUrl: string, name: string): string {
  const folder = dirname(fileURLToPath(callerUrl));
  const beside = join(folder, name);
  if (existsSync(beside)) return beside;
  const root = packageRoot(folder);
  const built = join(root, 'dist', relative(root, folder), name);
  if (existsSync(built)) return built;
  throw new Error(`neither ${beside} nor ${built} exists; run npm run build`);
}

/**
 * Options for Node that take from a child the right to write files, to start programs, and to read anything but the
 * compiled code, the packages and the folders given: a key file or a database beside them stays out of reach. Node has
 * no such switch for the network; the children open no socket and get an empty environment.
 *
 * Folders are written once each and never one inside another: Node 20 aborts at start on a path that is a prefix of
 * another.
 */
export function confinement(script: string, readable: readonly string[] = [], addons = false): string[] {
  const known = process.allowedNodeEnvironmentFlags;
  const permission = ['--permission', '--experimental-permission'].find((flag) => known.has(flag));
  if (permission === undefined) return [];
  const root = packageRoot(dirname(script));
  const own = join(root, 'node_modules');
  // Installed as a package, what we need lies in the node_modules that we lie in.
  const needed = existsSync(own) ? [join(root, 'dist'), own, realpathSync(own)] : [dirname(root)];
  const folders = [
    ...new Set([...needed, ...readable].map((folder) => (folder.endsWith(sep) ? folder : folder + sep))),
  ];
  const outermost = folders.filter((folder) => !folders.some((other) => other !== folder && folder.startsWith(other)));
  return [
    permission,
    '--no-warnings',
    ...outermost.map((folder) => `--allow-fs-read=${folder}*`),
    ...(existsSync(own) ? [`--allow-fs-read=${join(root, 'package.json')}`] : []),
    ...(addons && known.has('--allow-addons') ? ['--allow-addons'] : []),
  ];
}
