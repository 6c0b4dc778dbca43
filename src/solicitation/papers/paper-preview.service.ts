/** The papers of a round as one types: composed from what stands in the form, read by the clerk, and stored nowhere. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ConsultationsQueries, methods, NewConsultation, WorkingDaysQueries } from '../../consultation/index.js';
import { isWorkingDay, type WorkCalendar } from '../../consultation/working-days.rules.js';
import { warnsOfShortWindow } from '../../consultation/notice.rules.js';
import { bodyAskedOf, ContactPointsService } from '../../network/index.js';
import { Letterheads, PaperFilesService } from '../../papers/index.js';
import { clerkReads } from '../../papers/clerk.rules.js';
import type { OfficialLetter, PaperAnnex, TableAnnex } from '../../papers/paper.rules.js';
import { pasteReady } from '../../papers/paste.rules.js';
import type { LegislatureRow } from '../../platform/access/access.entities.js';
import type { Actor } from '../../platform/base/actor.js';
import { chineseDate, titleLines } from '../../platform/documents/printable.rules.js';
import { dayInput, words } from '../../platform/base/inputs.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { type Reader, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { warnsOfFewDays } from '../asking.rules.js';
import { applyEdits } from './edits.rules.js';
import {
  asSms,
  lastDayMessage,
  LONGEST_MESSAGE,
  LONGEST_SMS,
  officerMessage,
  reminderMessage,
  residentMessage,
  type Round,
} from './messages.rules.js';
import {
  clerkFacts,
  composed,
  isForReaders,
  NOBODY,
  type PaperContent,
  type PaperFacts,
  remarksOf,
} from './paper-content.rules.js';
import { PaperContents, type Said } from './paper-content.service.js';
import { previewKindWords, runKindWords } from './paper.words.js';
import type { PaperDraftType, PaperPreviewKind, PaperPreviewType } from './papers.types.js';

const { origin, askedRange, nextStep, focus } = NewConsultation.shape;
export const Edits = z
  .array(
    z.object({
      paragraph: z.number().int().min(0).max(500),
      before: z.string().max(4000),
      words: words({ most: [2000, '一段最多 2000 字'] }),
    }),
  )
  .max(50, '改动最多 50 处');
const Preview = z.object({
  kind: z.enum(Object.keys(previewKindWords) as PaperPreviewKind[]),
  draftIds: z.array(z.uuid('稿的编号不对')).min(1, '请先选一稿').max(10, '一封函最多 10 件稿'),
  method: z.enum(methods),
  opensOn: dayInput('开始日期'),
  closesOn: dayInput('截止日期'),
  dueOn: dayInput('反馈期限').nullish(),
  newDueOn: dayInput('新的期限').nullish(),
  origin,
  askedRange,
  nextStep,
  focus,
  contactPointId: z.uuid('联系点编号不对').nullish(),
  edits: Edits.default([]),
});
type Asked = z.output<typeof Preview>;

/** To whom a paper goes that is not addressed yet */
const EVERY_POINT = '各基层立法联系点';

@Injectable()
export class PaperPreviews {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contents: PaperContents,
    private readonly points: ContactPointsService,
    private readonly calendar: ConsultationsQueries,
    private readonly workingDays: WorkingDaysQueries,
    private readonly letterheads: Letterheads,
    private readonly files: PaperFilesService,
  ) {}

  /**
   * One paper or message with the clerk's remarks. NOT_FOUND for a text or a body that is not here,
   * NOT_FOR_EVERYBODY_PAPER for what tells everybody of a text that not everybody may read.
   */
  async preview(actor: Actor, input: unknown): Promise<PaperPreviewType | Refusal> {
    const asked = checkInput(Preview, input);
    if (asked instanceof Refusal) return asked;
    const reader = this.work.read(scopeOf(actor));
    const kind =
      asked.kind in runKindWords ? (asked.kind as Said['kind']) : asked.kind === 'RETURN_FORM' ? 'ASKING' : null;
    // a message tells everybody what a notice tells them, but for the two that go to officers
    const toOfficers = asked.kind === 'OFFICER_MESSAGE' || asked.kind === 'REMINDER_MESSAGE';
    const today = await this.calendar.today(reader.legislatureId);
    const content = await this.contents.of(reader, saidOf(asked, today, kind ?? (toOfficers ? 'URGING' : 'NOTICE')));
    if (content instanceof Refusal) return content;
    const facts = await this.factsOf(actor, asked, kind);
    if (facts instanceof Refusal) return facts;
    const legislature = await this.contents.legislature(reader);
    if (kind === null)
      return this.message(asked, content, legislature, await this.contents.residents(reader, asked.draftIds));
    const dueOn = asked.dueOn ?? asked.closesOn;
    const calendar = await this.workingDays.known(reader, dueOn, dueOn);
    return this.paper(asked, content, facts, legislature, today, calendar);
  }

  /**
   * The paper set as PDF, 未签发 across each page, whatever the clerk would say of it. As `preview`; INVALID_INPUT for
   * a message, which is no paper, and where it holds what no font has.
   */
  async draft(actor: Actor, input: unknown): Promise<PaperDraftType | Refusal> {
    const asked = checkInput(Preview, input);
    if (asked instanceof Refusal) return asked;
    const kind =
      asked.kind in runKindWords ? (asked.kind as Said['kind']) : asked.kind === 'RETURN_FORM' ? 'ASKING' : null;
    if (kind === null) return Refusal.field('kind', 'NO_PAPER', '这是发消息的文字，没有函稿可以打印。');
    const reader = this.work.read(scopeOf(actor));
    const content = await this.contents.of(
      reader,
      saidOf(asked, await this.calendar.today(reader.legislatureId), kind),
    );
    if (content instanceof Refusal) return content;
    const found = await this.factsOf(actor, asked, kind);
    if (found instanceof Refusal) return found;
    // whoever prints a 内部 text reads it
    const facts = isForReaders(content) ? { ...found, reader: actor.displayName } : found;
    const ours = composed(content, facts, { documentNumber: null, issueDate: '' }, this.contents.console);
    const documentNumber = kind === 'NOTICE' ? null : await this.numberToCome(reader);
    const words = { ...applyEdits(ours, asked.edits).letter, documentNumber, issued: false };
    const missing = this.files.refuseUnprintable(words);
    if (missing) return Refusal.field('edits', missing.code, missing.message);
    const pdf = await this.files.printed(await this.letterheads.on(reader, words, null));
    const fileName = `${words.title.replace(/\n/gu, '')}（未签发）.pdf`;
    return { fileName, pdf: Buffer.from(pdf).toString('base64') };
  }

  /** 云人常法工函〔2026〕　号, as it stands on a paper that is not signed */
  private async numberToCome(reader: Reader): Promise<string> {
    const today = await this.calendar.today(reader.legislatureId);
    return numberToCome(await this.contents.legislature(reader), today);
  }

  private async factsOf(actor: Actor, asked: Asked, kind: Said['kind'] | null): Promise<PaperFacts | Refusal> {
    if (kind === 'NOTICE' || kind === null) return NOBODY;
    const common = { ...NOBODY, body: 'POINT' as const, name: EVERY_POINT, dueOn: asked.dueOn ?? asked.closesOn };
    const onIt = kind === 'URGING' ? { ...common, asked: { on: asked.opensOn, documentNumber: null } } : common;
    if (!asked.contactPointId) return onIt;
    const point = (await this.points.byIds(this.work.read(scopeOf(actor)), [asked.contactPointId])).get(
      asked.contactPointId,
    );
    return point ? { ...onIt, name: point.name, body: bodyAskedOf(point.kind) } : Refusal.notFound('这个联系点');
  }

  private paper(
    asked: Asked,
    content: PaperContent,
    facts: PaperFacts,
    legislature: LegislatureRow,
    today: string,
    calendar: WorkCalendar,
  ): PaperPreviewType {
    const unsigned = { documentNumber: null, issueDate: '' };
    const ours = composed(content, facts, unsigned, this.contents.console);
    const { letter, stale } = applyEdits(ours, asked.edits);
    const table = tableOf(letter);
    const pasted = content.kind === 'NOTICE' ? pasteReady(letter, true) : null;
    return {
      kind: asked.kind,
      issuer: letter.issuer,
      documentNumber: content.kind === 'NOTICE' ? null : numberToCome(legislature, today),
      title: titleLines(letter.title).join('\n'),
      addressee: letter.addressee,
      blocks: blocksOf(ours, asked),
      attachments: letter.attachments,
      signatory: letter.signatory,
      date: letter.date,
      contact: letter.contact,
      copies: letter.copies ?? [],
      table: table && {
        title: table.title,
        above: table.above,
        heads: table.columns.map((c) => c.head),
        widths: table.columns.map((c) => c.width),
        rows: table.rows,
      },
      text: pasted?.text ?? null,
      html: pasted?.html ?? null,
      signs: null,
      remarks: [
        ...clerkReads(letter, clerkFacts(content, facts, null)),
        ...remarksOf(content, facts, letter, null),
      ].map(({ place, words: what }) => ({ place, words: what })),
      warnings: [
        ...warningsOf(asked, content, legislature, today, calendar),
        ...stale.map((e) => `第${e.paragraph + 1}段的原文变了，改过的话没有用上：${e.words.slice(0, 40)}`),
      ],
    };
  }

  private message(asked: Asked, content: PaperContent, legislature: LegislatureRow, link: string): PaperPreviewType {
    const round: Round = {
      organ: legislature.organName,
      titles:
        content.kind === 'URGING'
          ? content.urging.titles
          : content.kind === 'NOTICE'
            ? content.notice.texts.map((t) => t.title)
            : [],
      closesOn: asked.closesOn,
      link,
      phone: legislature.contactPhone,
      focus: asked.focus.map((f) => f.question.replace(/[。？?]$/u, '')),
    };
    const text = messageOf(asked, round, this.contents.console);
    const signs = [...text].length;
    return {
      kind: asked.kind,
      issuer: legislature.organName,
      documentNumber: null,
      title: '',
      addressee: '',
      blocks: [],
      attachments: [],
      signatory: '',
      date: '',
      contact: null,
      copies: [],
      table: null,
      text,
      html: null,
      signs,
      remarks: [],
      warnings: [
        ...(signs > LONGEST_MESSAGE ? [`这段话有 ${signs} 字，群消息一般不超过 ${LONGEST_MESSAGE} 字。`] : []),
        ...(asSms(legislature.organName, text) === null ? [`加上签名超过 ${LONGEST_SMS} 字，作短信请先改短。`] : []),
      ],
    };
  }
}

const numberToCome = ({ documentWord }: LegislatureRow, today: string): string =>
  `${documentWord}〔${today.slice(0, 4)}〕　号`;

function messageOf(asked: Asked, round: Round, link: string): string {
  const dueOn = asked.dueOn ?? asked.closesOn;
  if (asked.kind === 'OFFICER_MESSAGE') return officerMessage(round, dueOn, link);
  if (asked.kind === 'REMINDER_MESSAGE') return reminderMessage(round, dueOn, null);
  return asked.kind === 'LAST_DAY_MESSAGE' ? lastDayMessage(round) : residentMessage(round, null);
}

const saidOf = (a: Asked, today: string, kind: Said['kind']): Said => ({
  today,
  kind,
  draftIds: a.draftIds,
  method: a.method,
  opensOn: a.opensOn,
  closesOn: a.closesOn,
  origin: a.origin ?? null,
  askedRange: a.askedRange || null,
  nextStep: a.nextStep || null,
  focus: a.focus.map((f) => ({ question: f.question, provision: f.provision || null })),
  newDueOn: a.newDueOn ?? null,
  edits: a.edits,
  apart: false,
});

const KINDS = { paragraph: 'PARAGRAPH', heading1: 'HEADING_1', heading2: 'HEADING_2' } as const;

/** Ours with what was changed in it, each with its place for the next edit; what was taken away is not there */
function blocksOf(ours: OfficialLetter, asked: Asked): PaperPreviewType['blocks'] {
  const fits = new Map(
    asked.edits.filter((e) => ours.body[e.paragraph]?.text === e.before).map((e) => [e.paragraph, e.words]),
  );
  return ours.body.flatMap(({ kind, text }, paragraph) => {
    const edit = fits.get(paragraph);
    return edit === ''
      ? []
      : [{ kind: KINDS[kind], text: edit ?? text, edited: edit !== undefined, paragraph, ours: text }];
  });
}

const isTable = (annex: PaperAnnex): annex is TableAnnex => annex.kind === 'TABLE';
const tableOf = (letter: OfficialLetter): TableAnnex | null => (letter.annexes ?? []).find(isTable) ?? null;

function warningsOf(
  asked: Asked,
  content: PaperContent,
  legislature: LegislatureRow,
  today: string,
  calendar: WorkCalendar,
): string[] {
  const dueOn = asked.dueOn ?? asked.closesOn;
  if (content.kind === 'NOTICE') {
    const short = warnsOfShortWindow({ ...content.notice, issueDate: '' }, legislature.minimumDays);
    return [
      ...(asked.origin ? [] : ['没有写来由，公告从“现将”写起。']),
      ...(short === null ? [] : [`${short}依据：${legislature.minimumDaysSource}。`]),
      ...(legislature.address === null ? ['设置里没有通信地址，公告不写来信的方式。'] : []),
    ];
  }
  if (content.kind === 'URGING') return [];
  const few = warnsOfFewDays({ issueDate: today, dueOn }, legislature.dueDays);
  return [
    ...(asked.origin ? [] : ['没有写来由，函从“现将”写起。']),
    ...(asked.askedRange || isForReaders(content) ? [] : [`没有写听取意见的范围，写作“${content.asking.range}”。`]),
    ...(few === null ? [] : [few]),
    ...(isWorkingDay(dueOn, calendar) ? [] : [`反馈期限${chineseDate(dueOn)}不是工作日。`]),
    ...(legislature.address === null ? ['设置里没有通信地址，写的是机关全称。'] : []),
  ];
}
