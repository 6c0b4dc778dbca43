/** The frame of every page: language, skip link, size switch 字号, main, foot. */
import type { ComponentChildren, VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { keepSize, type Size, sizes } from '../display.rules.js';
import { pageTexts as t } from '../page.texts.js';
import { choiceStyle, style } from './style.js';

export interface Frame {
  size: Size;
  /**
   * the address of this very page, for the size switch; null where it cannot be asked for again (the answer to a
   * form): there the choice enlarges what stands, and loses no word
   */
  path: string | null;
  /** a law code as it is printed, where the page belongs to one */
  printedCode?: string;
}

export const Page = ({
  frame,
  title,
  children,
}: {
  frame: Frame;
  title: string;
  children: ComponentChildren;
}): VNode => (
  <html lang="zh-CN" class={frame.size === 'standard' ? undefined : frame.size}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <meta name="format-detection" content="telephone=no" />
      <meta name="robots" content="noindex" />
      <title>{`${title} - ${t.brand}`}</title>
      <style>{frame.path === null ? style + choiceStyle : style}</style>
      <script src={ENHANCE_PATH} defer />
    </head>
    <body>
      <a class="skip" href="#main">
        {t.skip}
      </a>
      {frame.path === null && <SizeChoice size={frame.size} />}
      <header class="bar">
        <div>
          <a class="brand" href={keepSize('/', frame.size)}>
            {t.brand}
          </a>
          {frame.path === null ? <SizeLabels /> : <SizeSwitch path={frame.path} size={frame.size} />}
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer>
        <div>
          <a href={keepSize('/r', frame.size)}>{t.footer.lookUp}</a>
          <a href={keepSize('/help', frame.size)}>{t.footer.help}</a>
          <a href={keepSize('/', frame.size)}>{t.footer.front}</a>
          {frame.printedCode !== undefined && <p>{t.footer.code(frame.printedCode)}</p>}
        </div>
      </footer>
    </body>
  </html>
);

const SizeSwitch = ({ path, size }: { path: string; size: Size }): VNode => (
  <nav aria-label={t.size.title}>
    {sizes.map((s, i) => (
      <a
        key={s}
        class={`b${i + 1}`}
        data-size={s}
        href={keepSize(path, s)}
        aria-current={s === size ? 'true' : undefined}
      >
        {t.size[s]}
      </a>
    ))}
  </nav>
);

/** Before all they enlarge, so that a style reaches it from what is chosen, without a script and without a request */
const SizeChoice = ({ size }: { size: Size }): VNode => (
  <>
    {sizes.map((s) => (
      <input
        key={s}
        type="radio"
        class="v"
        name="shown"
        id={`shown-${s}`}
        aria-label={`${t.size.title}：${t.size[s]}`}
        checked={s === size}
      />
    ))}
  </>
);

const SizeLabels = (): VNode => (
  <nav aria-hidden="true">
    {sizes.map((s, i) => (
      <label key={s} class={`b${i + 1}`} for={`shown-${s}`}>
        {t.size[s]}
      </label>
    ))}
  </nav>
);

/** Where the enhancement is served; the pages work the same without it */
export const ENHANCE_PATH = '/pages/enhance.js';

/** The whole document as text */
export const wholeDocument = (page: VNode): string => `<!doctype html>${render(page)}`;
