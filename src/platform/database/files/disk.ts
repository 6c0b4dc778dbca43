/**
 * The disk guard (security §1.23): files stand in the one store, so that whoever fills it would stop the hearing too.
 * While space runs out uploads stop first, then imports, and what residents say last; each in words.
 */
import { statfs } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../base/clock.js';
import type { Config } from '../../base/config.js';
import { CONFIG } from '../../base/config.token.js';
import { Refusal } from '../../base/refusal.js';

/** In bytes */
export interface Space {
  free: number;
  total: number;
}
export type DiskProbe = () => Promise<Space>;
export const DISK_PROBE = Symbol('DiskProbe');

export const probeFolder =
  (folder: string): DiskProbe =>
  async () => {
    const found = await statfs(folder);
    return { free: found.bavail * found.bsize, total: found.blocks * found.bsize };
  };

const MIB = 1024 * 1024;
/** What stops, by which part of the configured share, and by which free bytes whatever the share */
const stops = {
  UPLOAD: { part: 1, floor: 1024 * MIB, what: '上传文件' },
  IMPORT: { part: 0.5, floor: 512 * MIB, what: '导入文稿' },
  OPINION: { part: 0.1, floor: 64 * MIB, what: '收下新的意见' },
} as const;
export type DiskUse = keyof typeof stops;

/** `percent` of free disk below which uploads stop */
export const isTooFull = (space: Space, percent: number, use: DiskUse): boolean =>
  space.free < stops[use].floor || space.free < (space.total * percent * stops[use].part) / 100;

const LOOKED_AT_EVERY = 5_000;

@Injectable()
export class DiskGuard {
  private looked: { at: number; space: Promise<Space | null> } | undefined;

  constructor(
    @Inject(DISK_PROBE) private readonly probe: DiskProbe,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** STORAGE_LOW, or null where there is room. A disk that cannot be asked stops nobody. */
  async refuse(use: DiskUse): Promise<Refusal | null> {
    const now = this.clock.now().getTime();
    if (!this.looked || now - this.looked.at >= LOOKED_AT_EVERY)
      this.looked = { at: now, space: this.probe().catch(() => null) };
    const space = await this.looked.space;
    return space && isTooFull(space, this.config.diskFreePercent, use)
      ? new Refusal('STORAGE_LOW', { what: stops[use].what })
      : null;
  }
}
