/** The state diagrams of docs/model.md are the steps that the rules allow, with their Chinese, and no others. */
import { draftLife } from '../../src/authoring/drafts/draft.rules.js';
import { draftCommandWords } from '../../src/authoring/drafts/draft.words.js';
import { commentLife } from '../../src/comments/comment.rules.js';
import { commentCommandWords } from '../../src/comments/comment.words.js';
import { consultationLife } from '../../src/consultation/consultation.rules.js';
import { consultationCommandWords } from '../../src/consultation/consultation.words.js';
import { sheetCommandWords } from '../../src/decision/decision.words.js';
import { sheetLife } from '../../src/decision/handling/handling.rules.js';
import { letterCommandWords } from '../../src/feedback/feedback.words.js';
import { letterLife } from '../../src/feedback/letter.rules.js';
import { opinionLife } from '../../src/opinions/opinion.rules.js';
import { opinionCommandWords } from '../../src/opinions/opinion.words.js';
import type { LifeCycle } from '../../src/platform/base/life-cycle.rules.js';
import { reviewLife } from '../../src/solicitation/review/review.rules.js';
import { reviewCommandWords } from '../../src/solicitation/review/review.words.js';
import { paperRunLife } from '../../src/solicitation/papers/paper-run.rules.js';
import { runCommandWords } from '../../src/solicitation/papers/paper.words.js';
import { solicitationLife } from '../../src/solicitation/solicitation.rules.js';
import { solicitationCommandWords } from '../../src/solicitation/solicitation.words.js';
import { read } from './sources.js';

/** Each diagram by the words in bold before it, with its transitions */
function diagrams(text: string): Map<string, string[]> {
  const found = [...text.matchAll(/^\*\*([^*]+)\*\*[^\n]*\n\n```mermaid\nstateDiagram-v2\n([\s\S]*?)```/gm)];
  return new Map(
    found.map(([, name = '', body = '']) => [
      name,
      body
        .trim()
        .split(/\s*\n\s*/)
        .sort(),
    ]),
  );
}

const steps = <S extends string, C extends string>(
  life: LifeCycle<S, C>,
  words: { readonly [K in C]: string },
): string[] =>
  life.states
    .flatMap((from) =>
      life.commands.flatMap((command) => {
        const to = life.next(from, command);
        return to === null ? [] : [`${from} --> ${to}: ${command} ${words[command]}`];
      }),
    )
    .sort();

const lives: [string, string[]][] = [
  ['Draft 稿', steps(draftLife, draftCommandWords)],
  ['Consultation 征求意见', steps(consultationLife, consultationCommandWords)],
  ['Solicitation 征求意见任务', steps(solicitationLife, solicitationCommandWords)],
  ['Papers of a round 函件', steps(paperRunLife, runCommandWords)],
  ['Review of a round 送审', steps(reviewLife, reviewCommandWords)],
  ['Opinion 群众原话', steps(opinionLife, opinionCommandWords)],
  ['Comment 报送意见', steps(commentLife, commentCommandWords)],
  ['Decision sheet 采纳情况表, 简易', steps(sheetLife('SIMPLE'), sheetCommandWords)],
  ['Decision sheet 采纳情况表, 标准 and 严格', steps(sheetLife('STRICT'), sheetCommandWords)],
  ['Letter 反馈函', steps(letterLife, letterCommandWords)],
];

it.each(lives)('%s', (name, expected) => {
  expect(diagrams(read('docs/model.md')).get(name)).toEqual(expected);
});

it('has a diagram for each life, and no life without one', () => {
  expect([...diagrams(read('docs/model.md')).keys()].sort()).toEqual(lives.map(([name]) => name).sort());
  expect(steps(sheetLife('STANDARD'), sheetCommandWords)).toEqual(steps(sheetLife('STRICT'), sheetCommandWords));
});

it('control: a step too many is seen', () => {
  const more = read('docs/model.md').replace(
    '  PREPARED --> ISSUED: issue 发出',
    '$&\n  ANSWERED --> ISSUED: issue 发出',
  );
  expect(diagrams(more).get('Consultation 征求意见')).not.toEqual(steps(consultationLife, consultationCommandWords));
});
