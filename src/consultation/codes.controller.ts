import { Controller, Get, HttpException, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../platform/api/allow.js';
import { PublicAddress } from '../platform/api/public-address.js';
import { qrPng, qrSvg } from '../platform/documents/index.js';
import { ConsultationsQueries } from './consultations.queries.js';

const SIDE = 800;

@Controller('codes')
export class CodesController {
  constructor(
    private readonly consultations: ConsultationsQueries,
    private readonly address: PublicAddress,
  ) {}

  /**
   * GET /codes/<code>.svg or .png: the QR of a law code. The code is public; an unknown one has no picture, and one
   * that was revoked has none any more.
   */
  @Get(':file')
  @Public()
  async picture(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const asked = /^(\d{10})\.(svg|png)$/.exec(file);
    const code = asked && (await this.consultations.findCode(asked[1] as string));
    if (!asked || !code) throw new HttpException('没有这个码。', 404);
    if (code.revokedAt !== null) throw new HttpException('这个码已经停用，不再印制：请用这部法规的新码。', 410);
    const text = `${this.address.base}/l/${code.code}`;
    const [type, picture] =
      asked[2] === 'svg' ? ['image/svg+xml', await qrSvg(text)] : ['image/png', Buffer.from(await qrPng(text, SIDE))];
    await reply.type(type).header('cache-control', 'public, max-age=60').send(picture);
  }
}
