/** What became of what a node 节点 entered, in plain words: result, reason, changed sentence. It needs no script. */
import type { VNode } from 'preact';
import { outcomeWords } from '../../decision/decision.words.js';
import { stripInvisible } from '../../platform/base/visible.rules.js';
import type { NodeResult, NodeResults } from '../node-results.service.js';
import { nodeTexts as t } from '../node.texts.js';
import { pageTexts } from '../page.texts.js';
import { type Frame, Page } from './layout.js';
import { Changed, classWords } from './look-up.js';

const l = pageTexts.lookUp;

export const NodeResultsPage = ({
  path,
  taskId,
  of,
  frame,
}: {
  path: string;
  taskId: string;
  of: NodeResults;
  frame: Frame;
}): VNode => (
  <Page frame={frame} title={t.resultsTitle}>
    <h1>{t.resultsTitle}</h1>
    <p>{stripInvisible(of.regulation)}</p>
    <p class="soft">{t.resultsHint}</p>
    {of.results.map((result) => (
      <Result result={result} />
    ))}
    {of.pages > 1 && (
      <nav class="moves" aria-label={t.pages(of.page, of.pages)}>
        <p class="soft">{t.pages(of.page, of.pages)}</p>
        {of.page > 1 && (
          <a class="s" href={`${path}/${taskId}/results?page=${of.page - 1}`}>
            {t.earlier}
          </a>
        )}
        {of.page < of.pages && (
          <a class="s" href={`${path}/${taskId}/results?page=${of.page + 1}`}>
            {t.later}
          </a>
        )}
      </nav>
    )}
    <a class="s" href={path}>
      {t.back}
    </a>
  </Page>
);

const Result = ({ result: { ordinal, saidOn, enteredOn, place, outcome: o } }: { result: NodeResult }): VNode => (
  <section class="card">
    <p class="soft">
      {t.nth(ordinal)}　{t.entered(saidOn ?? enteredOn, stripInvisible(place))}
    </p>
    {o.setAsideReason !== null ? (
      <>
        <p class="verdict">{t.aside}</p>
        <p>{l.setAside[o.setAsideReason] ?? l.setAsideOther}</p>
      </>
    ) : o.outcome === null ? (
      <p>{t.stages[o.stage]}</p>
    ) : (
      <>
        <p class="verdict">{outcomeWords[o.outcome]}</p>
        {o.reasonClass !== null && <p>{classWords(o.reasonClass)}</p>}
        {o.words !== null && <p class="words">{stripInvisible(o.words)}</p>}
        {o.changes.map((change) => (
          <Changed change={change} />
        ))}
      </>
    )}
  </section>
);
