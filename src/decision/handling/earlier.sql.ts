/** How comments on an article were decided before, the newest of each. */
import type { Reader } from '../../platform/database/scope.js';
import type { Outcome, ReasonClass } from './handling.rules.js';

export interface EarlierAnswer {
  commentId: string;
  outcome: Outcome;
  reasonClass: ReasonClass | null;
  words: string;
  text: string;
  regulationTitle: string;
  consultationTitle: string;
  /** by the calendar of the legislature */
  year: number;
  signedAt: Date;
}

/**
 * For each pair (a comment that asks, an article that counts as its own) the last signed decisions on other comments
 * that stand at that article, at most `most` of each that asks, the newest first. What is taken up again 复议 is no
 * answer.
 */
export function earlierAnswers(
  reader: Reader,
  pairs: readonly { askedBy: string; articleId: string }[],
  most: number,
): Promise<(EarlierAnswer & { askedBy: string })[]> {
  return reader.manager.query<(EarlierAnswer & { askedBy: string })[]>(
    `select * from (
       select a.asked_by as "askedBy", d.comment_id as "commentId", d.outcome, d.reason_class as "reasonClass", d.words,
         w.text, r.title as "regulationTitle", k.title as "consultationTitle",
         extract(year from d.signed_at at time zone l.zone)::int as year, d.signed_at as "signedAt",
         row_number() over (partition by a.asked_by order by d.signed_at desc, d.id) as place
       from unnest($2::uuid[], $3::uuid[]) as a(asked_by, article_id)
       join lateral (
         select id from comment where provision_id = a.article_id
         union select id from comment_status where filed_under = a.article_id) at on at.id <> a.asked_by
       join comment_status s on s.id = at.id and s.state in ('SIGNED', 'RELEASED', 'ANSWERED')
       join comment c on c.id = s.id and c.legislature_id = $1
       join decision d on d.comment_id = c.id
         and d.sequence = (select max(x.sequence) from decision x where x.comment_id = c.id)
       join comment_wording w on w.comment_id = c.id and w.revision = s.revision
       join consultation k on k.id = c.consultation_id
       join regulation r on r.id = c.regulation_id
       join legislature l on l.id = c.legislature_id) found
     where place <= $4 order by place`,
    [reader.legislatureId, pairs.map((p) => p.askedBy), pairs.map((p) => p.articleId), most],
  );
}
