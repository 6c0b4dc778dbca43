/** GET and POST /r: what became of an opinion. What is not released is not in the view, so it cannot be shown. */
import type { VNode } from 'preact';
import { classify, FORM_REASONS, type FormReason, reasonAt } from '../../articles/index.js';
import { outcomeWords, reasonClassWords } from '../../decision/decision.words.js';
import type { PublicOutcome } from '../../decision/index.js';
import { keepSize, LONGEST_TYPED } from '../display.rules.js';
import { stripInvisible } from '../../platform/base/visible.rules.js';
import { pageTexts as t } from '../page.texts.js';
import { type Frame, Page } from './layout.js';

const l = t.lookUp;

export const LookUpPage = ({
  typed,
  wrong,
  hint,
  frame,
}: {
  typed: string;
  wrong: string | null;
  hint: boolean;
  frame: Frame;
}): VNode => (
  <Page frame={frame} title={wrong === null ? l.title : `${t.errors.prefix}${l.title}`}>
    <h1>{l.title}</h1>
    <form method="post" action="/r" class="card" autocomplete="off">
      <input type="hidden" name="size" value={frame.size} />
      <div class="f">
        <label for="receipt">{l.label}</label>
        <p class="soft" id="receipt-hint">
          {l.hint}
        </p>
        {wrong !== null && (
          <p class="wrong" id="receipt-wrong" role="alert">
            {wrong}
          </p>
        )}
        <input
          type="text"
          id="receipt"
          name="receipt"
          inputMode="numeric"
          maxLength={LONGEST_TYPED}
          required
          value={typed}
          class={wrong === null ? undefined : 'bad'}
          aria-invalid={wrong === null ? undefined : 'true'}
          aria-describedby={wrong === null ? 'receipt-hint' : 'receipt-hint receipt-wrong'}
        />
        {hint && <p class="soft">{l.unknownHint}</p>}
      </div>
      <button class="big">{l.submit}</button>
    </form>
  </Page>
);

export interface OutcomeView {
  /** as it was typed, for the form that erases; it stands in the body of this answer and in no address */
  receipt: string;
  regulation: string;
  /** 第三条　工作原则, or null where the opinion is about the whole text */
  about: string | null;
  receivedOn: string;
  text: string;
  /** how many came with it; they themselves are on no public page */
  pictures: number;
  /** whether contact data is stored beside it, or was erased just now; never which */
  contact: 'NONE' | 'KEPT' | 'ERASED';
  /**
   * taking it back: MAY while it is not reported, NOTE where the wish would only be noted, and what was done of the
   * two; WITHDRAWN has no stages any more
   */
  withdrawal: 'MAY' | 'NOTE' | 'WITHDRAWN' | 'NOTED';
  /** it is kept apart until somebody has looked; why is not told */
  waits: boolean;
  proposedWording: string | null;
  reason: string | null;
  /** with the number of the letter that told it, once that was delivered */
  outcome: PublicOutcome & { documentNumber: string | null };
}

const stages = ['RECEIVED', 'REPORTED', 'STUDIED', 'RESULT'] as const;

export const OutcomePage = ({ view, frame }: { view: OutcomeView; frame: Frame }): VNode => {
  const o = view.outcome;
  return (
    <Page frame={frame} title={l.result}>
      <h1>{l.result}</h1>
      {view.contact === 'ERASED' && (
        <div class="note" role="status">
          {l.contactErased}
        </div>
      )}
      <p class="soft">{stripInvisible(view.regulation)}</p>
      {view.withdrawal === 'NOTED' && (
        <div class="note" role="status">
          {l.withdrawalNoted}
        </div>
      )}
      {view.withdrawal === 'WITHDRAWN' ? (
        <div class="card" role="status">
          <h2>{l.withdrawnTitle}</h2>
          <p>{l.withdrawn}</p>
        </div>
      ) : o.setAsideReason === null ? (
        <Stages outcome={o} waits={view.waits} />
      ) : (
        <SetAside reason={o.setAsideReason} />
      )}
      {o.outcome !== null && <Outcome outcome={o} verdict={o.outcome} />}
      <h2>{l.yours}</h2>
      <div class="card">
        <p class="soft">
          {view.about === null ? '' : `${l.about}${stripInvisible(view.about)}，`}
          {l.onDay(view.receivedOn)}
        </p>
        <p class="words">{stripInvisible(view.text)}</p>
        {view.pictures > 0 && <p>{l.pictures(view.pictures)}</p>}
        {view.proposedWording !== null && (
          <>
            <h3>{l.proposed}</h3>
            <p class="words">{stripInvisible(view.proposedWording)}</p>
          </>
        )}
        {view.reason !== null && (
          <>
            <h3>{l.reason}</h3>
            <p class="words">{stripInvisible(view.reason)}</p>
          </>
        )}
      </div>
      {view.contact === 'KEPT' && (
        <>
          <h2>{l.contactTitle}</h2>
          <form method="post" action="/r/contact" class="card" autocomplete="off">
            <Receipt receipt={view.receipt} frame={frame} />
            <p>{l.contactThere}</p>
            <button class="s">{l.contactErase}</button>
          </form>
        </>
      )}
      {(view.withdrawal === 'MAY' || view.withdrawal === 'NOTE') && (
        <>
          <h2>{l.withdrawTitle}</h2>
          <form method="post" action="/r/withdraw" class="card" autocomplete="off">
            <Receipt receipt={view.receipt} frame={frame} />
            <p>{l.withdrawHint}</p>
            <button class="s">{l.withdraw}</button>
          </form>
        </>
      )}
      <nav class="moves" aria-label={l.again}>
        <a class="s" href={keepSize('/r', frame.size)}>
          {l.again}
        </a>
      </nav>
    </Page>
  );
};

const Receipt = ({ receipt, frame }: { receipt: string; frame: Frame }): VNode => (
  <>
    <input type="hidden" name="size" value={frame.size} />
    <input type="hidden" name="receipt" value={receipt} />
  </>
);

/** Says what taking it back will do before it is done; a second form, so that it works without a script */
export const WithdrawPage = ({ view, frame }: { view: OutcomeView; frame: Frame }): VNode => {
  const reported = view.withdrawal === 'NOTE';
  return (
    <Page frame={frame} title={l.withdrawAsk}>
      <h1>{l.withdrawAsk}</h1>
      <p class="soft">{stripInvisible(view.regulation)}</p>
      <p class="words">{stripInvisible(view.text)}</p>
      <form method="post" action="/r/withdraw" class="card" autocomplete="off">
        <Receipt receipt={view.receipt} frame={frame} />
        <input type="hidden" name="confirmed" value={view.withdrawal} />
        <p>{reported ? l.withdrawWillNote : l.withdrawWill}</p>
        <button class="s">{reported ? l.withdrawNoteNow : l.withdrawNow}</button>
      </form>
      <form method="post" action="/r" autocomplete="off">
        <Receipt receipt={view.receipt} frame={frame} />
        <button class="big">{l.withdrawNot}</button>
      </form>
    </Page>
  );
};

const Stages = ({ outcome, waits }: { outcome: PublicOutcome; waits: boolean }): VNode => {
  const at = stages.indexOf(outcome.stage);
  return (
    <>
      <h2>{l.stage}</h2>
      <ol class="steps card">
        {stages.map((s, i) => (
          <li class={i === at ? 'on' : undefined} aria-current={i === at ? 'step' : undefined}>
            <span class="n" aria-hidden="true">
              {i < at ? '✓' : i + 1}
            </span>
            {i === at ? <strong>{outcome.again ? l.studiedAgain.stage : l.stages[s]}</strong> : l.stages[s]}
            {i <= at && <span class="tag">（{i === at ? l.now : l.done}）</span>}
            {i === at && (
              <>
                <br />
                {waits
                  ? l.waiting
                  : outcome.again
                    ? l.studiedAgain.said
                    : l.said[s](outcome.contactPoint === null ? null : stripInvisible(outcome.contactPoint))}
              </>
            )}
          </li>
        ))}
      </ol>
    </>
  );
};

export const SetAside = ({ reason }: { reason: string }): VNode => (
  <div class="card">
    <h2>{l.setAsideTitle}</h2>
    <p>{l.setAside[reason] ?? l.setAsideOther}</p>
    <p>{l.setAsideKept}</p>
  </div>
);

const Outcome = ({
  outcome: o,
  verdict,
}: {
  outcome: OutcomeView['outcome'];
  verdict: NonNullable<PublicOutcome['outcome']>;
}): VNode => (
  <>
    <h2>{l.outcomeTitle}</h2>
    <div class="card">
      <p class="verdict">{outcomeWords[verdict]}</p>
      <p>{l.outcomeWords[verdict]}</p>
      {o.reasonClass !== null && (
        <p>
          <strong>{l.reasonClass}：</strong>
          {classWords(o.reasonClass)}
        </p>
      )}
      {o.words !== null && (
        <>
          <h3>{l.why}</h3>
          <p class="words">{stripInvisible(o.words)}</p>
        </>
      )}
      {o.documentNumber !== null && <p>{l.letter(stripInvisible(o.documentNumber))}</p>}
    </div>
    {o.changes.length > 0 && (
      <>
        <h2>{l.changed}</h2>
        <p class="soft">{l.legend}</p>
        {o.changes.map((c) => (
          <Changed change={c} />
        ))}
      </>
    )}
  </>
);

export const classWords = (given: string): string =>
  (reasonClassWords as Readonly<Record<string, string>>)[given] ?? stripInvisible(given);

type Changed = PublicOutcome['changes'][number];

export const Changed = ({ change: c }: { change: Changed }): VNode => {
  const hunks = classify(c.changes);
  const side = (label: string | null, title: string, without: 'insert' | 'delete', absent: string): VNode => (
    <>
      <h3>
        {title}
        {label !== null && `（${stripInvisible(label)}）`}
      </h3>
      {label === null && c.changes.every((x) => x.type !== 'same') ? (
        <p>{absent}</p>
      ) : (
        <p class="words">
          {c.changes.map(
            (x, at) =>
              x.type !== without && <Piece type={x.type} text={stripInvisible(x.text)} form={reasonAt(hunks, at)} />,
          )}
        </p>
      )}
    </>
  );
  return (
    <div class="card">
      {side(c.oldLabel, l.before, 'insert', l.wasNew)}
      {side(c.newLabel, l.after, 'delete', l.wasRemoved)}
    </div>
  );
};

/**
 * Not every screen reader tells ins and del apart, so hidden words do. What says nothing new is marked in a quieter way
 * and gives its reason.
 */
const Piece = ({
  type,
  text,
  form,
}: {
  type: 'same' | 'insert' | 'delete';
  text: string;
  form: FormReason | null;
}): VNode => {
  if (type === 'same') return <>{text}</>;
  const quiet = form === null ? {} : { class: 'q', title: FORM_REASONS[form] };
  const why = form === null ? '' : `（${FORM_REASONS[form]}）`;
  return type === 'insert' ? (
    <ins {...quiet}>
      <span class="v">
        ［{l.inserted}
        {why}：
      </span>
      {text}
      <span class="v">］</span>
    </ins>
  ) : (
    <del {...quiet}>
      <span class="v">
        ［{l.deleted}
        {why}：
      </span>
      {text}
      <span class="v">］</span>
    </del>
  );
};
