/** Front page, help, and the pages that say why something is not there and what to do */
import type { VNode } from 'preact';
import { keepSize, LONGEST_TYPED } from '../display.rules.js';
import { stripInvisible } from '../../platform/base/visible.rules.js';
import type { OpenText } from '../openings.sql.js';
import { pageTexts as t } from '../page.texts.js';
import { leadingLine } from './form.js';
import { type Frame, Page } from './layout.js';

const LawCodeField = ({ frame, typed, wrong }: { frame: Frame; typed: string; wrong: string | null }): VNode => (
  <form method="get" action="/l" class="card" autocomplete="off">
    {frame.size !== 'standard' && <input type="hidden" name="size" value={frame.size} />}
    <div class="f">
      <label for="code">{t.front.label}</label>
      <p class="soft" id="code-hint">
        {t.front.hint}
      </p>
      {wrong !== null && (
        <p class="wrong" id="code-wrong" role="alert">
          {wrong}
        </p>
      )}
      <input
        type="text"
        id="code"
        name="code"
        inputMode="numeric"
        maxLength={LONGEST_TYPED}
        required
        value={typed}
        class={wrong === null ? undefined : 'bad'}
        aria-invalid={wrong === null ? undefined : 'true'}
        aria-describedby={wrong === null ? 'code-hint' : 'code-hint code-wrong'}
      />
    </div>
    <button class="big">{t.front.submit}</button>
  </form>
);

export const FrontPage = ({ frame, wrong = null }: { frame: Frame; wrong?: string | null }): VNode => (
  <Page frame={frame} title={wrong === null ? t.front.lead : `${t.errors.prefix}${t.front.lead}`}>
    <h1>{t.front.title}</h1>
    <p>{t.front.lead}</p>
    <LawCodeField frame={frame} typed="" wrong={wrong} />
    <ul class="toc card more">
      <li>
        <a href={keepSize('/l', frame.size)}>{t.front.open}</a>
      </li>
      <li>
        <a href={keepSize('/r', frame.size)}>{t.front.lookUp}</a>
      </li>
      <li>
        <a href={keepSize('/help', frame.size)}>{t.front.help}</a>
      </li>
    </ul>
  </Page>
);

/** How many stand in the list */
export const MOST_OPEN = 100;

/** What is open to everybody today; `wrong` where a code was sent and none was typed */
export const OpenTextsPage = ({
  texts,
  frame,
  wrong,
}: {
  texts: readonly OpenText[];
  frame: Frame;
  wrong: string | null;
}): VNode => (
  <Page frame={frame} title={wrong === null ? t.open.title : `${t.errors.prefix}${t.open.title}`}>
    <h1>{t.open.title}</h1>
    {texts.length === 0 ? (
      <p>{t.open.none}</p>
    ) : (
      <>
        <p>{t.open.lead}</p>
        <ul class="toc card more">
          {texts.map((x) => (
            <li key={x.code}>
              <a href={keepSize(`/l/${x.code}`, frame.size)}>
                <b>{`《${stripInvisible(x.title)}》`}</b>
                <br />
                <span class="soft">{`${stripInvisible(x.organ)}，${t.open.closes(x.closesOn, t.daysLeft(x.daysLeft))}`}</span>
              </a>
            </li>
          ))}
        </ul>
        {texts.length === MOST_OPEN && <p class="soft">{t.open.more(MOST_OPEN)}</p>}
      </>
    )}
    <LawCodeField frame={frame} typed="" wrong={wrong} />
  </Page>
);

export const HelpPage = ({ frame }: { frame: Frame }): VNode => (
  <Page frame={frame} title={t.help.title}>
    <h1>{t.help.title}</h1>
    {t.help.sections.map(([title, words]) => (
      <section>
        <h2>{title}</h2>
        <div class="card">
          {words.map((w) => (
            <p>{w}</p>
          ))}
        </div>
      </section>
    ))}
  </Page>
);

/** A code that leads nowhere, with the field to type another */
export const UnknownCodePage = ({ typed, frame }: { typed: string; frame: Frame }): VNode => (
  <Page frame={frame} title={t.notice.unknown.title}>
    <h1>{t.notice.unknown.title}</h1>
    <p>{t.notice.unknown.body}</p>
    <LawCodeField frame={frame} typed={stripInvisible(typed)} wrong={null} />
  </Page>
);

export interface Notice {
  title: string;
  body: readonly string[];
  links: readonly { to: string; words: string }[];
  /** what the resident had typed, to be copied */
  kept?: string;
}

export const NoticePage = ({ notice, frame }: { notice: Notice; frame: Frame }): VNode => (
  <Page frame={frame} title={notice.title}>
    <h1>{notice.title}</h1>
    {notice.body.map((p) => (
      <p>{p}</p>
    ))}
    {notice.kept !== undefined && notice.kept !== '' && (
      <div class="f">
        <label for="kept">{t.notice.kept}</label>
        <textarea id="kept" rows={8} readOnly>
          {leadingLine(notice.kept)}
        </textarea>
      </div>
    )}
    <nav class="moves" aria-label={t.footer.help}>
      {notice.links.map((x) => (
        <a class="s" href={keepSize(x.to, frame.size)}>
          {x.words}
        </a>
      ))}
    </nav>
  </Page>
);
