/**
 * GET /l/:code/a/:ordinal: one article with its form on the first screen; GET /l/:code/say: the form for the whole text
 */
import type { VNode } from 'preact';
import { keepSize } from '../display.rules.js';
import { stripInvisible } from '../../platform/base/visible.rules.js';
import { pageTexts as t } from '../page.texts.js';
import type { ShownProvision } from '../parts.rules.js';
import { Corrections, type DraftHead, WindowNote } from './draft.js';
import { Faults, type FormView, OpinionForm } from './form.js';
import { amendedMark, FormerText, LawText, nameOf } from './law-text.js';
import { type Frame, Page } from './layout.js';
import { ArticleNote } from './said.js';

export interface ArticleView {
  head: DraftHead;
  provision: ShownProvision;
  previous: number | null;
  next: number | null;
  /** the part of the whole text in which this article stands */
  part: number;
  /** 条文说明 in plain words; '' for none */
  note: string;
  /** null outside the window */
  form: FormView | null;
}

/** An article of more letters pushes the form off the first screen of a phone: a link leads down to it. */
const LONG = 120;

const titled = (title: string, form: FormView | null): string =>
  form && form.faults.length > 0 ? `${t.errors.prefix}${title}` : title;

export const ArticlePage = ({ view, frame }: { view: ArticleView; frame: Frame }): VNode => {
  const { head, provision: p } = view;
  return (
    <Page frame={frame} title={titled(nameOf(p), view.form)}>
      {view.form && <Faults faults={view.form.faults} />}
      <p class="soft">{stripInvisible(head.title)}</p>
      <h1>{nameOf(p)}</h1>
      {view.form && p.text.length > LONG && (
        <p>
          <a class="s" href="#say">
            {t.form.title}
          </a>
        </p>
      )}
      <div class="card">
        <LawText
          provision={p}
          addressOf={(ordinal) => (ordinal === p.ordinal ? '' : keepSize(`/l/${head.code}/a/${ordinal}`, frame.size))}
        />
      </div>
      {view.note !== '' && <ArticleNote note={view.note} />}
      <Corrections view={head} ordinal={p.ordinal} />
      {p.amended && amendedMark(p.amended, p.label) !== '' && <p class="tag">{amendedMark(p.amended, p.label)}</p>}
      {p.amended?.change === 'CHANGED' && <FormerText former={p.amended.former} />}
      <WindowNote view={head} />
      {view.form && (
        <>
          <h2>{t.form.title}</h2>
          <OpinionForm view={view.form} size={frame.size} />
        </>
      )}
      <Moves view={view} frame={frame} />
    </Page>
  );
};

const Moves = ({ view, frame }: { view: ArticleView; frame: Frame }): VNode => {
  const to = (ordinal: number): string => keepSize(`/l/${view.head.code}/a/${ordinal}`, frame.size);
  return (
    <nav class="moves" aria-label={t.article.moves}>
      {view.previous !== null && (
        <a class="s" href={to(view.previous)}>
          {t.article.previous}
        </a>
      )}
      {view.next !== null && (
        <a class="s" href={to(view.next)}>
          {t.article.next}
        </a>
      )}
      <a
        class="s"
        href={keepSize(
          `/l/${view.head.code}${view.part === 1 ? '' : `?part=${view.part}`}#a${view.provision.ordinal}`,
          frame.size,
        )}
      >
        {t.article.whole}
      </a>
    </nav>
  );
};

export const SayPage = ({ head, form, frame }: { head: DraftHead; form: FormView | null; frame: Frame }): VNode => (
  <Page frame={frame} title={titled(t.form.sayTitle, form)}>
    {form && <Faults faults={form.faults} />}
    <p class="soft">{stripInvisible(head.title)}</p>
    <h1>{t.form.sayTitle}</h1>
    <WindowNote view={head} />
    {form && <OpinionForm view={form} size={frame.size} />}
    <nav class="moves" aria-label={t.article.moves}>
      <a class="s" href={keepSize(`/l/${head.code}`, frame.size)}>
        {t.article.whole}
      </a>
    </nav>
  </Page>
);
