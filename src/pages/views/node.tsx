/** The pages of a node 节点: PIN, what is to be heard, one voice, its receipt code. They need no script. */
import type { VNode } from 'preact';
import { LONGEST_OPINION } from '../../opinions/opinion.rules.js';
import { channelWords } from '../../opinions/opinion.words.js';
import type { NodeForm, NodeTask } from '../../opinions/index.js';
import { stripInvisible } from '../../platform/base/visible.rules.js';
import { nodeTexts as t } from '../node.texts.js';
import { pageTexts } from '../page.texts.js';
import { actOrder, Faults, type FormFault } from './form.js';
import { type Frame, Page } from './layout.js';

export const heardBy = ['WALK_IN', 'PHONE', 'MEETING', 'PAPER'] as const;

export const PinPage = ({ path, wrong, frame }: { path: string; wrong: string | null; frame: Frame }): VNode => (
  <Page frame={frame} title={t.pinTitle}>
    <h1>{t.pinTitle}</h1>
    <form method="post" action={path} class="card" autocomplete="off">
      <input type="hidden" name="size" value={frame.size} />
      <div class="f">
        <label for="pin">{t.pin}</label>
        <p class="soft" id="pin-hint">
          {t.pinHint}
        </p>
        {wrong !== null && (
          <p class="wrong" id="pin-wrong" role="alert">
            {wrong}
          </p>
        )}
        <input
          type="text"
          id="pin"
          name="pin"
          inputMode="numeric"
          maxLength={20}
          required
          class={wrong === null ? undefined : 'bad'}
          aria-invalid={wrong === null ? undefined : 'true'}
          aria-describedby={wrong === null ? 'pin-hint' : 'pin-hint pin-wrong'}
        />
      </div>
      <button class="big">{t.open}</button>
    </form>
  </Page>
);

export const NodeTasksPage = ({
  path,
  node,
  point,
  tasks,
  frame,
}: {
  path: string;
  node: string;
  point: string;
  tasks: readonly NodeTask[];
  frame: Frame;
}): VNode => (
  <Page frame={frame} title={t.title}>
    <h1>{t.title}</h1>
    <p>{t.hello(stripInvisible(node), stripInvisible(point))}</p>
    {tasks.length === 0 && <p class="note">{t.none}</p>}
    {tasks.map((task) => (
      <div class="card">
        <h2>{stripInvisible(task.title)}</h2>
        <p>
          <strong>{t.due(task.dueOn)}</strong>
        </p>
        <p>{t.figures(task.figures.all, task.figures.reported, task.figures.answered)}</p>
        {task.told && (
          <a class="s" href={`${path}/${task.id}/results`}>
            {t.toResults}
          </a>
        )}
        {task.open ? (
          <a class="s" href={`${path}/${task.id}`}>
            {t.say}
          </a>
        ) : (
          <p class="soft">{t.over}</p>
        )}
      </div>
    ))}
    <p class="soft">{t.results}</p>
  </Page>
);

export interface NodeTyped {
  text: string;
  /** an article's ordinal, `whole`, or empty */
  where: string;
  channel: string;
  act: string;
  saidOn: string;
}

export const NodeFormPage = ({
  path,
  form,
  typed,
  submissionKey,
  faults,
  frame,
}: {
  path: string;
  form: NodeForm;
  typed: NodeTyped;
  submissionKey: string;
  faults: readonly FormFault[];
  frame: Frame;
}): VNode => (
  <Page frame={frame} title={t.say}>
    <h1>{stripInvisible(form.title)}</h1>
    <Faults faults={faults} />
    <form method="post" action={`${path}/${form.id}`} class="card">
      <input type="hidden" name="key" value={submissionKey} />
      <input type="hidden" name="size" value={frame.size} />
      <div class="f">
        <label for="text">{t.words}</label>
        <p class="soft" id="text-hint">
          {t.wordsHint}
        </p>
        <textarea id="text" name="text" rows={5} maxLength={2 * LONGEST_OPINION} required aria-describedby="text-hint">
          {typed.text}
        </textarea>
      </div>
      <div class="f">
        <label for="where">{t.where}</label>
        <select id="where" name="where">
          <option value="">{t.unknownPlace}</option>
          <option value="whole" selected={typed.where === 'whole'}>
            {t.whole}
          </option>
          {form.provisions.map((p) => (
            <option value={String(p.ordinal)} selected={typed.where === String(p.ordinal)}>
              {stripInvisible([p.label, p.caption].filter((w) => w).join('　'))}
            </option>
          ))}
        </select>
      </div>
      <div class="f">
        <label for="channel">{t.how}</label>
        <select id="channel" name="channel">
          {heardBy.map((c) => (
            <option value={c} selected={typed.channel === c}>
              {channelWords[c]}
            </option>
          ))}
        </select>
      </div>
      <div class="f">
        <label for="act">{t.what}</label>
        <select id="act" name="act">
          {actOrder.map((a) => (
            <option value={a} selected={typed.act === a}>
              {pageTexts.form.acts[a]}
            </option>
          ))}
        </select>
      </div>
      <div class="f">
        <label for="saidOn">{t.day}</label>
        <p class="soft" id="day-hint">
          {t.dayHint}
        </p>
        <input type="text" id="saidOn" name="saidOn" value={typed.saidOn} maxLength={20} aria-describedby="day-hint" />
      </div>
      <button class="big">{t.submit}</button>
    </form>
    <a class="s" href={path}>
      {t.back}
    </a>
  </Page>
);

export const NodeReceiptPage = ({
  path,
  taskId,
  printed,
  frame,
}: {
  path: string;
  taskId: string;
  printed: string;
  frame: Frame;
}): VNode => (
  <Page frame={frame} title={t.done}>
    <h1>{t.done}</h1>
    <div class="card keep">
      <p>{t.code}</p>
      <p class="code" id="receipt">
        {printed.split(' ').map((four, i) => (
          <>
            {i > 0 && ' '}
            <span>{four}</span>
          </>
        ))}
      </p>
      <p>
        <strong>{t.keep}</strong>
      </p>
    </div>
    <a class="big" href={`${path}/${taskId}`}>
      {t.again}
    </a>
    <a class="s" href={path}>
      {t.back}
    </a>
  </Page>
);
