/** The log where it cannot be written: nothing ends, and what was kept comes when it can. */
import fs, { closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, logDestination } from '../../../src/platform/base/log.js';

const noSpace = (): Error => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

// Whether the next line is as long as those that were lost or still fits beside them: the loss is said before it
it.each(['after', 'after: a line longer than any of those before it, so that nothing is left for it'])(
  'goes on where the disk is full, and comes back: %s',
  (next) => {
    const file = join(mkdtempSync(join(tmpdir(), 'yifayima-log-')), 'log');
    const fd = openSync(file, 'w');
    const { writeSync } = fs;
    let full = true;
    fs.writeSync = ((to: number, what: string) => {
      if (full) throw noSpace();
      return writeSync(to, what);
    }) as typeof writeSync;
    try {
      const log = createLog('info', logDestination(fd));
      for (let n = 0; n < 20_000; n++) log.info({ n }, 'while the disk was full');
      full = false;
      log.info(next);
    } finally {
      fs.writeSync = writeSync;
      closeSync(fd);
    }
    const lines = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((l) => JSON.parse(l) as { n?: number; lost?: number; msg: string });
    const kept = lines.filter((l) => l.msg === 'while the disk was full');
    const lost = lines.find((l) => l.msg === 'log lines were lost');
    expect(kept.length).toBeGreaterThan(1000);
    expect(kept.map((l) => l.n)).toEqual(kept.map((_, n) => n));
    expect(kept.length + (lost?.lost ?? 0)).toBe(20_000);
    expect(lines.map((l) => l.msg)).toContain(next);
    expect(lines.at(-2)).toBe(lost);
  },
);
