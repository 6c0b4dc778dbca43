/**
 * The answer to a submitted opinion: the receipt code 回执码, told once, in the body of the answer and in no address
 */
import type { VNode } from 'preact';
import { keepSize } from '../display.rules.js';
import { stripInvisible } from '../../platform/base/visible.rules.js';
import { pageTexts as t } from '../page.texts.js';
import type { DraftHead } from './draft.js';
import { type Frame, Page } from './layout.js';

export interface ReceiptView {
  head: DraftHead;
  /** 4-4-4-4 */
  printedReceipt: string;
  repeated: boolean;
  /** no contact point reads it */
  direct: boolean;
  text: string;
  pictures: number;
  /** contact data was stored with it just now */
  contact: boolean;
}

const r = t.receipt;

export const ReceiptPage = ({ view, frame }: { view: ReceiptView; frame: Frame }): VNode => (
  <Page frame={frame} title={r.title}>
    <h1>{r.title}</h1>
    {view.repeated && (
      <div class="note" role="status">
        {r.repeated}
      </div>
    )}
    <div class="card keep">
      <p>{r.code}</p>
      <p class="code" id="receipt">
        {view.printedReceipt.split(' ').map((four, i) => (
          <>
            {i > 0 && ' '}
            <span>{four}</span>
          </>
        ))}
      </p>
      <p>
        <strong>{r.keep}</strong>
      </p>
      <button type="button" class="s" data-copy="receipt" data-done={r.copied} hidden>
        {r.copy}
      </button>
    </div>
    <p>{r.once}</p>
    {view.contact && <p>{r.contact}</p>}
    <h2>{r.next}</h2>
    <ol class="steps card">
      {r.steps(view.direct).map(([name, words], i) => (
        <li class={i === 0 ? 'on' : undefined}>
          <span class="n" aria-hidden="true">
            {i + 1}
          </span>
          <strong>{name}</strong>
          <br />
          {words}
        </li>
      ))}
    </ol>
    <h2>{r.yours}</h2>
    <p class="words">{stripInvisible(view.text)}</p>
    {view.pictures > 0 && <p>{r.pictures(view.pictures)}</p>}
    <nav class="moves" aria-label={r.again}>
      <a class="s" href={keepSize(`/l/${view.head.code}`, frame.size)}>
        {r.again}
      </a>
      <a class="s" href={keepSize('/r', frame.size)}>
        {r.lookUp}
      </a>
    </nav>
  </Page>
);
