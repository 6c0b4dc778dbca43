/** The words of an article, 款 项 目, as elements */
import { Fragment, type VNode } from 'preact';
import type { Paragraph } from '../../articles/index.js';
import { shown } from '../display.rules.js';
import type { ShownProvision } from '../parts.rules.js';

export const LawText = ({ body }: { body: readonly Paragraph[] }): VNode => (
  <>
    {body.map((p) => (
      <Fragment>
        {p.text !== '' && <p>{shown(p.text)}</p>}
        {p.items.map((item) => (
          <Fragment>
            {item.label + item.text !== '' && shown(item.label + item.text).split('\n').map((line) => <p class="i">{line}</p>)}
            {item.subitems.map((s) => <p class="j">{shown(s.label + s.text)}</p>)}
          </Fragment>
        ))}
      </Fragment>
    ))}
  </>
);

/** 第三条　工作原则 */
export const nameOf = (p: Pick<ShownProvision, 'label' | 'caption'>): string => shown(p.caption === null ? p.label : `${p.label}　${p.caption}`);
