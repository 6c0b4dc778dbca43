/** The addresses a resident's phone asks for. Each method is one sentence: open, say what to show. */
import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CodeScans } from '../consultation/index.js';
import { readLawCode } from '../consultation/law-code.rules.js';
import { Public } from '../platform/api/allow.js';
import { callerAddress } from '../platform/base/address.js';
import { field, keepSize, LONGEST_TYPED, readSize, type Size } from './display.rules.js';
import { DraftPages } from './draft-pages.js';
import { enhanceScript } from './enhance.js';
import { isBlank } from '../platform/base/visible.rules.js';
import { crossSite, noAddress, noArticle, noticeFor, postOnly } from './notices.js';
import { Openings } from './openings.js';
import { OpinionFormService, type Spoken } from './opinion-form.service.js';
import { pageTexts as t } from './page.texts.js';
import { partWith, type ShownProvision } from './parts.rules.js';
import { type OpenedDraft, PublicDraftService, type Unopened } from './public-draft.service.js';
import { BRIEFLY, frameOf, isForeign, NEVER, PageFaults, send, sendFile, sendNotice, sendWoven } from './sending.js';
import { isScan } from './scans.rules.js';
import { SentForms } from './sent-form.js';
import { ArticlePage, SayPage } from './views/article.js';
import { StatementPage } from './views/said.js';
import type { FormView } from './views/form.js';
import { ENHANCE_PATH, type Frame } from './views/layout.js';
import { FrontPage, HelpPage, MOST_OPEN, OpenTextsPage, UnknownCodePage } from './views/plain.js';
import { ReceiptPage } from './views/receipt.js';

@Controller()
@UseFilters(PageFaults)
export class PagesController {
  constructor(
    private readonly pages: DraftPages,
    private readonly reading: PublicDraftService,
    private readonly speaking: OpinionFormService,
    private readonly forms: SentForms,
    private readonly openings: Openings,
    private readonly scans: CodeScans,
  ) {}

  @Get()
  @Public()
  front(@Query('size') size: unknown, @Res() reply: FastifyReply): void {
    send(reply, <FrontPage frame={frameOf(size, '/')} />, 200, BRIEFLY);
  }

  @Get('help')
  @Public()
  help(@Query('size') size: unknown, @Res() reply: FastifyReply): void {
    send(reply, <HelpPage frame={frameOf(size, '/help')} />, 200, BRIEFLY);
  }

  @Get(ENHANCE_PATH.slice(1))
  @Public()
  script(@Res() reply: FastifyReply): void {
    reply.type('text/javascript; charset=utf-8').header('cache-control', 'public, max-age=3600').send(enhanceScript);
  }

  /**
   * GET /l?code=: the form of the front page. The law code is public and may stand in an address. Without one: what is
   * open just now.
   */
  @Get('l')
  @Public()
  async enter(@Query('code') typed: unknown, @Query('size') size: unknown, @Res() reply: FastifyReply): Promise<void> {
    const code = typeof typed === 'string' ? readLawCode(typed) : null;
    const frame = frameOf(size, '/l');
    if (code !== null) reply.redirect(keepSize(`/l/${code}`, frame.size), 303);
    else if (typeof typed === 'string' && !isBlank(typed))
      send(reply, <UnknownCodePage typed={typed.slice(0, LONGEST_TYPED)} frame={frame} />, 404);
    else {
      const wrong = typed === undefined ? null : t.front.empty;
      const texts = await this.openings.openTexts(MOST_OPEN);
      send(reply, <OpenTextsPage texts={texts} frame={frame} wrong={wrong} />, 200, wrong === null ? BRIEFLY : NEVER);
    }
  }

  /**
   * The text; `?a=12` and `?say=1`, to which its links lead, are the addresses below, without the code in them. Fastify
   * calls this itself (`answerDirectly`).
   */
  @Get('l/:code')
  @Public()
  async draft(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { code } = request.params as { code: string };
    const { a: ordinal, say, why, file, part, size } = request.query as Readonly<Record<string, unknown>>;
    if (typeof ordinal === 'string') return this.article(code, ordinal, size, reply);
    if (say !== undefined) return this.say(code, size, reply);
    if (why !== undefined) return this.statement(code, size, reply);
    if (typeof file === 'string') return this.file(code, file, size, reply);
    if (code === '') return void reply.redirect(keepSize('/l', readSize(size)), 302);
    const { opened, age } = await this.reading.openInStorm(code);
    if (opened.kind === 'DRAFT' && isScan(request)) this.scans.note(opened.head.code);
    if (opened.kind !== 'DRAFT') return this.closedDoor(reply, opened, code, readSize(size));
    if (age > 0) reply.header('age', age);
    const at = typeof part === 'string' && /^\d{1,4}$/.test(part) ? Number(part) : 1;
    sendWoven(request, reply, this.pages.page(opened, at, readSize(size)));
  }

  @Get('l/:code/say')
  @Public()
  async say(@Param('code') code: string, @Query('size') size: unknown, @Res() reply: FastifyReply): Promise<void> {
    const opened = await this.reading.open(code);
    if (opened.kind !== 'DRAFT') return this.closedDoor(reply, opened, code, readSize(size));
    await this.showForm(
      reply,
      opened,
      null,
      opened.head.window === 'OPEN' ? this.speaking.form(opened, null) : null,
      readSize(size),
      200,
    );
  }

  @Get('l/:code/why')
  @Public()
  async statement(
    @Param('code') code: string,
    @Query('size') size: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const opened = await this.reading.open(code);
    if (opened.kind !== 'DRAFT') return this.closedDoor(reply, opened, code, readSize(size));
    const { head } = opened;
    const back = keepSize(`/l/${head.code}`, readSize(size));
    const statement = await this.reading.statement(opened);
    if (!statement) return void reply.redirect(back, 303);
    const frame = frameOf(size, `/l/${head.code}/why`, head.printedCode);
    send(reply, <StatementPage title={head.title} statement={statement} back={back} frame={frame} />, 200, BRIEFLY);
  }

  /** A file of 参阅资料 as an attachment under a sandbox; any other file is not there */
  @Get('l/:code/files/:file')
  @Public()
  async file(
    @Param('code') code: string,
    @Param('file') file: string,
    @Query('size') size: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const opened = await this.reading.open(code);
    if (opened.kind !== 'DRAFT') return this.closedDoor(reply, opened, code, readSize(size));
    const found = await this.reading.referenced(opened, file);
    if (!found) return void sendNotice(reply, noAddress, frameOf(size, null, opened.head.printedCode));
    sendFile(reply, found);
  }

  @Get('l/:code/a/:ordinal')
  @Public()
  async article(
    @Param('code') code: string,
    @Param('ordinal') ordinal: string,
    @Query('size') size: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const opened = await this.reading.open(code);
    if (opened.kind !== 'DRAFT') return this.closedDoor(reply, opened, code, readSize(size));
    const provision = /^\d{1,6}$/.test(ordinal)
      ? opened.reading.provisions.find((p) => p.ordinal === Number(ordinal))
      : undefined;
    if (!provision) {
      sendNotice(reply, noArticle(opened.head.code), frameOf(size, null, opened.head.printedCode));
      return;
    }
    await this.showForm(
      reply,
      opened,
      provision,
      opened.head.window === 'OPEN' ? this.speaking.form(opened, provision) : null,
      readSize(size),
      200,
    );
  }

  /** The receipt is this answer itself: no redirect could carry the code without putting it into an address. */
  @Post('l/:code/opinions')
  @Public()
  async speak(
    @Param('code') code: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (isForeign(request)) {
      sendNotice(reply, crossSite(addressOf(code)), { size: readSize(field(body, 'size')), path: null });
      return;
    }
    await this.forms.read(request, async (form) =>
      this.answer(
        code,
        await this.speaking.speak(code, form, callerAddress(request)),
        readSize(field(form.body, 'size')),
        reply,
      ),
    );
  }

  @Get('l/:code/opinions')
  @Public()
  notByGet(@Param('code') code: string, @Query('size') size: unknown, @Res() reply: FastifyReply): void {
    sendNotice(reply.header('allow', 'POST'), postOnly(addressOf(code)), frameOf(size, null));
  }

  /** Any other address: a slash too many leads to the page, anything else to the field for the code. */
  @Get('*')
  @Public()
  nearby(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const [path = '/', query] = request.url.split('?');
    const plain = path.replace(/\/+$/, '');
    // `//elsewhere.example/` is a path here, and another site's address in a redirect
    if (plain !== path && /^\/[^/\\]/.test(plain))
      reply.redirect(query === undefined ? plain : `${plain}?${query}`, 302);
    else send(reply, <UnknownCodePage typed="" frame={{ size: 'standard', path: null }} />, 404);
  }

  private async answer(code: string, spoken: Spoken, size: Size, reply: FastifyReply): Promise<void> {
    const frame: Frame = { size, path: null };
    switch (spoken.kind) {
      case 'UNKNOWN':
        return this.closedDoor(reply, spoken, code, size);
      case 'NOTICE':
        return void sendNotice(reply, spoken.stated, frame);
      case 'FORM':
        if (spoken.form.wait !== null) reply.header('retry-after', String(spoken.form.wait.seconds));
        return this.showForm(reply, spoken.opened, spoken.form.provision, spoken.form, size, spoken.status);
      case 'RECEIPT':
        return void send(
          reply,
          <ReceiptPage view={spoken.view} frame={{ ...frame, printedCode: spoken.view.head.printedCode }} />,
        );
    }
  }

  private async showForm(
    reply: FastifyReply,
    opened: OpenedDraft,
    provision: ShownProvision | null,
    form: FormView | null,
    size: Size,
    status: number,
  ): Promise<void> {
    const { head, reading } = opened;
    const cache = form === null ? BRIEFLY : NEVER;
    const frame = frameOf(
      size,
      status === 200 ? `/l/${head.code}/${provision === null ? 'say' : `a/${provision.ordinal}`}` : null,
      head.printedCode,
    );
    if (provision === null) {
      send(reply, <SayPage head={head} form={form} frame={frame} />, status, cache);
      return;
    }
    const at = reading.provisions.indexOf(provision);
    const view = {
      head,
      provision,
      form,
      note: await this.reading.note(opened, provision.label),
      part: partWith(reading.parts, provision.ordinal),
      previous: reading.provisions[at - 1]?.ordinal ?? null,
      next: reading.provisions[at + 1]?.ordinal ?? null,
    };
    send(reply, <ArticlePage view={view} frame={frame} />, status, cache);
  }

  private closedDoor(reply: FastifyReply, why: Unopened, typed: string, size: Size): void {
    const frame: Frame = { size, path: null };
    if (why.kind === 'UNKNOWN')
      send(reply, <UnknownCodePage typed={typed.slice(0, LONGEST_TYPED)} frame={frame} />, 404);
    else sendNotice(reply, noticeFor(why), frame);
  }
}

/** Where a code leads; the front page where it is none */
const addressOf = (typed: string): string => {
  const code = readLawCode(typed);
  return code === null ? '/' : `/l/${code}`;
};
