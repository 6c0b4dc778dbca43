/**
 * Sets documents with Typst in a child process. Why a child: the compiler keeps 0.7–1 MB with every letter and holds
 * the thread while it works, so it must neither grow nor stand in the service; and a panic in native code ends only the
 * child.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import { childScript, confinement } from '../base/child-script.js';
import { Coverage, tellUnprintable, type Unprintable } from './coverage.js';
import type { FoundFonts } from './fonts.js';

export interface TypstJob {
  id: number;
  template: string;
  inputs: Record<string, string>;
  output: 'pdf' | 'svg';
}

export type TypstAnswer =
  | { id: number; ok: true; bytes: Uint8Array; pages: number; warnings: string[] }
  | { id: number; ok: false; complaints: string[] };

export interface SetDocument {
  bytes: Uint8Array;
  pages: number;
  /** of the compiler, for whoever writes templates; empty for ours */
  warnings: string[];
}

/**
 * The words hold characters that no font here has: nothing is set, since it would print boxes. Whoever knows whose
 * words they are says so.
 */
export class CharactersMissing extends Error {
  constructor(readonly characters: readonly Unprintable[]) {
    super(tellUnprintable(characters));
  }
}

/**
 * A fault, never a refusal: our own templates must set whatever data they are given.
 * TEMPLATE the compiler complained · TIME it took too long · CRASH the child died twice on the same document ·
 * BUSY too many documents wait · CLOSED the renderer was closed
 */
export class SettingFailed extends Error {
  constructor(
    readonly code: 'TEMPLATE' | 'TIME' | 'CRASH' | 'BUSY' | 'CLOSED',
    message: string,
  ) {
    super(message);
  }
}

export interface TypstOptions {
  fonts: FoundFonts;
  /** documents a child sets before it is replaced */
  recycleAfter?: number;
  /** for one document, the start of a child included */
  milliseconds?: number;
  /** documents that may wait */
  queue?: number;
}

interface Waiting {
  job: TypstJob;
  attempts: number;
  resolve: (set: SetDocument) => void;
  reject: (fault: SettingFailed) => void;
}

export class TypstRenderer {
  private readonly fonts: FoundFonts;
  /** what these fonts have; asked also by whoever must know before */
  readonly coverage: Coverage;
  private readonly recycleAfter: number;
  private readonly milliseconds: number;
  private readonly queueLength: number;
  private readonly waiting: Waiting[] = [];
  private current: Waiting | undefined;
  private child: ChildProcess | undefined;
  private timer: NodeJS.Timeout | undefined;
  private done = 0;
  private nextId = 1;
  private closed = false;
  /** children started so far */
  starts = 0;

  constructor(options: TypstOptions) {
    this.fonts = options.fonts;
    this.coverage = new Coverage(options.fonts);
    this.recycleAfter = options.recycleAfter ?? 200;
    this.milliseconds = options.milliseconds ?? 30_000;
    this.queueLength = options.queue ?? 1_000;
  }

  /** The id of the running child, where one runs. */
  get childId(): number | undefined {
    return this.child?.pid;
  }

  /**
   * Sets one document; one at a time, in the order asked.
   *
   * @param template Typst source: one of our own files, never a user's text
   * @param data any JSON value; the template reads it as `json(bytes(sys.inputs.data))`, and the families of each role
   * as
   *   `json(bytes(sys.inputs.fonts))`
   * @returns same template, data and fonts give the same bytes, if the template sets the document's date to none
   * @throws SettingFailed, CharactersMissing
   */
  set(template: string, data: unknown, output: 'pdf' | 'svg' = 'pdf'): Promise<SetDocument> {
    if (this.closed) return Promise.reject(new SettingFailed('CLOSED', 'the renderer is closed'));
    if (this.waiting.length >= this.queueLength) {
      return Promise.reject(new SettingFailed('BUSY', `${this.waiting.length} documents are waiting already`));
    }
    const missing = this.coverage.unprintable(data);
    if (missing.length > 0) return Promise.reject(new CharactersMissing(missing));
    const inputs = { data: JSON.stringify(data), fonts: JSON.stringify(this.fonts.roles) };
    return new Promise((resolve, reject) => {
      const id = this.nextId;
      this.nextId += 1;
      this.waiting.push({ job: { id, template, inputs, output }, attempts: 0, resolve, reject });
      this.next();
    });
  }

  /** Families in which words of this face are set: its own where it is here, and behind it those of titles */
  facesFor(face: string): string[] {
    return [...(this.fonts.families.includes(face) ? [face] : []), ...this.fonts.roles.song];
  }

  /** Refuses what waits and ends the child. Safe to call twice. */
  async close(): Promise<void> {
    this.closed = true;
    const fault = new SettingFailed('CLOSED', 'the renderer was closed');
    clearTimeout(this.timer);
    for (const one of [this.current, ...this.waiting.splice(0)]) one?.reject(fault);
    this.current = undefined;
    await this.endChild();
  }

  private next(): void {
    if (this.current !== undefined || this.closed) return;
    const one = this.waiting.shift();
    if (one === undefined) return;
    this.current = one;
    one.attempts += 1;
    const child = this.child ?? this.start();
    this.timer = setTimeout(() => {
      this.settle((late) => late.reject(new SettingFailed('TIME', `not set within ${this.milliseconds} ms`)));
      void this.endChild().then(() => this.next());
    }, this.milliseconds);
    // A send that fails means the child is going; its exit decides what becomes of the document.
    child.send(one.job, () => undefined);
  }

  private start(): ChildProcess {
    const script = childScript(import.meta.url, 'typst.child.js');
    const folders = JSON.stringify(this.fonts.folders);
    // A folder that is not there: nothing a template could name exists in it.
    const workspace = join(dirname(script), 'no-workspace');
    const child = fork(script, [folders, workspace], {
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: ['--max-old-space-size=512', ...confinement(script, this.fonts.folders, true)],
    });
    this.child = child;
    this.starts += 1;
    this.done = 0;
    child.on('message', (answer: TypstAnswer) => this.answered(child, answer));
    child.on('error', () => undefined);
    child.on('exit', () => this.lost(child));
    // An idle child must not keep the service, or a command, from ending.
    child.unref();
    child.channel?.unref();
    return child;
  }

  private settle(how: (one: Waiting) => void): void {
    clearTimeout(this.timer);
    const one = this.current;
    this.current = undefined;
    if (one !== undefined) how(one);
  }

  private answered(child: ChildProcess, answer: TypstAnswer): void {
    if (child !== this.child || answer.id !== this.current?.job.id) return;
    this.done += 1;
    this.settle((one) => {
      if (answer.ok) one.resolve({ bytes: answer.bytes, pages: answer.pages, warnings: answer.warnings });
      else one.reject(new SettingFailed('TEMPLATE', answer.complaints.join('; ')));
    });
    if (this.done < this.recycleAfter) this.next();
    else void this.endChild().then(() => this.next());
  }

  /** The child died by itself: the document it was at is tried once more in a new one, then given up. */
  private lost(child: ChildProcess): void {
    if (child !== this.child) return;
    this.child = undefined;
    this.settle((one) => {
      if (one.attempts < 2 && !this.closed) this.waiting.unshift(one);
      else one.reject(new SettingFailed('CRASH', 'the setting process died on this document'));
    });
    this.next();
  }

  private endChild(): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((ended) => {
      child.ref();
      child.once('exit', () => ended());
      child.kill('SIGKILL');
    });
  }
}
