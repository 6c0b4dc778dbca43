/** Upload and download. Uploads carry a custom header that a foreign page cannot send without asking first. */
import { Controller, Get, Headers, HttpException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../base/actor.js';
import { Refusal } from '../base/refusal.js';
import { FilesService } from '../database/files/files.service.js';
import { stripInvisible } from '../base/visible.rules.js';
import { Allow, CurrentActor } from './allow.js';
import { sentBytes, uploadRefused } from './sent-bytes.js';

@Controller('files')
export class FilesController {
  constructor(private readonly files: FilesService) {}

  /**
   * POST /files?name=… with the bytes as application/octet-stream and x-yifayima-upload: 1; answers { id, size, sha256
   * }. The name is kept as it is seen: with U+202E in it 草案fdp.exe shows as 草案exe.pdf.
   */
  @Post()
  @Allow('file.upload', { words: '上传文件', reach: 'SELF' })
  async upload(
    @CurrentActor() actor: Actor,
    @Query('name') name: string | undefined,
    @Headers('x-yifayima-upload') mark: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<object> {
    const sent = sentBytes(mark, request.body, '文件');
    if (!name || name.length > 200 || name.includes('\u0000'))
      throw new HttpException('请给出文件名（name），不超过 200 字。', 400);
    const shown = stripInvisible(name).replace(/\s+/gu, ' ').trim();
    if (shown === '') throw new HttpException('请给出文件名（name），要看得见的字。', 400);
    const stored = await this.files.upload(actor, shown, 'application/octet-stream', sent);
    if (stored instanceof Refusal) throw uploadRefused(stored);
    return { id: stored.id, size: stored.size, sha256: stored.sha256.toString('hex') };
  }

  /**
   * GET /files/<id>: the bytes as an attachment under a sandbox; 404 for who may not have it, as for what is not there
   */
  @Get(':id')
  @Allow('file.read', { words: '下载文件（反馈函、草案原件、自己上传的文件）', reach: 'UNIT' })
  async download(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const found = await this.files.download(actor, id);
    if (!found) throw new HttpException('没有找到这个文件，或者您不能查看。', 404);
    await reply
      .type(found.file.mediaType)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(found.file.name)}`)
      .header('cache-control', 'private, no-store')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(Buffer.from(found.bytes));
  }
}
