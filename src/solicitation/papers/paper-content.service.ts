/** What papers of rounds are made of, gathered: the office's desk, the texts and their 说明, what the round says. */
import { Inject, Injectable } from '@nestjs/common';
import { DraftNotesService, DraftRow, refusesPublicPaper } from '../../authoring/index.js';
import { IsNull } from 'typeorm';
import type { ConsultationMethod } from '../../consultation/consultation.rules.js';
import { type FocusQuestion, LawCodeRow } from '../../consultation/index.js';
import { refusesNotice } from '../../consultation/notice.rules.js';
import { bodyAskedOf, ContactPointRow, ContactPointsService } from '../../network/index.js';
import { AccessService } from '../../platform/access/access.service.js';
import type { LegislatureRow } from '../../platform/access/access.entities.js';
import { PublicAddress } from '../../platform/api/public-address.js';
import type { Day } from '../../platform/base/clock.js';
import type { Config } from '../../platform/base/config.js';
import { CONFIG } from '../../platform/base/config.token.js';
import { clauseOf, Refusal } from '../../platform/base/refusal.js';
import type { Reader } from '../../platform/database/scope.js';
import type { Desk } from '../asking.compose.js';
import type { Edit } from './edits.rules.js';
import type { PaperContent } from './paper-content.rules.js';
import type { RunKind } from './paper-run.rules.js';

/** What a round says, stored or being typed */
export interface Said {
  kind: RunKind;
  /** one text or several, in their order */
  draftIds: readonly string[];
  method: ConsultationMethod;
  opensOn: Day;
  closesOn: Day;
  origin: string | null;
  askedRange: string | null;
  nextStep: string | null;
  /** of several texts each names the one that it is about */
  focus: readonly (FocusQuestion & { draftId?: string })[];
  /** of a 催办函: the day to which it asks */
  newDueOn: Day | null;
  edits: Edit[];
  /** 统计日 of a 催办函 */
  today: Day;
  /** the annexes are bound apart, or stand behind each letter */
  apart: boolean;
}

/** What is written where the office says nothing else */
export const RANGE = '群众和有关方面';
/** The same of a text that not everybody reads */
export const RANGE_OF_FEW = '有关人员';
export const NEXT_STEP = '汇总研究';

@Injectable()
export class PaperContents {
  constructor(
    private readonly access: AccessService,
    private readonly notes: DraftNotesService,
    private readonly points: ContactPointsService,
    private readonly address: PublicAddress,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Where officers answer on a screen, without a slash at its end */
  get console(): string {
    return `${this.config.consoleOrigin ?? this.address.base}/console`;
  }

  /** The legislature of the scope at hand, whose words and addresses are printed */
  async legislature(reader: Reader): Promise<LegislatureRow> {
    const found = await this.access.legislature(reader.legislatureId);
    if (!found) throw new Error('a scope without its legislature');
    return found;
  }

  /**
   * The content of papers of a kind; NOT_FOUND for a text that is not here, DRAFT_TAKEN_DOWN,
   * NOT_FOR_EVERYBODY_PAPER for a 公告 about one that not everybody may read, or of a method that does not ask
   * everybody.
   */
  async of(reader: Reader, said: Said): Promise<PaperContent | Refusal> {
    const found = await reader.byIds(DraftRow, said.draftIds);
    const drafts = found.filter((d) => d !== null);
    if (drafts.length === 0 || drafts.length < found.length) return Refusal.notFound('这一稿');
    const down = drafts.find((d) => d.state === 'TAKEN_DOWN');
    if (down) return new Refusal('DRAFT_TAKEN_DOWN', { reason: clauseOf(down.takenDownReason ?? '') });
    const legislature = await this.legislature(reader);
    const { edits } = said;
    if (said.kind === 'URGING') {
      const urging = {
        desk: deskOf(legislature),
        titles: drafts.map((d) => d.title),
        countedOn: said.today,
        nextStep: said.nextStep ?? NEXT_STEP,
        newDueOn: said.newDueOn ?? said.closesOn,
      };
      return { kind: 'URGING', urging, edits };
    }
    const texts = await this.texts(reader, drafts);
    if (said.kind === 'ASKING') {
      const internal = drafts.some((d) => d.scope === 'INTERNAL');
      const targeted = internal || drafts.some((d) => d.scope === 'TARGETED');
      const asking = {
        desk: deskOf(legislature),
        texts,
        origin: sentence(said.origin),
        range: said.askedRange ?? (targeted ? RANGE_OF_FEW : RANGE),
        focus: said.focus.map(({ question, provision, draftId }) => ({
          question,
          provision,
          text: drafts.length > 1 ? (drafts.find((d) => d.id === draftId)?.title ?? null) : null,
        })),
        website: withoutScheme(this.console),
        address: legislature.address ?? legislature.name,
        // each copy of a text that is not for everybody bears whose it is
        apart: said.apart && !targeted,
        targeted,
        internal,
      };
      return { kind: 'ASKING', asking, edits };
    }
    if (refusesNotice(said.method) !== null || drafts.some((d) => refusesPublicPaper(d.scope) !== null))
      return new Refusal('NOT_FOR_EVERYBODY_PAPER');
    const { name, address, postcode, mail, contactPhone, phoneHours } = legislature;
    const notice = {
      organ: legislature.organName,
      method: said.method,
      texts,
      origin: sentence(said.origin),
      opensOn: said.opensOn,
      closesOn: said.closesOn,
      website: withoutScheme(this.address.base),
      post: address === null || postcode === null ? null : { address: `${address}${name}`, postcode },
      mail,
      phone: contactPhone === null ? null : { number: contactPhone, hours: phoneHours ?? '上班时间' },
      points: await this.openPoints(reader),
    };
    return { kind: 'NOTICE', notice, edits };
  }

  /** Where residents speak about these texts: under the code of the regulation, or in the list where it has none yet */
  async residents(reader: Reader, draftIds: readonly string[]): Promise<string> {
    const drafts = (await reader.byIds(DraftRow, draftIds)).filter((d) => d !== null);
    const regulationIds = [...new Set(drafts.map((d) => d.regulationId))];
    const [regulationId] = regulationIds;
    const code =
      regulationId === undefined || regulationIds.length > 1
        ? null
        : await reader.one(LawCodeRow, { regulationId, contactPointId: IsNull(), revokedAt: IsNull() });
    return `${this.address.base}/l${code ? `/${code.code}` : ''}`;
  }

  private async texts(
    reader: Reader,
    drafts: readonly DraftRow[],
  ): Promise<{ title: string; lines: Lines; statement: Lines }[]> {
    const statements = await this.notes.statementOf(
      reader,
      drafts.map((d) => d.id),
    );
    const texts = [];
    for (const { id, title } of drafts)
      texts.push({
        title,
        lines: await this.notes.textLinesOf(reader, id),
        statement: statements.get(id)?.lines ?? [],
      });
    return texts;
  }

  /** Contact points to which anybody may go: those with an address, nobody's own name or number among it */
  private async openPoints(reader: Reader): Promise<{ name: string; phone: string; address: string }[]> {
    const all = await this.points.engaged(reader);
    return all
      .filter((p) => bodyAskedOf(p.kind) === 'POINT' && p.address !== null)
      .map((p: ContactPointRow) => ({ name: p.name, phone: '', address: p.address ?? '' }));
  }
}

type Lines = Awaited<ReturnType<DraftNotesService['textLinesOf']>>;

/** What every paper of a round takes from the settings */
export const deskOf = (l: LegislatureRow): Desk => ({
  organ: l.organName,
  contactName: l.contactName,
  contactPhone: l.contactPhone,
});

const withoutScheme = (url: string): string => url.replace(/^https?:\/\//u, '');

/** With a stop at its end; nothing stays nothing */
const sentence = (words: string | null): string =>
  words === null || words === '' ? '' : /[。！？]$/u.test(words) ? words : `${words}。`;
