/**
 * What the migrations of the product leave to be filled in for older rows, in the words of `platform/operations/backfills.ts`. It stands here
 * because it names tables of the chapters, which the platform does not. One that a CONTRACT needs stays for ever.
 */

/**
 * Comments reported before migration 0020: the body they came from, and their place in its return by the order of arrival, which is the number
 * that letters gave them.
 */
export const returnNumbers = {
  name: 'return-numbers',
  table: 'comment_status',
  unfilled: 'reported_number is not null and return_number is null',
  set: 'body = body_of_comment(t.id), return_number = place_in_return(t.consultation_id, body_of_comment(t.id), t.reported_number)',
};
