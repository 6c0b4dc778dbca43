/** An amending decision 修改决定 above its text: what changes, and what of the law in force is deleted */
import type { VNode } from 'preact';
import { stripInvisible } from '../../platform/base/visible.rules.js';
import { keepSize, type Size } from '../display.rules.js';
import { pageTexts as t } from '../page.texts.js';
import { type Former, type Part, provisionsOf } from '../parts.rules.js';
import { addresses } from './addresses.js';
import { amendedMark, nameOf } from './law-text.js';

/** 修改决定: said what it is, with the way to each article that changes */
export const Changes = ({
  parts,
  at,
  deleted,
  size,
}: {
  parts: readonly Part[];
  /** the part that is shown, from 1 */
  at: number;
  deleted: readonly Former[];
  size: Size;
}): VNode => {
  const changed = parts.flatMap((part) =>
    part.chapters
      .flatMap(provisionsOf)
      .filter((p) => p.amended !== null && p.amended.change !== 'SAME')
      .map((p) => ({ part: part.number, provision: p })),
  );
  return (
    <>
      <div class="note">
        <strong>{t.amending.title}</strong>
        {t.amending.hint}
      </div>
      {changed.length > 0 && (
        <nav aria-label={t.amending.list(changed.length)}>
          <details class="card" open={changed.length <= OPEN_UP_TO}>
            <summary>{t.amending.list(changed.length)}</summary>
            <ul class="toc">
              {changed.map(({ part, provision: p }) => (
                <li>
                  <a href={part === at ? `#a${p.ordinal}` : keepSize(`${addresses.part(part)}#a${p.ordinal}`, size)}>
                    {nameOf(p)} <span class="tag">{p.amended && amendedMark(p.amended, p.label)}</span>
                  </a>
                </li>
              ))}
            </ul>
          </details>
        </nav>
      )}
      {deleted.length > 0 && (
        <details class="card">
          <summary>{t.amending.deleted(deleted.map((f) => f.label).join('、'))}</summary>
          {deleted.map((f) => (
            <p>
              <strong>{nameOf(f)}</strong>　{stripInvisible(f.text)}
            </p>
          ))}
        </details>
      )}
    </>
  );
};

/** A short list of changes is open, a long one would push the text off the phone. */
const OPEN_UP_TO = 6;
