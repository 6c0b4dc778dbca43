/** What else is done with a letter: given back by the signer, sealed on paper, replied to by its contact point. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { words } from '../platform/base/inputs.js';
import type { Actor } from '../platform/base/actor.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { FilesService } from '../platform/database/files/files.service.js';
import type { Transaction } from '../platform/database/scope.js';
import { LetterReplyAnswerRow, LetterReplyRow, LetterReturnRow } from './feedback.entities.js';
import { wantsWords } from './letter.rules.js';
import { LetterSteps, type LettersOutcome } from './letter-steps.service.js';
import { type Letter, LettersQueries } from './letters.queries.js';
import { isScan } from '../papers/scan.rules.js';

export const ReturnedLetters = z.object({
  letterIds: z.array(z.string()),
  note: words({ least: [1, '请写明为什么退回'], most: [500, '退回的说明不超过 500 字'] }),
});
export const SealedLetter = z.object({ letterId: z.string(), fileId: z.uuid('文件编号不对') });
export const LetterReply = z
  .object({
    letterId: z.string(),
    words: words({ most: [2000, '回复不超过 2000 字'] })
      .nullish()
      .transform((w) => w || null),
    isClear: z.boolean().nullish(),
    asksMore: z.boolean().nullish(),
  })
  .superRefine(({ words: said, isClear, asksMore }, ctx) => {
    const message = said === null ? wantsWords({ isClear, asksMore }) : null;
    if (message !== null) ctx.addIssue({ code: 'custom', path: ['words'], message });
  });
export const ReplyAnswer = z.object({
  letterId: z.string(),
  words: words({ least: [1, '请写明要补充说明的内容'], most: [2000, '补充说明不超过 2000 字'] }),
});

@Injectable()
export class LetterActs {
  constructor(
    private readonly letters: LetterSteps,
    private readonly queries: LettersQueries,
    private readonly files: FilesService,
  ) {}

  /**
   * 退回: the signer gives final letters back with a note of 1 to 500 characters, each on its own. Such a letter
   * answers nothing until it is final again as it is; a new one for its contact point takes its place.
   */
  async returnLetters(actor: Actor, input: unknown): Promise<LettersOutcome | Refusal> {
    const given = checkInput(ReturnedLetters, input);
    if (given instanceof Refusal) return given;
    return this.letters.each(given.letterIds, (id) =>
      this.letters.step(actor, id, 'return', async (tx, { row }) => {
        await tx.insert(LetterReturnRow, { letterId: row.id, note: given.note, byAccount: actor.accountId });
        return {};
      }),
    );
  }

  /**
   * 盖章: the scan of the sealed paper, uploaded before by the same person, belongs to the letter from here on, and its
   * contact point opens it once it is delivered. NOT_FOUND where there is no such file or it is somebody's already;
   * INVALID_INPUT where it is neither a PDF nor a picture.
   */
  async sealLetter(actor: Actor, input: unknown): Promise<Letter | Refusal> {
    const given = checkInput(SealedLetter, input);
    if (given instanceof Refusal) return given;
    return this.letters.step(actor, given.letterId, 'seal', async (tx, { row }) => {
      const refused = await this.claim(tx, actor, given.fileId, row.id);
      return refused ?? { sealedFileId: given.fileId, sealedAt: await tx.time() };
    });
  }

  private async claim(tx: Transaction, actor: Actor, fileId: string, letterId: string): Promise<Refusal | null> {
    const file = await this.files.claim(tx, fileId, { kind: 'Letter', id: letterId });
    if (file?.uploadedBy !== actor.accountId) return Refusal.notFound('这个文件');
    return isScan(await this.files.bytes(tx, fileId))
      ? null
      : Refusal.field('fileId', 'FORMAT', '盖章件要是 PDF，或者 JPEG、PNG 图片：请扫描或者拍照后重新上传。');
  }

  /**
   * 回复: the contact point says whether a letter it acknowledged was clear and whether more is to be said, with at
   * most 2,000 characters of its own, which it may leave out where all is clear; once, and kept as it was said.
   * NOT_FOUND for a letter that is not its own.
   */
  async replyToLetter(actor: Actor, input: unknown): Promise<Letter | Refusal> {
    const given = checkInput(LetterReply, input);
    if (given instanceof Refusal) return given;
    if (!(await this.queries.own(actor, given.letterId))) return Refusal.notFound('这份反馈函');
    return this.letters.step(actor, given.letterId, 'reply', async (tx, { row }) => {
      const { words: said, isClear = null, asksMore = null } = given;
      await tx.insert(LetterReplyRow, { letterId: row.id, words: said, isClear, asksMore, byAccount: actor.accountId });
      return {};
    });
  }

  /**
   * 补充说明: somebody of the office answers a reply in 1 to 2,000 characters, once; its contact point reads them.
   * NOT_FOUND where nobody replied, WRONG_STATE where it was answered.
   */
  async answerReply(actor: Actor, input: unknown): Promise<Letter | Refusal> {
    const given = checkInput(ReplyAnswer, input);
    if (given instanceof Refusal) return given;
    return this.letters.beside('answerLetterReply', actor, given.letterId, async (tx, { row }) => {
      const reply = await tx.one(LetterReplyRow, { letterId: row.id });
      if (!reply) return Refusal.notFound('联系点的回复');
      if (await tx.get(LetterReplyAnswerRow, reply.id))
        return Refusal.by({ code: 'WRONG_STATE', params: { what: '这份回复', state: '已经答复', act: '再次答复' } });
      const { letterId, words: said } = given;
      await tx.insert(LetterReplyAnswerRow, { id: reply.id, letterId, words: said, byAccount: actor.accountId });
      return null;
    });
  }
}
