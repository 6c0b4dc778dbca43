/**
 * What an office says about a draft, before and beside its words: one sentence, questions with answers, 说明, 参阅资料.
 */
import type { VNode } from 'preact';
import { nameAndVersion } from '../../authoring/drafts/title.rules.js';
import { stripInvisible } from '../../platform/base/visible.rules.js';
import { keepSize, type Size } from '../display.rules.js';
import { pageTexts as t } from '../page.texts.js';
import { addresses } from './addresses.js';
import { type Frame, Page } from './layout.js';

/** A question that a resident has, with the draft's answer and, where one article says it, the way to it */
export interface ShownPoint {
  question: string;
  answer: string;
  label: string;
  ordinal: number | null;
}

export interface ShownReference {
  title: string;
  words: string;
  file: { id: string; name: string } | null;
}

export interface Said {
  sentence: string;
  points: readonly ShownPoint[];
  /** whether there is a 说明 to be read on a page of its own */
  statement: boolean;
  references: readonly ShownReference[];
}

export const NOTHING_SAID: Said = { sentence: '', points: [], statement: false, references: [] };

/** A line of 说明 as it is printed */
export interface StatementLine {
  kind: 'chapter' | 'heading' | 'article' | 'paragraph';
  label: string;
  text: string;
}

const d = t.said;

/** Points that stand on the first screen of a telephone, with the way to speak */
const FIRST = 3;

/** Whether the page begins with questions: else it is as a draft without any */
export const beginsWithPoints = (said: Said): boolean => said.points.length > 0;

/** The name of the law alone, as people call it; which text it is stands above the articles */
export const shortTitle = (title: string): string => stripInvisible(nameAndVersion(title)[0]);

export const Sentence = ({ said }: { said: Said }): VNode | null =>
  said.sentence === '' ? null : <p class="one">{stripInvisible(said.sentence)}</p>;

export const FirstPoints = ({ said, size }: { said: Said; size: Size }): VNode => (
  <Points points={said.points.slice(0, FIRST)} size={size} />
);

const Points = ({ points, size }: { points: readonly ShownPoint[]; size: Size }): VNode => (
  <ul class="qs">
    {points.map((p) => (
      <li>
        {p.ordinal === null ? (
          <div>
            <PointWords point={p} />
          </div>
        ) : (
          <a href={keepSize(addresses.article(p.ordinal), size)}>
            <PointWords point={p} />
            <i aria-hidden="true" />
          </a>
        )}
      </li>
    ))}
  </ul>
);

const PointWords = ({ point: p }: { point: ShownPoint }): VNode => (
  <>
    <b>{stripInvisible(p.question)}</b>
    <span>{d.answer(stripInvisible(p.answer), p.ordinal === null ? '' : stripInvisible(p.label))}</span>
  </>
);

/** 和您有关的另外 n 条, above the contents */
export const OtherPoints = ({ said, size }: { said: Said; size: Size }): VNode | null => {
  const others = said.points.slice(FIRST);
  return others.length === 0 ? null : (
    <details class="card">
      <summary>{d.others(others.length)}</summary>
      <Points points={others} size={size} />
    </details>
  );
};

/** 说明 and 参阅资料, below the contents */
export const ReadBeside = ({ said, size }: { said: Said; size: Size }): VNode | null =>
  !said.statement && said.references.length === 0 ? null : (
    <>
      {said.statement && (
        <p>
          <a class="s" href={keepSize(addresses.statement, size)}>
            {d.statement}
          </a>
        </p>
      )}
      {said.references.length > 0 && (
        <details class="card">
          <summary>{d.references(said.references.length)}</summary>
          <ul class="refs">
            {said.references.map((r) => (
              <li>
                <b>{stripInvisible(r.title)}</b>
                {r.words !== '' && <span>{stripInvisible(r.words)}</span>}
                {r.file && (
                  <a class="s" href={addresses.file(r.file.id)}>
                    {d.file}
                    <span class="v">：{stripInvisible(r.file.name)}</span>
                  </a>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );

/** 条文说明 under an article: plain words, and that the article counts */
export const ArticleNote = ({ note }: { note: string }): VNode => (
  <div class="plain">
    <strong>{d.note}</strong>
    <p>{stripInvisible(note)}</p>
  </div>
);

/** GET /l/:code/why: 说明 as it is printed */
export const StatementPage = ({
  title,
  statement,
  back,
  frame,
}: {
  /** of the draft */
  title: string;
  statement: { title: string; lines: readonly StatementLine[] };
  back: string;
  frame: Frame;
}): VNode => (
  <Page frame={frame} title={stripInvisible(statement.title)}>
    <p class="soft">{stripInvisible(title)}</p>
    <h1>{stripInvisible(statement.title)}</h1>
    {statement.lines.map(({ kind, label, text }) => {
      const words = stripInvisible(label === '' ? text : `${label}　${text}`);
      return kind === 'chapter' || kind === 'heading' ? <h2>{words}</h2> : <p class="in">{words}</p>;
    })}
    <nav class="moves" aria-label={t.article.moves}>
      <a class="s" href={back}>
        {t.article.whole}
      </a>
    </nav>
  </Page>
);
