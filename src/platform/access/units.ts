import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/scope.js';

/** What a unit is. The network registers the answer; the platform knows no contact point. */
export interface UnitPort {
  /** is this unit one of the legislature of `reader` */
  belongs(reader: Reader, unitId: string): Promise<boolean>;
  /** these units and all below them */
  within(unitIds: readonly string[]): Promise<ReadonlySet<string>>;
}

@Injectable()
export class Units {
  private port: UnitPort | undefined;

  register(port: UnitPort): void {
    this.port = port;
  }

  belongs(reader: Reader, unitId: string): Promise<boolean> {
    return this.port?.belongs(reader, unitId) ?? Promise.resolve(false);
  }

  within(unitIds: readonly string[]): Promise<ReadonlySet<string>> {
    return this.port?.within(unitIds) ?? Promise.resolve(new Set<string>());
  }
}
