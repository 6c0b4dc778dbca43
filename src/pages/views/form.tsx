/**
 * The form of one opinion 群众原话: only the words are obligatory. Everything typed comes back when something is wrong,
 * and on Back, by the browser, as long as nobody tells it not to: only who it was (autocomplete) is not given back.
 */
import type { VNode } from 'preact';
import { pathsOf, placeName } from '../../articles/index.js';
import { GRACE_MINUTES } from '../../consultation/consultation.rules.js';
import { LONGEST_NAME } from '../../opinions/contact.rules.js';
import { type Act, LONGEST_OPINION } from '../../opinions/opinion.rules.js';
import { type Size } from '../display.rules.js';
import { stripInvisible } from '../../platform/base/visible.rules.js';
import { pageTexts as t } from '../page.texts.js';
import type { ShownProvision } from '../parts.rules.js';
import type { DraftHead } from './draft.js';

/** A browser counts a rare character as two, and would stop before the person has said it all */
const MOST_TYPED = 2 * LONGEST_OPINION;
/** `acts` in the order of a person's mind: something is wrong, something is missing, something is too much … */
export const actOrder = [
  'AMEND',
  'ADD',
  'DELETE',
  'WORDING',
  'MERGE',
  'MOVE',
  'SUPPORT',
] as const satisfies readonly Act[];

export interface Typed {
  text: string;
  proposedWording: string;
  reason: string;
  act: string;
  /** article: '' whole, a path, or 'after'; whole text: 'unknown' or 'whole' */
  where: string;
  direct: boolean;
  contactName: string;
  contactPhone: string;
  /** how many came with the form: a browser cannot be given them back */
  pictures: number;
}

export const nothingTyped: Typed = {
  text: '',
  proposedWording: '',
  reason: '',
  act: 'AMEND',
  where: '',
  direct: false,
  contactName: '',
  contactPhone: '',
  pictures: 0,
};

/** In the order of the form */
export const fieldsOfPictures = ['picture1', 'picture2', 'picture3'] as const;
export type PictureField = (typeof fieldsOfPictures)[number];

/** What was wrong, with the id of the field it is about; null: the form as a whole */
export interface FormFault {
  field:
    'text' | 'proposedWording' | 'reason' | 'where' | 'contactName' | 'contactPhone' | 'pictures' | PictureField | null;
  message: string;
}

export interface FormView {
  head: DraftHead;
  /** null: the form of the whole text (直接说) */
  provision: ShownProvision | null;
  token: string;
  submissionKey: string;
  /** the last day contact data is kept, as the window stands now */
  keptUntil: string;
  typed: Typed;
  faults: readonly FormFault[];
  /** until when this very form was asked to wait; null where it was not */
  wait: { ticket: string; seconds: number } | null;
}

const f = t.form;

export const Faults = ({ faults }: { faults: readonly FormFault[] }): VNode | null =>
  faults.length === 0 ? null : (
    <div class="err" role="alert" tabIndex={-1} id="errors">
      <h2>{t.errors.title}</h2>
      {faults.map((x) => (
        <p>{x.field === null ? x.message : <a href={`#${x.field}`}>{x.message}</a>}</p>
      ))}
    </div>
  );

export const OpinionForm = ({ view, size }: { view: FormView; size: Size }): VNode => {
  const { typed, provision, head } = view;
  const wrong = (name: FormFault['field']): FormFault | undefined => view.faults.find((x) => x.field === name);
  const detailed =
    typed.proposedWording !== '' ||
    typed.reason !== '' ||
    typed.contactName !== '' ||
    typed.contactPhone !== '' ||
    typed.act !== 'AMEND' ||
    (provision !== null && typed.where !== '') ||
    view.faults.some((x) => x.field !== null && x.field !== 'text' && !isOfPictures(x));
  return (
    <form method="post" action={`/l/${head.code}/opinions`} encType="multipart/form-data" class="card" id="say">
      <input type="hidden" name="token" value={view.token} />
      <input type="hidden" name="key" value={view.submissionKey} />
      <input type="hidden" name="ordinal" value={provision === null ? '' : String(provision.ordinal)} />
      <input type="hidden" name="size" value={size} />
      {view.wait !== null && <input type="hidden" name="wait" value={view.wait.ticket} />}
      {head.daysLeft <= 0 && <p class="note">{(head.daysLeft === 0 ? f.lastDay : f.lastMinutes)(GRACE_MINUTES)}</p>}
      <Words
        name="text"
        label={f.words}
        hint={`${f.wordsHint}${f.wordsAny}`}
        value={typed.text}
        rows={5}
        wrong={wrong('text')}
        required
      />
      {provision === null && <WhereSay typed={typed} />}
      <details open={detailed}>
        <summary>{f.more}</summary>
        {provision !== null && <WhereInArticle provision={provision} typed={typed} wrong={wrong('where')} />}
        <fieldset>
          <legend>{f.act}</legend>
          {actOrder.map((a) => (
            <Choice name="act" value={a} label={f.acts[a]} on={typed.act === a} />
          ))}
        </fieldset>
        <Words
          name="proposedWording"
          label={f.wording}
          hint={f.wordingHint}
          value={typed.proposedWording}
          rows={3}
          wrong={wrong('proposedWording')}
        />
        <Words name="reason" label={f.reason} value={typed.reason} rows={3} wrong={wrong('reason')} />
        <fieldset>
          <legend>{f.contact}</legend>
          <p class="soft" id="contact-hint">
            {f.contactHint(head.point !== null, view.keptUntil)}
          </p>
          <Line
            name="contactName"
            label={f.contactName}
            most={LONGEST_NAME}
            value={typed.contactName}
            wrong={wrong('contactName')}
          />
          <Line
            name="contactPhone"
            label={f.contactPhone}
            most={30}
            value={typed.contactPhone}
            wrong={wrong('contactPhone')}
            digits
          />
        </fieldset>
      </details>
      {head.point === null ? (
        <p>{f.directAnyway}</p>
      ) : (
        <div class="tick">
          <input type="checkbox" id="direct" name="direct" value="1" checked={typed.direct} />
          <label for="direct">
            <b>{f.direct}</b>
            <span class="soft">{f.directHint(stripInvisible(head.point))}</span>
          </label>
        </div>
      )}
      <Pictures again={typed.pictures} faults={view.faults.filter(isOfPictures)} />
      <button class="big">{f.submit}</button>
      <p class="soft">{f.promise}</p>
    </form>
  );
};

const Words = ({
  name,
  label,
  hint,
  value,
  rows,
  wrong,
  required = false,
}: {
  name: 'text' | 'proposedWording' | 'reason';
  label: string;
  hint?: string;
  value: string;
  rows: number;
  wrong: FormFault | undefined;
  required?: boolean;
}): VNode => {
  const described = [hint && `${name}-hint`, wrong && `${name}-wrong`].filter(Boolean).join(' ');
  return (
    <div class="f">
      <label for={name}>
        {label}
        {!required && <span class="tag">{f.optional}</span>}
      </label>
      {hint !== undefined && (
        <p class="soft" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {wrong && (
        <p class="wrong" id={`${name}-wrong`}>
          {wrong.message}
        </p>
      )}
      <textarea
        id={name}
        name={name}
        rows={rows}
        maxLength={MOST_TYPED}
        required={required}
        class={wrong && 'bad'}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={described === '' ? undefined : described}
      >
        {leadingLine(value)}
      </textarea>
    </div>
  );
};

const Line = ({
  name,
  label,
  most,
  value,
  wrong,
  digits = false,
}: {
  name: 'contactName' | 'contactPhone';
  label: string;
  most: number;
  value: string;
  wrong: FormFault | undefined;
  digits?: boolean;
}): VNode => (
  <div class="f">
    <label for={name}>{label}</label>
    {wrong && (
      <p class="wrong" id={`${name}-wrong`}>
        {wrong.message}
      </p>
    )}
    <input
      type="text"
      id={name}
      name={name}
      maxLength={most}
      value={value}
      inputMode={digits ? 'tel' : undefined}
      autocomplete="off"
      class={wrong && 'bad'}
      aria-invalid={wrong ? 'true' : undefined}
      aria-describedby={wrong ? `${name}-wrong contact-hint` : 'contact-hint'}
    />
  </div>
);

const isOfPictures = (fault: FormFault): boolean =>
  fault.field === 'pictures' || fieldsOfPictures.some((p) => p === fault.field);

/**
 * Last in the form, so that all the words come before them. One field for each: in one for several, choosing again
 * drops what was chosen before.
 */
const Pictures = ({ again, faults }: { again: number; faults: readonly FormFault[] }): VNode => (
  <details open={again > 0 || faults.length > 0}>
    <summary>{f.pictures}</summary>
    <fieldset id="pictures" aria-describedby="pictures-hint">
      <legend class="v">{f.picturesGroup}</legend>
      <p class="soft" id="pictures-hint">
        {f.picturesHint}
      </p>
      {again > 0 && <p class="note">{f.picturesAgain(again)}</p>}
      {faults
        .filter((x) => x.field === 'pictures')
        .map((x) => (
          <p class="wrong">{x.message}</p>
        ))}
      {fieldsOfPictures.map((id, i) => {
        const wrong = faults.find((x) => x.field === id);
        return (
          <div class="f">
            <label for={id}>{f.picture(i + 1)}</label>
            {wrong && (
              <p class="wrong" id={`${id}-wrong`}>
                {wrong.message}
              </p>
            )}
            <input
              type="file"
              id={id}
              name="picture"
              accept="image/jpeg,image/png"
              class={wrong && 'bad'}
              aria-invalid={wrong ? 'true' : undefined}
              aria-describedby={wrong && `${id}-wrong`}
            />
          </div>
        );
      })}
    </fieldset>
  </details>
);

/** HTML drops one line feed right after <textarea>: what begins with one needs another. */
export const leadingLine = (value: string): string => (value.startsWith('\n') ? `\n${value}` : value);

const Choice = ({ name, value, label, on }: { name: string; value: string; label: string; on: boolean }): VNode => (
  <div class="tick">
    <input type="radio" name={name} id={`${name}-${value}`} value={value} checked={on} />
    <label for={`${name}-${value}`}>{label}</label>
  </div>
);

const WhereSay = ({ typed }: { typed: Typed }): VNode => (
  <fieldset id="where">
    <legend>{f.whereSay}</legend>
    <Choice name="where" value="unknown" label={f.whereUnknown} on={typed.where !== 'whole'} />
    <Choice name="where" value="whole" label={f.whereWhole} on={typed.where === 'whole'} />
  </fieldset>
);

const PREVIEW = 12;

const WhereInArticle = ({
  provision,
  typed,
  wrong,
}: {
  provision: ShownProvision;
  typed: Typed;
  wrong: FormFault | undefined;
}): VNode => {
  const paths = pathsOf({
    kind: 'article',
    number: 0,
    sub: 0,
    label: '',
    caption: null,
    headings: [],
    paragraphs: [...provision.body],
  });
  const places =
    paths.length < 2
      ? []
      : paths.map((p) => ({
          path: p.path,
          name: placeName(provision.body, p.path) ?? p.path,
          text: stripInvisible(p.text),
        }));
  return (
    <div class="f">
      <label for="where">
        {f.where}
        <span class="tag">{f.optional}</span>
      </label>
      {wrong && (
        <p class="wrong" id="where-wrong">
          {wrong.message}
        </p>
      )}
      <select
        id="where"
        name="where"
        class={wrong && 'bad'}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={wrong && 'where-wrong'}
      >
        <option value="" selected={typed.where === ''}>
          {f.whereAll}
        </option>
        {places.map((p) => (
          <option value={p.path} selected={typed.where === p.path}>{`${p.name}：${preview(p.text)}`}</option>
        ))}
        <option value="after" selected={typed.where === 'after'}>
          {f.whereAfter}
        </option>
      </select>
    </div>
  );
};

function preview(text: string): string {
  const letters = [...text.replace(/^（[^）]*）/, '').replace(/\n/g, ' ')];
  return letters.length <= PREVIEW ? letters.join('') : `${letters.slice(0, PREVIEW).join('')}…`;
}
