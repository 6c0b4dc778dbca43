/**
 * The one place where whole texts are read, aligned, compared and amended while the service runs: beside the event loop
 * and by a deadline, so that no text that anybody brings keeps the pages of others waiting (ADR 0028).
 */
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { childScript } from '../../platform/base/child-script.js';
import type { Log } from '../../platform/base/log.js';
import { LOG } from '../../platform/base/log.token.js';
import { Busy, type Overrun, Threads } from '../../platform/base/threads.js';
import type * as tasks from './engine.tasks.js';

type Tasks = typeof tasks;
type Task = { [K in keyof Tasks]: Tasks[K] extends (input: never) => unknown ? K : never }[keyof Tasks];

/** Milliseconds from the request on, below the 30 s after which the database ends a transaction that waits. */
const DEADLINES: Readonly<Record<Task, number>> = {
  readText: 15_000,
  readingsOf: 15_000,
  alignTexts: 20_000,
  compareTexts: 30_000,
  aroundTexts: 30_000,
  citationsOf: 30_000,
  amendText: 30_000,
};

const SAID: Readonly<Record<Task, string>> = {
  readText: '读入正文',
  readingsOf: '读入正文',
  alignTexts: '比对条文',
  compareTexts: '比对条文',
  aroundTexts: '比对条文',
  citationsOf: '核对引用',
  amendText: '按修改决定改写',
};

/** That a task was given up, and why */
export class GivenUp extends Busy {
  constructor(
    readonly task: Task,
    readonly why: Overrun,
  ) {
    super(`${task} was given up: ${why}`);
    this.name = `GivenUp${why}`;
  }

  /** Chinese, for the person who asked: what did not end, and what to do */
  get words(): string {
    const what = SAID[this.task];
    switch (this.why) {
      case 'TIME':
        return `${what}用了 ${DEADLINES[this.task] / 1000} 秒还没有完，已停止：请删去重复的内容和过长的清单后再试。`;
      case 'MEMORY':
        return `${what}占用的内存过多，已停止：请删去重复的内容和过长的清单后再试。`;
      case 'BUSY':
        return `正在处理的文稿太多，没有轮到${what}：请过一会儿再试。`;
      case 'CLOSED':
        return `服务正在停止，没有${what}：请过一会儿再试。`;
    }
  }
}

@Injectable()
export class Engine implements OnApplicationShutdown {
  private readonly threads = new Threads(childScript(import.meta.url, 'engine.tasks.js'));

  constructor(@Inject(LOG) private readonly log: Log) {}

  /** @throws GivenUp beyond a bound, and what the task itself throws */
  async run<K extends Task>(task: K, input: Parameters<Tasks[K]>[0]): Promise<Awaited<ReturnType<Tasks[K]>>> {
    const done = await this.threads.run(task, input, DEADLINES[task]);
    if (done.end === 'DONE') return done.value as Awaited<ReturnType<Tasks[K]>>;
    this.log.warn({ task, why: done.end }, 'a text took too much, and its work was given up');
    throw new GivenUp(task, done.end);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.threads.close();
  }
}
