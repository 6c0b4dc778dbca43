/**
 * What is printed for walls, tables and meetings of a round: the office for any body, an officer for the own one and
 * those below. Made when it is asked for, for nothing of it changes but the day.
 */
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { nameAndVersion } from '../../authoring/drafts/title.rules.js';
import { DraftNotesService, DraftRow } from '../../authoring/index.js';
import { type ContactPointRow, ContactPointsService } from '../../network/index.js';
import { PaperNotInOrder } from '../../papers/index.js';
import { tellRemarks } from '../../papers/clerk.rules.js';
import { AccessService } from '../../platform/access/access.service.js';
import { isOffice } from '../../platform/access/permissions.js';
import { PublicAddress } from '../../platform/api/public-address.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import { oneOf } from '../../platform/database/one-of.js';
import { type Reader, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { CharactersMissing, Typesetter } from '../../platform/documents/index.js';
import { ConsultationRow, LawCodeRow } from '../consultation.entities.js';
import { ConsultationsQueries } from '../consultations.queries.js';
import { posterPdf } from '../poster.pdf.js';
import type { Poster } from '../poster.rules.js';
import { wallPdf } from './wall.pdf.js';
import { formDocx } from './forms.docx.js';
import { asksByCode, type Wall, type WallCode, type WallKind } from './wall.rules.js';

export type PrintKind = 'POSTER_A3' | 'POSTER_A4' | WallKind;

export interface Printing {
  kind: PrintKind;
  /** one round, or those of a poster of several drafts, in their order */
  consultationIds: readonly string[];
  /** one body; null for the regulation's own code, and for strips all that there are */
  contactPointId: string | null;
  names: readonly string[];
  sheets: Wall['sheets'];
  /** as what; 意见征集表 and 签到表 alone are there as .docx too */
  as: 'pdf' | 'docx';
}

/** Strips and stickers that are set at once */
const MOST_CODES = 2400;
/** A 签到表 is destroyed so long after the last day of the round */
const KEPT = '征求意见结束后一个月';

@Injectable()
export class WallPrinting {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly points: ContactPointsService,
    private readonly rounds: ConsultationsQueries,
    private readonly notes: DraftNotesService,
    private readonly typesetter: Typesetter,
    private readonly address: PublicAddress,
  ) {}

  /**
   * One file. NOT_FOUND for a round or a body that the caller may not see, PAPER_NOT_IN_ORDER for what is not made, in
   * words; UNPRINTABLE_CHARACTERS for what no font has.
   */
  async print(actor: Actor, asked: Printing): Promise<{ bytes: Uint8Array; name: string } | Refusal> {
    const reader = this.work.read(scopeOf(actor));
    const rounds = await this.roundsOf(actor, asked.consultationIds);
    const point = await this.pointOf(actor, reader, asked.contactPointId);
    if (rounds instanceof Refusal) return rounds;
    if (point instanceof Refusal) return point;
    const codes = asksByCode(asked.kind as WallKind) ? await this.codesOf(actor, reader, rounds, point, asked) : null;
    const today = await this.rounds.today(reader.legislatureId);
    try {
      const bytes = asked.kind.startsWith('POSTER_')
        ? await this.poster(reader, asked, rounds, point, codes ?? [], today)
        : await this.wall(reader, asked, codes ?? (await this.namesOf(reader, rounds)), today);
      return { bytes, name: [rounds[0]?.title ?? '', point?.shortName ?? ''].filter((w) => w !== '').join(' ') };
    } catch (fault) {
      if (fault instanceof PaperNotInOrder)
        return new Refusal('PAPER_NOT_IN_ORDER', { count: fault.remarks.length, remarks: tellRemarks(fault.remarks) });
      if (fault instanceof CharactersMissing)
        return new Refusal('UNPRINTABLE_CHARACTERS', { characters: fault.message });
      throw fault;
    }
  }

  private async roundsOf(actor: Actor, ids: readonly string[]): Promise<ConsultationRow[] | Refusal> {
    const rounds: ConsultationRow[] = [];
    for (const id of ids) {
      const round = await this.rounds.consultation(actor, id);
      if (!round) return Refusal.notFound('这次征求意见');
      rounds.push(round);
    }
    return rounds.length === 0 ? Refusal.notFound('这次征求意见') : rounds;
  }

  private async pointOf(actor: Actor, reader: Reader, id: string | null): Promise<ContactPointRow | null | Refusal> {
    if (id === null) return null;
    const point = (await this.points.byIds(reader, [id])).get(id);
    return point && (await this.points.mayActFor(actor, id)) ? point : Refusal.notFound('这个联系点');
  }

  /**
   * The codes in use: of one body its own or the regulation's; for strips and stickers all that may be seen, of one
   * body its own with those of its places and of the units below it
   */
  private async codesOf(
    actor: Actor,
    reader: Reader,
    rounds: readonly ConsultationRow[],
    point: ContactPointRow | null,
    asked: Printing,
  ): Promise<WallCode[]> {
    const names = await this.lawNames(reader, rounds);
    const many = asked.kind === 'CODE_STRIPS' || asked.kind === 'STICKERS';
    const codes: WallCode[] = [];
    for (const [at, round] of rounds.entries()) {
      const all = await reader.find(
        LawCodeRow,
        { regulationId: round.regulationId, revokedAt: IsNull() },
        { createdAt: 'ASC', code: 'ASC' },
      );
      const own = all.find((c) => c.contactPointId === null && c.place === null && c.channel === 'CODE');
      const mine = point ? all.find((c) => c.contactPointId === point.id && c.place === null) : undefined;
      const units = point ? [point.id] : isOffice(actor.roles) ? null : actor.unitIds;
      const within = units && (await this.points.within(units, reader));
      const seen = all.filter((c) => within === null || within.has(c.contactPointId ?? ''));
      const chosen = many ? seen : [mine ?? own].filter((c) => c !== undefined);
      const labels = await this.labelsOf(reader, chosen);
      for (const code of chosen.slice(0, MOST_CODES + 1))
        codes.push({
          name: names[at] ?? '',
          code: code.code,
          link: `${this.address.base}/l/${code.code}`,
          closesOn: round.closesOn,
          method: round.method,
          label: labels.get(code.id) ?? '',
        });
    }
    return codes;
  }

  private async labelsOf(reader: Reader, codes: readonly LawCodeRow[]): Promise<Map<string, string>> {
    const ids = codes.flatMap((c) => (c.contactPointId === null ? [] : [c.contactPointId]));
    const points = await this.points.byIds(reader, [...new Set(ids)]);
    return new Map(
      codes.map((c) => [
        c.id,
        c.contactPointId === null && c.label === '法规码'
          ? ''
          : (c.place ?? points.get(c.contactPointId ?? '')?.shortName ?? c.label),
      ]),
    );
  }

  /** A 签到表 names the texts by their whole titles 稿名, and asks nobody by a code */
  private async namesOf(reader: Reader, rounds: readonly ConsultationRow[]): Promise<WallCode[]> {
    const drafts = await this.draftsOf(reader, rounds);
    return rounds.map(({ draftId, title, closesOn, method }) => ({
      name: drafts.get(draftId)?.title ?? title,
      code: '',
      link: '',
      closesOn,
      method,
      label: '',
    }));
  }

  /** {法规名}: the printed title without its kind */
  private async lawNames(reader: Reader, rounds: readonly ConsultationRow[]): Promise<string[]> {
    const drafts = await this.draftsOf(reader, rounds);
    return rounds.map((r) => nameAndVersion(drafts.get(r.draftId)?.title ?? r.title)[0]);
  }

  private async draftsOf(reader: Reader, rounds: readonly ConsultationRow[]): Promise<Map<string, DraftRow>> {
    const drafts = await reader.find(DraftRow, { id: oneOf(rounds.map((r) => r.draftId)) });
    return new Map(drafts.map((d) => [d.id, d]));
  }

  private async poster(
    reader: Reader,
    asked: Printing,
    rounds: readonly ConsultationRow[],
    point: ContactPointRow | null,
    codes: readonly WallCode[],
    today: string,
  ): Promise<Uint8Array> {
    const [round, code] = [rounds[0], codes[0]];
    if (!round || !code)
      throw new PaperNotInOrder([
        { check: 'poster', place: '法规码', words: '没有可以印的法规码，请先发出征求意见。' },
      ]);
    const { organName, contactPhone, address } = await this.legislature(reader);
    const points = (await this.notes.keyPointsOf(reader, [round.draftId])).get(round.draftId) ?? [];
    const poster: Poster = {
      size: asked.kind === 'POSTER_A3' ? 'A3' : 'A4',
      method: round.method,
      organ: organName,
      name: code.name,
      points,
      code: code.code,
      link: code.link,
      closesOn: round.closesOn,
      phone: contactPhone,
      point: point?.shortName ?? null,
      address: address ?? '',
    };
    return posterPdf(this.typesetter.renderer, poster, today);
  }

  private async wall(reader: Reader, asked: Printing, codes: WallCode[], today: string): Promise<Uint8Array> {
    if (codes.length > MOST_CODES) {
      const words = `一次最多印${MOST_CODES}个码，现有${codes.length}个，请按联系点分开印。`;
      throw new PaperNotInOrder([{ check: 'wall', place: '法规码', words }]);
    }
    const { organName, contactPhone, address } = await this.legislature(reader);
    const wall: Wall = {
      kind: asked.kind as WallKind,
      organ: organName,
      address: address ?? '',
      phone: contactPhone,
      codes,
      names: [...asked.names],
      sheets: asked.sheets,
      keptUntil: KEPT,
      website: `${this.address.base.replace(/^https?:\/\//u, '')}/r`,
    };
    return asked.as === 'docx' ? formDocx(wall, today) : (await wallPdf(this.typesetter.renderer, wall, today)).bytes;
  }

  private async legislature(
    reader: Reader,
  ): ReturnType<AccessService['legislature']> extends Promise<infer L> ? Promise<NonNullable<L>> : never {
    const found = await this.access.legislature(reader.legislatureId);
    if (!found) throw new Error('a scope without its legislature');
    return found;
  }
}
