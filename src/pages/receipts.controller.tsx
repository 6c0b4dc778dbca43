/** 查结果: the addresses that a receipt code is sent to, always in a body. Each method is one sentence. */
import { Body, Controller, Get, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../platform/api/allow.js';
import { callerAddress } from '../platform/base/address.js';
import { Refusal } from '../platform/base/refusal.js';
import { field, LONGEST_TYPED, readSize } from './display.rules.js';
import { crossSite } from './notices.js';
import { pageTexts as t } from './page.texts.js';
import { ReceiptLookupService } from './receipt-lookup.service.js';
import { BRIEFLY, frameOf, isForeign, PageFaults, send, sendNotice } from './sending.js';
import type { Frame } from './views/layout.js';
import { LookUpPage, OutcomePage, type OutcomeView, WithdrawPage } from './views/look-up.js';

@Controller()
@UseFilters(PageFaults)
export class ReceiptsController {
  constructor(private readonly lookup: ReceiptLookupService) {}

  @Get('r')
  @Public()
  lookUp(@Query('size') size: unknown, @Res() reply: FastifyReply): void {
    send(reply, <LookUpPage typed="" wrong={null} hint={false} frame={frameOf(size, '/r')} />, 200, BRIEFLY);
  }

  @Post('r')
  @Public()
  whatBecameOf(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.byReceipt(body, request, reply, (typed) => this.lookup.whatBecameOf(typed, callerAddress(request)));
  }

  /** 删除我的联系方式: whoever holds the receipt code; sending it again does no harm. */
  @Post('r/contact')
  @Public()
  eraseContact(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.byReceipt(body, request, reply, (typed) => this.lookup.eraseContact(typed, callerAddress(request)));
  }

  /** 撤回我的意见: asks first, in a page of its own, and does it when that page is sent; again it does no harm. */
  @Post('r/withdraw')
  @Public()
  withdraw(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.byReceipt(body, request, reply, (typed) =>
      this.lookup.withdraw(typed, field(body, 'confirmed'), callerAddress(request)),
    );
  }

  private async byReceipt(
    body: unknown,
    request: FastifyRequest,
    reply: FastifyReply,
    ask: (typed: string) => Promise<OutcomeView | Refusal | { view: OutcomeView; asks: boolean }>,
  ): Promise<void> {
    const [typed, size] = [field(body, 'receipt').slice(0, LONGEST_TYPED), readSize(field(body, 'size'))];
    if (isForeign(request)) {
      sendNotice(reply, crossSite('/r'), { size, path: null });
      return;
    }
    const frame: Frame = { size, path: '/r' };
    if (typed.trim() === '') {
      send(reply, <LookUpPage typed="" wrong={t.lookUp.empty} hint={false} frame={frame} />, 422);
      return;
    }
    const found = await ask(typed);
    if (!(found instanceof Refusal)) {
      const { view, asks } = 'view' in found ? found : { view: found, asks: false };
      const Shown = asks ? WithdrawPage : OutcomePage;
      send(reply, <Shown view={view} frame={{ size, path: null }} />);
    } else if (found.code === 'TOO_MANY_ATTEMPTS') {
      const seconds = Number(found.params.retryAfterSeconds);
      send(
        reply.header('retry-after', String(seconds)),
        <LookUpPage typed={typed} wrong={t.lookUp.wait(seconds)} hint={false} frame={frame} />,
        429,
      );
    } else if (found.code === 'RECEIPT_ASLEEP')
      send(reply, <LookUpPage typed={typed} wrong={found.message} hint={false} frame={frame} />, 404);
    else send(reply, <LookUpPage typed={typed} wrong={t.lookUp.unknown} hint frame={frame} />, 404);
  }
}
