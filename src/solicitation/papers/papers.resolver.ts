import { Args, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { Actor } from '../../platform/base/actor.js';
import type { Refusal } from '../../platform/base/refusal.js';
import { PaperPreviews } from './paper-preview.service.js';
import {
  PaperDraftResult,
  type PaperDraftType,
  PaperPreviewInput,
  PaperPreviewResult,
  type PaperPreviewType,
} from './papers.types.js';

@Resolver()
export class PaperPreviewResolver {
  constructor(private readonly previews: PaperPreviews) {}

  @Query(() => PaperPreviewResult, {
    description: 'A paper or a message of a round as it would be now, with the clerk’s remarks; nothing is stored',
  })
  @Allow('paper.read', { words: '预览征求意见的函件和文字' })
  paperPreview(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The round as it stands in the form' }) input: PaperPreviewInput,
  ): Promise<PaperPreviewType | Refusal> {
    return this.previews.preview(actor, input);
  }

  @Query(() => PaperDraftResult, {
    description: 'A paper of a round as it would be now, set to be printed, 未签发 across each page; nothing is stored',
  })
  @Allow('paper.read', { words: '打印没有签发的函稿' })
  paperDraft(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The round as it stands in the form' }) input: PaperPreviewInput,
  ): Promise<PaperDraftType | Refusal> {
    return this.previews.draft(actor, input);
  }
}
