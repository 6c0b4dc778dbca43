/** The numbered migrations, in order. A landed one is never edited; the next change is the next number. */
import { House1795310000001 } from './0001-house.js';
import { Authoring1795310000002 } from './0002-authoring.js';
import { ContactPoints1795310000003 } from './0003-contact-points.js';
import { Consultation1795310000004 } from './0004-consultation.js';
import { Opinions1795310000005 } from './0005-opinions.js';
import { Comments1795310000006 } from './0006-comments.js';
import { Decision1795310000007 } from './0007-decision.js';
import { Feedback1795310000008 } from './0008-feedback.js';
import { Basis1795310000009 } from './0009-basis.js';
import { AmendingDecisions1795310000010 } from './0010-amending-decisions.js';
import { SignIn1795310000011 } from './0011-sign-in.js';
import { Seals1795310000012 } from './0012-seals.js';
import { ContactData1795310000013 } from './0013-contact-data.js';
import { Pictures1795310000014 } from './0014-pictures.js';
import { Releases1795310000015 } from './0015-releases.js';
import { Accounts1795310000016 } from './0016-accounts.js';
import { SealedWords1795310000017 } from './0017-sealed-words.js';
import { Places1795310000018 } from './0018-places.js';
import { Rounds1795310000019 } from './0019-rounds.js';
import { Voices1795310000020 } from './0020-voices.js';
import { Answers1795310000021 } from './0021-answers.js';
import { Administration1795310000022 } from './0022-administration.js';
import { Handling1795310000023 } from './0023-handling.js';
import { UrgingAndMending1795310000024 } from './0024-urging-and-mending.js';
import { ListsAtSize1795310000025 } from './0025-lists-at-size.js';
import { LetterRuns1795310000026 } from './0026-letter-runs.js';
import { Words1795310000027 } from './0027-words.js';
import { KeptCounts1795310000028 } from './0028-kept-counts.js';
import { HeldAccounts1795310000029 } from './0029-held-accounts.js';
import { TheAsking1795310000030 } from './0030-the-asking.js';
import { TheNetwork1795310000031 } from './0031-the-network.js';
import { DraftNotes1795310000032 } from './0032-draft-notes.js';
import { RoundsThatRun1795310000033 } from './0033-rounds-that-run.js';
import { PapersOfRounds1795310000034 } from './0034-papers-of-rounds.js';
import { PublishedBeside1795310000035 } from './0035-published-beside.js';
import { LetterheadsAndNumbers1795310000036 } from './0036-letterheads-and-numbers.js';
import { PassedOnInWords1795310000037 } from './0037-passed-on-in-words.js';
import { TheHearing1795310000038 } from './0038-the-hearing.js';
import { BetweenPeople1795310000039 } from './0039-between-people.js';
import { AnswersToReplies1795310000040 } from './0040-answers-to-replies.js';
import { RoundsReviewed1795310000041 } from './0041-rounds-reviewed.js';
import { CallsAndWorkOrders1795310000042 } from './0042-calls-and-work-orders.js';
import { NodesBelow1795310000043 } from './0043-nodes-below.js';
import { TheReturns1795310000044 } from './0044-the-returns.js';
import { ToldBelow1795310000045 } from './0045-told-below.js';

export const migrations = [
  House1795310000001,
  Authoring1795310000002,
  ContactPoints1795310000003,
  Consultation1795310000004,
  Opinions1795310000005,
  Comments1795310000006,
  Decision1795310000007,
  Feedback1795310000008,
  Basis1795310000009,
  AmendingDecisions1795310000010,
  SignIn1795310000011,
  Seals1795310000012,
  ContactData1795310000013,
  Pictures1795310000014,
  Releases1795310000015,
  Accounts1795310000016,
  SealedWords1795310000017,
  Places1795310000018,
  Rounds1795310000019,
  Voices1795310000020,
  Answers1795310000021,
  Administration1795310000022,
  Handling1795310000023,
  UrgingAndMending1795310000024,
  ListsAtSize1795310000025,
  LetterRuns1795310000026,
  Words1795310000027,
  KeptCounts1795310000028,
  HeldAccounts1795310000029,
  TheAsking1795310000030,
  TheNetwork1795310000031,
  DraftNotes1795310000032,
  RoundsThatRun1795310000033,
  PapersOfRounds1795310000034,
  PublishedBeside1795310000035,
  LetterheadsAndNumbers1795310000036,
  PassedOnInWords1795310000037,
  TheHearing1795310000038,
  BetweenPeople1795310000039,
  AnswersToReplies1795310000040,
  RoundsReviewed1795310000041,
  CallsAndWorkOrders1795310000042,
  NodesBelow1795310000043,
  TheReturns1795310000044,
  ToldBelow1795310000045,
];
