/** 收件 of a contact point in a round, by article and as they came, with figures under each filter. */
import { Injectable } from '@nestjs/common';
import { ProvisionRow } from '../authoring/index.js';
import { type CellFacet, countsOf } from '../platform/api/counted-cells.js';
import { type InOrder, type Page, pageOf } from '../platform/api/paging.js';
import type { Actor } from '../platform/base/actor.js';
import { oneOf } from '../platform/database/one-of.js';
import { isId, type Reader, scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { ActivityRow } from './hearing/hearing.entities.js';
import { NodeLinkRow } from './nodes/nodes.entities.js';
import { type InboxStanding, standingOf } from './inbox.rules.js';
import { type InboxRow, inboxRows } from './inbox.sql.js';
import type { Channel } from './opinion.rules.js';
import { channelWords, inboxStandingWords } from './opinion.words.js';
import { type Opinion, OpinionsQueries } from './opinions.queries.js';

/** What the inbox is narrowed to; what is absent or null asks for nothing */
export interface InboxFilter {
  standings?: readonly InboxStanding[] | null;
  channels?: readonly Channel[] | null;
  /** ids of articles, WHOLE for the whole text, UNKNOWN for what names none */
  places?: readonly string[] | null;
  activityIds?: readonly string[] | null;
  nodeIds?: readonly string[] | null;
  withPicture?: boolean | null;
  words?: string | null;
  sameAs?: string | null;
}

type Cell = InboxRow & {
  n: number;
  /** its place among all that ever came */
  at: number;
  standing: InboxStanding;
  place: string;
  activity: string;
  node: string;
  picture: string;
};
const cellOf = (row: InboxRow, at: number): Cell => ({
  ...row,
  n: 1,
  at,
  standing: standingOf(row),
  place: row.provisionId ?? row.targetKind,
  activity: row.activityId ?? '',
  node: row.nodeId ?? '',
  picture: row.hasPicture ? 'YES' : 'NO',
});

@Injectable()
export class InboxQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly opinions: OpinionsQueries,
  ) {}

  /** Of a task whose body the caller may see; facets by standing, way, article, activity, node and picture */
  async list(
    actor: Actor,
    of: { consultationId: string; contactPointId: string },
    filter: InboxFilter,
    asked: InOrder,
  ): Promise<Page<Opinion>> {
    const reader = this.work.read(scopeOf(actor));
    const cells = await this.cells(reader, of, filter);
    const facets = await this.facetsOf(reader, cells, filter);
    const shown = cells.filter((c) => facets.every((f) => !f.asked || f.asked.includes(f.of(c))));
    const page = pageOf('inbox', shown, asked, (c) => c.at);
    const found = await this.opinions.byIds(
      actor,
      page.rows.map(({ row }) => row.id),
    );
    const rows = page.rows.flatMap(({ cursor }, at) => {
      const row = found[at];
      return row ? [{ row, cursor }] : [];
    });
    return { ...page, rows, facets: countsOf(() => Promise.resolve(cells), facets).facets };
  }

  /** All that the filter finds, in order; for a table that is taken away */
  async all(
    actor: Actor,
    of: { consultationId: string; contactPointId: string },
    filter: InboxFilter,
  ): Promise<{ opinion: Opinion; standing: InboxStanding }[]> {
    const reader = this.work.read(scopeOf(actor));
    const cells = await this.cells(reader, of, filter);
    const facets = await this.facetsOf(reader, cells, filter);
    const shown = cells.filter((c) => facets.every((f) => !f.asked || f.asked.includes(f.of(c))));
    const found = await this.opinions.byIds(
      actor,
      shown.map((c) => c.id),
    );
    return shown.flatMap(({ standing }, at) => {
      const opinion = found[at];
      return opinion ? [{ opinion, standing }] : [];
    });
  }

  private async cells(
    reader: Reader,
    of: { consultationId: string; contactPointId: string },
    { words, sameAs }: InboxFilter,
  ): Promise<Cell[]> {
    const like = sameAs !== null && sameAs !== undefined && isId(sameAs) ? sameAs : null;
    return (await inboxRows(reader, { ...of, words: words || null, sameAs: like }))
      .map(cellOf)
      .filter((c) => c.matches);
  }

  private async facetsOf(reader: Reader, cells: readonly Cell[], filter: InboxFilter): Promise<CellFacet<Cell>[]> {
    const ids = (of: (c: Cell) => string | null): string[] => [...new Set(cells.flatMap((c) => of(c) ?? []))];
    const articles = await reader.find(ProvisionRow, { id: oneOf(ids((c) => c.provisionId)) }, { ordinal: 'ASC' });
    const activities = await reader.find(ActivityRow, { id: oneOf(ids((c) => c.activityId)) }, { heldOn: 'DESC' });
    const nodes = await reader.find(NodeLinkRow, { id: oneOf(ids((c) => c.nodeId)) }, { name: 'ASC' });
    const places = articles.map((p): [string, string] => [p.id, [p.label, p.caption].filter((w) => w).join('　')]);
    const { withPicture } = filter;
    return [
      { name: 'standings', words: inboxStandingWords, of: (c: Cell) => c.standing, asked: filter.standings },
      { name: 'channels', words: channelWords, of: (c: Cell) => c.channel, asked: filter.channels },
      {
        name: 'places',
        words: Object.fromEntries([...places, ['WHOLE', '全文'], ['UNKNOWN', '不知道是哪一条']]),
        of: (c: Cell) => c.place,
        asked: filter.places,
      },
      {
        name: 'activityIds',
        words: Object.fromEntries(activities.map((a) => [a.id, a.subject])),
        of: (c: Cell) => c.activity,
        asked: filter.activityIds,
      },
      {
        name: 'nodeIds',
        words: Object.fromEntries(nodes.map((n) => [n.id, n.name])),
        of: (c: Cell) => c.node,
        asked: filter.nodeIds,
      },
      {
        name: 'withPicture',
        words: { YES: '有照片' },
        of: (c: Cell) => c.picture,
        asked: withPicture === null || withPicture === undefined ? null : [withPicture ? 'YES' : 'NO'],
      },
    ];
  }
}
