/** The words of an article, 款 项 目, as elements; a citation of the same draft is a link to its place */
import { Fragment, type VNode } from 'preact';
import { pathsOf } from '../../articles/index.js';
import { stripInvisible } from '../../platform/base/visible.rules.js';
import { pageTexts as t } from '../page.texts.js';
import type { Amended, Former, ShownCitation, ShownProvision } from '../parts.rules.js';

/** Where a cited place is: the address of an article, without the place in it */
export type AddressOf = (ordinal: number) => string;

const CLASS: readonly (string | undefined)[] = [undefined, 'i', 'j'];

export const LawText = ({ provision: p, addressOf }: { provision: ShownProvision; addressOf: AddressOf }): VNode => (
  <>
    {pathsOf({ ...p, kind: 'article', number: 0, sub: 0, headings: [...p.headings], paragraphs: [...p.body] }).map(
      ({ path, text }) => {
        const cites = p.cites.filter((c) => c.path === path);
        return linesOf(text).map(([start, end], line) => (
          <p
            class={CLASS[path.split('.').length - 1]}
            id={line === 0 && p.cited.has(path) ? placeId(p.ordinal, path) : undefined}
          >
            <Words text={text} start={start} end={end} cites={cites} addressOf={addressOf} />
          </p>
        ));
      },
    )}
  </>
);

const Words = ({
  text,
  start,
  end,
  cites,
  addressOf,
}: {
  text: string;
  start: number;
  end: number;
  cites: readonly ShownCitation[];
  addressOf: AddressOf;
}): VNode => {
  const inside = cites.filter((c) => c.start >= start && c.end <= end);
  return (
    <>
      {inside.map((c, at) => (
        <Fragment>
          {stripInvisible(text.slice(inside[at - 1]?.end ?? start, c.start))}
          <a
            class="c"
            href={
              c.to === null
                ? addressOf(c.ordinal)
                : `${addressOf(c.ordinal).replace(/#.*$/u, '')}#${placeId(c.ordinal, c.to)}`
            }
          >
            {stripInvisible(text.slice(c.start, c.end))}
          </a>
        </Fragment>
      ))}
      {stripInvisible(text.slice(inside.at(-1)?.end ?? start, end))}
    </>
  );
};

/** Start and end of each line */
function linesOf(text: string): [start: number, end: number][] {
  let start = 0;
  return text.split('\n').map((line) => {
    const from = start;
    start += line.length + 1;
    return [from, from + line.length];
  });
}

const placeId = (ordinal: number, path: string): string => `a${ordinal}-${path}`;

/** 第三条　工作原则 */
export const nameOf = (p: Pick<ShownProvision, 'label' | 'caption'>): string =>
  stripInvisible(p.caption === null ? p.label : `${p.label}　${p.caption}`);

/** 新增 · 拟修改（现行第十七条）: what an amending decision does to an article, and its number in the text in force */
export const amendedMark = ({ change, former }: Amended, label: string): string => {
  const from = former.map((f) => f.label).join('、');
  if (change === 'NEW') return t.amending.isNew;
  return change === 'CHANGED' ? t.amending.changed(from) : from === label ? '' : t.amending.renumbered(from);
};

/** The wording in force that an article would replace, folded away */
export const FormerText = ({ former }: { former: readonly Former[] }): VNode => (
  <details class="card">
    <summary>{t.amending.inForce(former.map((f) => f.label).join('、'))}</summary>
    {former.map((f) => (
      <>
        {former.length > 1 && (
          <p>
            <strong>{nameOf(f)}</strong>
          </p>
        )}
        <LawText
          provision={{ ...f, id: '', headings: [], cites: [], cited: NOTHING, amended: null }}
          addressOf={() => ''}
        />
      </>
    ))}
  </details>
);

const NOTHING: ReadonlySet<string> = new Set();
