import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { childScript, confinement } from '../../../src/platform/base/child-script.js';

const here = pathToFileURL(join(process.cwd(), 'src/platform/documents/typst.ts')).href;

describe('a child process', () => {
  it('runs the compiled script, and the error says what to do where there is none', () => {
    expect(existsSync(childScript(here, 'typst.child.js'))).toBe(true);
    expect(() => childScript(here, 'nowhere.child.js')).toThrow(/npm run build/u);
  });

  it('can neither read a key file, nor write, nor start a program', () => {
    const folder = mkdtempSync(join(tmpdir(), 'keys-'));
    try {
      const key = join(folder, 'keys');
      writeFileSync(key, 'secret');
      const attempt = (code: string, ...readable: string[]): string => {
        const options = [...confinement(childScript(here, 'typst.child.js'), readable), '-e', code];
        return spawnSync(process.execPath, options, { env: {}, encoding: 'utf8' }).stderr;
      };
      const read = `require('fs').readFileSync(${JSON.stringify(key)})`;
      expect(attempt(read)).toContain('ERR_ACCESS_DENIED');
      expect(attempt(read, folder)).toBe('');
      expect(attempt(`require('fs').writeFileSync(${JSON.stringify(join(folder, 'new'))}, '')`, folder)).toContain(
        'ERR_ACCESS_DENIED',
      );
      expect(attempt("require('child_process').spawnSync('true')")).toContain('ERR_ACCESS_DENIED');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
