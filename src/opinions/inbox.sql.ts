/** 收件: the voices of a contact point in a round, by article in the order of the text, each article as they came. */
import type { Reader } from '../platform/database/scope.js';
import type { Channel, OpinionState, TargetKind } from './opinion.rules.js';

/** What a row of the inbox is listed and told apart by */
export interface InboxRow {
  id: string;
  state: OpinionState;
  inComment: boolean;
  channel: Channel;
  targetKind: TargetKind;
  provisionId: string | null;
  activityId: string | null;
  /** the node 节点 that entered it */
  nodeId: string | null;
  hasPicture: boolean;
  /** the words asked for are in it, and it says the same */
  matches: boolean;
}

export interface InboxAsked {
  consultationId: string;
  contactPointId: string;
  /** some words of it */
  words: string | null;
  /** only what says the same as this one, but for blanks */
  sameAs: string | null;
}

/**
 * All of them in their order, two hundred bytes each: what is sorted by the text cannot be walked by an index. What is
 * kept apart is found by no words, or its words could be guessed. None ever leaves the list, so that a place in it only
 * grows, and whoever goes on behind a place passes none by.
 */
export function inboxRows({ manager, legislatureId }: Reader, asked: InboxAsked): Promise<InboxRow[]> {
  const { consultationId, contactPointId, words, sameAs } = asked;
  return manager.query<InboxRow[]>(
    `select o.id, s.state, s.comment_id is not null as "inComment", o.channel, o.target_kind as "targetKind",
       o.provision_id as "provisionId", h.activity_id as "activityId", n.node_link_id as "nodeId",
       h.card_id is not null or exists (select 1 from opinion_picture p where p.opinion_id = o.id) as "hasPicture",
       ($4::text is null or (s.state <> 'QUARANTINED' and position($4 in o.text) > 0))
       and ($5::uuid is null or (s.state <> 'QUARANTINED' and regexp_replace(o.text, '\\s', '', 'g') = (select
         regexp_replace(t.text, '\\s', '', 'g') from opinion t
         where t.id = $5 and t.consultation_id = $2 and t.contact_point_id = $3 and not t.direct))) as matches
     from opinion o
     join opinion_status s on s.id = o.id and s.consultation_id = o.consultation_id
     left join opinion_hearing h on h.id = o.id
     left join opinion_of_node n on n.id = o.id
     left join provision a on a.id = o.provision_id
     where o.legislature_id = $1 and o.consultation_id = $2 and o.contact_point_id = $3 and not o.direct
     order by a.ordinal nulls last, o.target_kind = 'UNKNOWN', o.received_at, o.id`,
    [legislatureId, consultationId, contactPointId, words, sameAs],
  );
}
