/** 一法一码 in many variants at once: a code for each contact point or node that is named, and for places. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { RegulationsService } from '../authoring/index.js';
import { ContactPointsService } from '../network/index.js';
import type { RefusedRowType } from '../platform/api/bulk.js';
import { refusedRow } from '../platform/api/bulk.js';
import type { Actor } from '../platform/base/actor.js';
import { words } from '../platform/base/inputs.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { ensureCodes, type WantedCode } from './code-making.js';
import type { LawCodeRow } from './consultation.entities.js';

const POINTS_PER_REQUEST = 2000;
const PLACES_PER_REQUEST = 500;

const Variants = z
  .object({
    regulationId: z.uuid('法规编号不对'),
    contactPointIds: z
      .array(z.uuid('联系点编号不对'))
      .max(POINTS_PER_REQUEST, `一次最多 ${POINTS_PER_REQUEST} 个联系点`),
    places: z
      .array(
        z.object({
          place: words({ least: [2, '请写明张贴的地方'], most: [40, '地方不超过 40 字'] }),
          contactPointId: z.uuid('联系点编号不对').nullish(),
        }),
      )
      .max(PLACES_PER_REQUEST, `一次最多 ${PLACES_PER_REQUEST} 个地方`),
  })
  .refine((v) => v.contactPointIds.length + v.places.length > 0, {
    path: ['places'],
    message: '请选联系点，或者写明张贴的地方',
  });

/** A code of a row that was asked for, and whether it was made now */
export interface VariantRow {
  row: number;
  made: boolean;
  lawCode: LawCodeRow;
}
export interface VariantsMade {
  rows: VariantRow[];
  refused: RefusedRowType[];
}

@Injectable()
export class CodeVariantsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly regulations: RegulationsService,
    private readonly points: ContactPointsService,
  ) {}

  /**
   * A code for each contact point and each place that is named; rows are counted from 1, contact points first. One that
   * is in use already stays as it is, so that the same again makes none. NOT_FOUND for a regulation that is not here,
   * and by row for a contact point that is neither engaged here nor stands below one that is.
   */
  async createCodeVariants(actor: Actor, input: unknown): Promise<VariantsMade | Refusal> {
    const given = checkInput(Variants, input);
    if (given instanceof Refusal) return given;
    return this.work.run('createCodeVariants', scopeOf(actor), async (tx) => {
      const regulation = await this.regulations.lock(tx, given.regulationId);
      if (!regulation) return Refusal.notFound('法规项目');
      const asked = [
        ...given.contactPointIds.map((contactPointId) => ({ contactPointId, place: null })),
        ...given.places,
      ];
      const { wanted, refused } = await this.sort(tx, asked);
      const codes = await ensureCodes(
        tx,
        given.regulationId,
        wanted.map((w) => w.code),
        await tx.time(),
      );
      const met = new Set<string>();
      const rows = codes.map(({ code, made }, at): VariantRow => {
        const isFirst = !met.has(code.id);
        met.add(code.id);
        return { row: wanted[at]?.row ?? 0, made: made && isFirst, lawCode: code };
      });
      tx.record('createCodeVariants', 'Regulation', given.regulationId, {
        made: rows.filter((r) => r.made).length,
        refused: refused.length,
      });
      return { rows, refused };
    });
  }

  /** What is asked for by row: codes that there are to be, and rows whose contact point is none of here */
  private async sort(
    tx: Transaction,
    asked: readonly { contactPointId?: string | null | undefined; place: string | null }[],
  ): Promise<{ wanted: { row: number; code: WantedCode }[]; refused: RefusedRowType[] }> {
    const ids = asked.flatMap(({ contactPointId }) => contactPointId ?? []);
    const points = await this.points.reachable(tx, ids);
    const wanted: { row: number; code: WantedCode }[] = [];
    const refused: RefusedRowType[] = [];
    for (const [at, { contactPointId = null, place }] of asked.entries()) {
      const point = contactPointId === null ? null : points.get(contactPointId);
      if (point === undefined) refused.push(refusedRow(at + 1, Refusal.notFound('这个联系点')));
      else wanted.push({ row: at + 1, code: { contactPointId, place, label: place ?? point?.shortName ?? '' } });
    }
    return { wanted, refused };
  }
}
