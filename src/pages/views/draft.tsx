/**
 * GET /l/:code: the draft under its code, before, during and after its window. The page is the same under every code of
 * the law but for the places of `OWN`: its links are queries on its own address (`?a=12`), which name no code.
 */
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { clauseOf } from '../../platform/base/refusal.js';
import { nameAndVersion } from '../../authoring/drafts/title.rules.js';
import { keepSize, type Size } from '../display.rules.js';
import { stripInvisible } from '../../platform/base/visible.rules.js';
import { pageTexts as t } from '../page.texts.js';
import { type Chapter, type Former, type Part, partWith, provisionsOf, type Section } from '../parts.rules.js';
import { amendedMark, LawText, nameOf } from './law-text.js';
import { addresses } from './addresses.js';
import { Changes } from './changes.js';
import { type Frame, Page } from './layout.js';
import { beginsWithPoints, FirstPoints, OtherPoints, ReadBeside, type Said, Sentence, shortTitle } from './said.js';

export type WindowState = 'NOT_YET' | 'OPEN' | 'CLOSED' | 'SUSPENDED' | 'CANCELLED';

/** What a person decided about the round since it began, as it is told */
export interface ShownChange {
  command: 'extend' | 'suspend' | 'resume' | 'correct' | 'cancel';
  reason: string;
  /** the day that it moved to */
  newDay: string | null;
  /** when it was done, a day */
  on: string;
}

/** 更正 of an article: the words themselves stay as they were published */
export interface ShownCorrection {
  /** of the article; null where it is not among those shown */
  ordinal: number | null;
  stands: string;
  shouldBe: string;
  reason: string;
  correctedOn: string;
}

/** What is said of a text under whichever code it is opened */
export interface TextHead {
  title: string;
  /** who asks */
  organ: string;
  window: WindowState;
  opensOn: string;
  closesOn: string;
  daysLeft: number;
  superseded: boolean;
  /** newest first */
  changes: readonly ShownChange[];
  corrections: readonly ShownCorrection[];
  said: Said;
}

export interface DraftHead extends TextHead {
  /** ten digits */
  code: string;
  printedCode: string;
  /** the contact point whose code this is, or null for the regulation's own */
  point: string | null;
}

export interface DraftView extends TextHead {
  articles: number;
  parts: readonly Part[];
  /** from 1 */
  at: number;
  /** an amending decision: the text as it would read, and the articles in force that it deletes */
  amending: boolean;
  deleted: readonly Former[];
}

const d = t.draft;

/**
 * The places at which a page differs from code to code: marks that `ownParts` fills. No words of others hold such a
 * character, since it is invisible (`stripInvisible`).
 */
export const OWN = { point: '\0point\0', code: '\0code\0' } as const;
export const OWN_MARK = /\0(point|code)\0/u;
export type OwnPart = keyof typeof OWN;

/** What stands at these places under one code, as HTML */
export const ownParts = ({ point, printedCode }: DraftHead): Readonly<Record<OwnPart, string>> => ({
  point: point === null ? '' : render(<li>{d.point(stripInvisible(point))}</li>),
  code: printedCode,
});

/** The frame of every part under every code */
export const draftFrame = (at: number, size: Size): Frame => ({
  size,
  path: addresses.part(at),
  printedCode: OWN.code,
});

/** All of the page but what stands at `OWN` */
export const DraftPage = ({ view, frame }: { view: DraftView; frame: Frame }): VNode => {
  const { size } = frame;
  const part = view.parts[view.at - 1];
  const open = view.window === 'OPEN';
  return (
    <Page frame={frame} title={stripInvisible(view.title)}>
      {view.at === 1 && beginsWithPoints(view.said) ? (
        <Brief view={view} size={size} />
      ) : (
        <Long view={view} size={size} />
      )}
      {view.amending && view.at === 1 && <Changes {...view} size={size} />}
      {view.at === 1 && <OtherPoints said={view.said} size={size} />}
      <Contents view={view} size={size} />
      {view.at === 1 && <ReadBeside said={view.said} size={size} />}
      {view.parts.length > 1 && <p class="soft">{d.partOf(view.at, view.parts.length)}</p>}
      {part?.chapters.map((c) => (
        <ChapterText chapter={c} view={view} size={size} />
      ))}
      {view.parts.length > 1 && <PartMoves view={view} size={size} />}
      {open && <SayIt size={size} hint={d.sayItHint} />}
    </Page>
  );
};

/** The first screen of a draft of which nothing plain is said */
const Long = ({ view, size }: { view: DraftView; size: Size }): VNode => (
  <>
    <h1>{stripInvisible(view.title)}</h1>
    <Facts view={view} closes={d.closes} />
    <WindowNote view={view} />
    {view.corrections.length > 0 && view.at === 1 && <CorrectedPlaces view={view} size={size} />}
    {view.window === 'OPEN' && view.at === 1 && (
      <>
        <SayIt size={size} hint={d.sayItHint} />
        <p>
          <strong>{d.howTitle}：</strong>
          {d.how}
        </p>
      </>
    )}
  </>
);

/** Title, who asks, days left, one sentence, three questions, 直接说: one screen of a telephone; 特大 speaks first */
const Brief = ({ view, size }: { view: DraftView; size: Size }): VNode => {
  const version = nameAndVersion(view.title)[1];
  const say = view.window === 'OPEN' && (
    <>
      <SayIt size={size} hint={t.said.sayItHint} />
      <p class="soft">{t.said.free}</p>
    </>
  );
  return (
    <>
      <div class="brief">
        <h1>{shortTitle(view.title)}</h1>
        <Facts view={view} closes={t.said.closes} />
        <WindowNote view={view} />
        <Sentence said={view.said} />
        {size === 'largest' && say}
        <FirstPoints said={view.said} size={size} />
        {size !== 'largest' && say}
      </div>
      <h2>
        {t.said.read}
        {version !== '' && <span class="tag">　{stripInvisible(version)}</span>}
      </h2>
      {view.corrections.length > 0 && <CorrectedPlaces view={view} size={size} />}
    </>
  );
};

const SayIt = ({ size, hint }: { size: Size; hint: string }): VNode => (
  <a class="big" href={keepSize(addresses.say, size)}>
    {d.sayIt}
    <small>{hint}</small>
  </a>
);

const Facts = ({ view, closes }: { view: TextHead; closes: typeof d.closes }): VNode => (
  <ul class="facts">
    <li>{d.asks(stripInvisible(view.organ))}</li>
    {OWN.point}
    {view.window === 'OPEN' && (
      <li>
        <strong>{closes(view.closesOn, t.daysLeft(view.daysLeft))}</strong>
      </li>
    )}
  </ul>
);

const decided = { SUSPENDED: 'suspend', CANCELLED: 'cancel' } as const;

/** Why a round is suspended or was cancelled, as the person wrote it who decided it */
export const reasonOf = (view: Pick<TextHead, 'changes'>, window: 'SUSPENDED' | 'CANCELLED'): string =>
  stripInvisible(view.changes.find((c) => c.command === decided[window])?.reason ?? '');

/** Above the text and the form: until when, since when, or why nothing can be said now */
export const WindowNote = ({ view }: { view: TextHead }): VNode | null => {
  const note = noteOf(view);
  const extended = view.window === 'OPEN' || view.window === 'NOT_YET' ? longer(view) : undefined;
  if (!note && !extended) return null;
  return (
    <>
      {extended?.newDay && <p class="note">{d.extended(extended.newDay, clauseOf(stripInvisible(extended.reason)))}</p>}
      {note && (
        <div class="note">
          <strong>{note[0]}</strong>
          {note[1]}
        </div>
      )}
    </>
  );
};

/** The extension that counts: the newest */
const longer = (view: TextHead): ShownChange | undefined => view.changes.find((c) => c.command === 'extend');

const noteOf = (view: TextHead): readonly [string, string] | null => {
  // what a person decided comes before what followed
  if (view.superseded && view.window !== 'SUSPENDED' && view.window !== 'CANCELLED')
    return [d.superseded, d.supersededHint];
  switch (view.window) {
    case 'OPEN':
      return null;
    case 'NOT_YET':
      return [d.notYet(view.opensOn), d.notYetHint];
    case 'CLOSED':
      return [d.closed(view.closesOn), d.closedHint];
    case 'SUSPENDED':
      return [d.suspended(clauseOf(reasonOf(view, 'SUSPENDED'))), d.suspendedHint];
    case 'CANCELLED':
      return [d.cancelled(clauseOf(reasonOf(view, 'CANCELLED'))), d.cancelledHint];
  }
};

/** 更正 of one article, under its words */
export const Corrections = ({ view, ordinal }: { view: TextHead; ordinal: number }): VNode => (
  <>
    {view.corrections
      .filter((c) => c.ordinal === ordinal)
      .map((c) => (
        <p class="note">{correctionWords(c)}</p>
      ))}
  </>
);

const correctionWords = (c: ShownCorrection): string =>
  d.correction(stripInvisible(c.stands), stripInvisible(c.shouldBe), clauseOf(stripInvisible(c.reason)), c.correctedOn);

/** Said once above the text, with the way to each article that was corrected */
const CorrectedPlaces = ({ view, size }: { view: DraftView; size: Size }): VNode => {
  const named = new Map(view.parts.flatMap((p) => p.chapters.flatMap(provisionsOf)).map((p) => [p.ordinal, nameOf(p)]));
  return (
    <div class="note">
      <strong>{d.corrections(view.corrections.length)}</strong>
      <ul>
        {view.corrections.map((c) => (
          <li>
            {c.ordinal !== null && <a href={articleAddress(view, c.ordinal, size)}>{named.get(c.ordinal)}</a>}
            {correctionWords(c)}
          </li>
        ))}
      </ul>
    </div>
  );
};

/** Within the page where the cited article stands on it */
function articleAddress(view: DraftView, ordinal: number, size: Size): string {
  const part = partWith(view.parts, ordinal);
  return part === view.at ? `#a${ordinal}` : keepSize(`${addresses.part(part)}#a${ordinal}`, size);
}

const Contents = ({ view, size }: { view: DraftView; size: Size }): VNode | null => {
  const chapters = view.parts.flatMap((p) => p.chapters.map((c) => ({ part: p.number, chapter: c })));
  if (chapters.length < 2) return null;
  return (
    <nav aria-label={d.contentsShort}>
      <details class="card">
        <summary>{d.contents(view.articles)}</summary>
        <ul class="toc">
          {chapters.map(({ part, chapter }) => (
            <li>
              <a
                href={
                  part === view.at
                    ? `#c${chapter.number}`
                    : keepSize(`${addresses.part(part)}#c${chapter.number}`, size)
                }
              >
                {stripInvisible(chapter.title ?? '')} <span class="tag">{rangeOf(chapter)}</span>
              </a>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
};

const rangeOf = (c: Chapter): string => (c.from === c.to ? c.from : `${c.from}至${c.to}`);

const ChapterText = ({ chapter, view, size }: { chapter: Chapter; view: DraftView; size: Size }): VNode => (
  <section aria-labelledby={`c${chapter.number}`}>
    <h2 id={`c${chapter.number}`}>{stripInvisible(chapter.title ?? d.text)}</h2>
    {chapter.sections.map((s) => (
      <SectionText section={s} view={view} size={size} />
    ))}
  </section>
);

const SectionText = ({ section, view, size }: { section: Section; view: DraftView; size: Size }): VNode => {
  const Heading = section.title === null ? 'h3' : 'h4';
  return (
    <>
      {section.title !== null && <h3>{stripInvisible(section.title)}</h3>}
      {section.provisions.map((p) => (
        <article id={`a${p.ordinal}`}>
          <Heading>
            {nameOf(p)}
            {p.amended && amendedMark(p.amended, p.label) !== '' && (
              <span class="tag">　{amendedMark(p.amended, p.label)}</span>
            )}
          </Heading>
          <LawText provision={p} addressOf={(ordinal) => articleAddress(view, ordinal, size)} />
          <Corrections view={view} ordinal={p.ordinal} />
          <a class="s" href={keepSize(addresses.article(p.ordinal), size)}>
            {view.window === 'OPEN' ? d.comment : d.read}
            <span class="v">：{p.label}</span>
          </a>
        </article>
      ))}
    </>
  );
};

const PartMoves = ({ view, size }: { view: DraftView; size: Size }): VNode => (
  <nav class="moves" aria-label={t.article.moves}>
    {view.at > 1 && (
      <a class="s" href={keepSize(addresses.part(view.at - 1), size)}>
        {d.previousPart}
      </a>
    )}
    {view.at < view.parts.length && (
      <a class="s" href={keepSize(addresses.part(view.at + 1), size)}>
        {d.nextPart}
      </a>
    )}
  </nav>
);

/** How many articles, for the head of the contents */
export const countOf = (parts: readonly Part[]): number =>
  parts.reduce((n, p) => n + p.chapters.reduce((m, c) => m + provisionsOf(c).length, 0), 0);
