/** What became of what a node 节点 entered: result and reason of its own voices, and none of what anybody said. */
import { Injectable } from '@nestjs/common';
import { DraftRow, ProvisionRow } from '../authoring/index.js';
import { OutcomesQueries, type PublicOutcome } from '../decision/index.js';
import {
  type NodeForm,
  type NodeLinkRow,
  NodeResultsService,
  type OpinionRow,
  RESULTS_PER_PAGE,
  targetPlace,
} from '../opinions/index.js';
import { AccessService } from '../platform/access/access.service.js';
import { dayIn } from '../platform/base/clock.js';
import { type Reader, UnitOfWork } from '../platform/database/scope.js';
import { nameOf } from './views/law-text.js';

export interface NodeResult {
  /** its place among what the node entered, from 1 */
  ordinal: number;
  enteredOn: string;
  saidOn: string | null;
  place: string;
  outcome: PublicOutcome;
}
export interface NodeResults {
  regulation: string;
  results: NodeResult[];
  total: number;
  page: number;
  pages: number;
}

@Injectable()
export class NodeResultsPages {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly results: NodeResultsService,
    private readonly outcomes: OutcomesQueries,
  ) {}

  /** One page of twenty; null where nothing was passed on. Of a text that is not public no words of it are told. */
  async of(node: NodeLinkRow, task: Pick<NodeForm, 'id' | 'title'>, page: number): Promise<NodeResults | null> {
    const found = await this.results.passed(node, task.id, page);
    if (!found) return null;
    const scope = { legislatureId: node.legislatureId, accountId: null };
    const reader = this.work.read(scope);
    const opinions = found.voices.map((v) => v.opinion);
    const outcomes = await this.outcomes.forOpinions(
      scope,
      opinions.map((o) => o.id),
    );
    const zone = await this.access.zone(node.legislatureId);
    const places = await this.places(reader, opinions);
    const results = found.voices.flatMap(({ ordinal, opinion }): NodeResult[] => {
      const outcome = outcomes.get(opinion.id);
      const place = places.get(opinion.id);
      if (!outcome || place === undefined) return [];
      const enteredOn = dayIn(zone, opinion.receivedAt);
      return [
        { ordinal, enteredOn, saidOn: opinion.saidOn, place: place.words, outcome: { ...outcome, ...place.hides } },
      ];
    });
    const pages = Math.max(1, Math.ceil(found.total / RESULTS_PER_PAGE));
    return { regulation: task.title, results, total: found.total, page, pages };
  }

  /** What each is about, as people say it; `hides`: what of the outcome is not told of a text that is not public */
  private async places(
    reader: Reader,
    opinions: readonly OpinionRow[],
  ): Promise<ReadonlyMap<string, { words: string; hides: Partial<PublicOutcome> }>> {
    const articles = await reader.byIds(ProvisionRow, [...new Set(opinions.flatMap((o) => o.provisionId ?? []))]);
    const known = new Map(articles.flatMap((p) => (p ? [[p.id, p] as const] : [])));
    const drafts = await reader.byIds(DraftRow, [...new Set(opinions.map((o) => o.draftId))]);
    const open = new Set(drafts.flatMap((d) => (d?.scope === 'PUBLIC' ? [d.id] : [])));
    return new Map(
      opinions.map((o) => {
        const p = known.get(o.provisionId ?? '');
        const isOpen = open.has(o.draftId);
        const words = isOpen ? targetPlace(o, p ? { label: nameOf(p), body: p.body } : null) : '';
        return [o.id, { words, hides: isOpen ? {} : { changes: [] } }];
      }),
    );
  }
}
