/**
 * Structured JSON logs on stderr, with the request id and without personal data: faults are logged by class, SQLSTATE
 * and constraint name, never by message or parameters (a driver's message carries values).
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import fs from 'node:fs';
import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';

export interface RequestTrace {
  requestId: string;
  /** whose connections its queries take (`lanes.ts`); staff where nothing is said */
  lane?: 'public' | 'staff' | 'jobs';
}

/** What belongs to the request at hand, for logs and the audit record */
export const trace = new AsyncLocalStorage<RequestTrace>();

export type Log = Logger;

/** Of lines that could not be written yet */
const KEPT_BYTES = 1024 * 1024;

/**
 * Standard error, or whichever file it is, written line by line. Where it takes nothing (a full disk, a pipe that
 * nobody reads) the service goes on: a megabyte of lines is kept and written when it takes again, and then it is said
 * how many more were lost. pino's own destination ends the process there, or tries for ever once it is at its bound.
 */
export function logDestination(fd = 2): DestinationStream {
  const kept: Buffer[] = [];
  let [bytes, lost] = [0, 0];
  const keep = (line: Buffer): void => void (kept.push(line), (bytes += line.length));

  /** False where it takes nothing more just now */
  const writeOut = (): boolean => {
    for (let first = kept[0]; first !== undefined; first = kept[0]) {
      let written = 0;
      try {
        written = fs.writeSync(fd, first);
      } catch {
        return false;
      }
      bytes -= written;
      if (written < first.length) kept[0] = first.subarray(written);
      else kept.shift();
    }
    return true;
  };
  return {
    write: (line) => {
      if ((lost > 0 || bytes + line.length > KEPT_BYTES) && !writeOut()) return void lost++;
      if (lost > 0 && kept.length === 0) {
        keep(Buffer.from(`${JSON.stringify({ level: 40, service: 'yifayima', lost, msg: 'log lines were lost' })}\n`));
        lost = 0;
      }
      keep(Buffer.from(line));
      writeOut();
    },
  };
}

/** `to`: standard error, unless a test listens */
export function createLog(level: string, to: DestinationStream = logDestination()): Log {
  return pino(
    {
      level,
      base: { service: 'yifayima', pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => {
        const t = trace.getStore();
        return t ? { requestId: t.requestId } : {};
      },
    },
    to,
  );
}

/** The part of a fault that may be logged */
export function describeFault(fault: unknown): { name: string; sqlState?: string; constraint?: string; at?: string } {
  const error = fault instanceof Error ? fault : undefined;
  const driver = (fault as { driverError?: unknown } | null)?.driverError ?? fault;
  const { code, constraint } = (driver ?? {}) as { code?: unknown; constraint?: unknown };
  const at = error?.stack
    ?.split('\n')
    .find((l) => l.trimStart().startsWith('at ') && !l.includes('node_modules') && !l.includes('node:'));
  return {
    name: error?.constructor.name ?? typeof fault,
    ...(typeof code === 'string' && { sqlState: code }),
    ...(typeof constraint === 'string' && { constraint }),
    ...(at !== undefined && { at: at.trim() }),
  };
}

/** Nest's own words, through the same log; the error objects it hands over are described, not printed. */
export class NestLog implements LoggerService {
  constructor(private readonly out: Log) {}
  log(message: unknown, ...rest: unknown[]): void {
    this.out.debug({ context: rest.at(-1) }, String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    const fault = message instanceof Error ? message : rest.find((r) => r instanceof Error);
    if (fault) this.out.error({ fault: describeFault(fault) }, 'fault');
    else this.out.error({ context: rest.at(-1) }, typeof message === 'string' ? message.split('\n')[0] : 'fault');
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.out.warn({ context: rest.at(-1) }, String(message));
  }
  debug(message: unknown): void {
    this.out.debug(String(message));
  }
  verbose(message: unknown): void {
    this.out.trace(String(message));
  }
}
