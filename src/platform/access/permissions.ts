/**
 * The one permission table: which role may do what. A resolver or route names one of these, or says that it is public;
 * deny by default.
 */
import { type Role, roles } from '../base/roles.rules.js';
import type { Profile } from './accounts.rules.js';

const STAFF: readonly Role[] = ['PREPARER', 'CHECKER', 'SIGNER'];
const OFFICE: readonly Role[] = [...STAFF, 'DRAFTER', 'ADMINISTRATOR'];
const POINT: readonly Role[] = ['LIAISON_OFFICER'];

/** Roles with what else is asked of whoever holds them */
interface Guarded {
  readonly roles: readonly Role[];
  /**
   * the own identity must have been confirmed a few minutes ago (security §1.2): signing, issuing, accounts and roles,
   * people's contact data
   */
  readonly reauthentication: true;
}

const reauthenticated = (...held: readonly Role[]): Guarded => ({ roles: held, reauthentication: true });

export const permissions = {
  'self.read': roles,
  'self.change': roles,
  'legislature.create': reauthenticated('SYSTEM_ADMINISTRATOR'),
  'legislature.read': ['ADMINISTRATOR'],
  'legislature.manage': reauthenticated('ADMINISTRATOR'),
  // of the domain at hand: ADMINISTRATOR in a legislature, SYSTEM_ADMINISTRATOR where none is at hand (`authorise`)
  'account.read': ['ADMINISTRATOR', 'SYSTEM_ADMINISTRATOR'],
  'account.manage': reauthenticated('ADMINISTRATOR', 'SYSTEM_ADMINISTRATOR'),
  'ledger.read': ['ADMINISTRATOR', 'SYSTEM_ADMINISTRATOR'],
  // everybody is told, so that nobody is passed by
  'reset.read': roles,
  'reset.confirm': reauthenticated(...STAFF, 'SYSTEM_ADMINISTRATOR'),
  'handedWork.read': [...OFFICE, ...POINT],
  'todo.read': [...OFFICE, ...POINT],
  'workingCopy.keep': [...OFFICE, ...POINT],
  'file.upload': [...OFFICE, ...POINT],
  'file.read': [...OFFICE, ...POINT],
  'regulation.read': [...OFFICE, ...POINT],
  'regulation.manage': ['PREPARER', 'DRAFTER'],
  'draft.import': ['PREPARER', 'DRAFTER'],
  'draft.publish': ['PREPARER', 'SIGNER'],
  'draft.withdraw': reauthenticated('PREPARER', 'SIGNER'),
  'lineage.read': [...OFFICE],
  'lineage.confirm': ['PREPARER', 'DRAFTER'],
  'basis.read': OFFICE,
  'basis.write': ['PREPARER', 'DRAFTER'],
  'contactPoint.read': [...OFFICE, ...POINT],
  'contactPoint.manage': ['ADMINISTRATOR', 'PREPARER'],
  // who works at a contact point, with the phones
  'contactPerson.read': ['ADMINISTRATOR', 'PREPARER', ...POINT],
  'consultation.read': [...OFFICE, ...POINT],
  'consultation.manage': ['PREPARER'],
  // before it is sent out; whoever prepares one is told who does it
  'round.review': STAFF,
  'round.check': ['CHECKER'],
  'consultation.issue': reauthenticated('PREPARER'),
  // stopping is as public as sending out, and may not wait for one person
  'consultation.stop': reauthenticated('PREPARER', 'SIGNER'),
  'consultation.conclude': reauthenticated('SIGNER'),
  'solicitation.read': [...OFFICE, ...POINT],
  'solicitation.answer': POINT,
  // a county congress, to those below it
  'solicitation.passOn': POINT,
  'opinion.read': [...STAFF, ...POINT],
  'opinion.enter': [...POINT, 'PREPARER'],
  'opinion.setAside': [...POINT, 'PREPARER'],
  'opinion.quarantine': [...POINT, 'PREPARER'],
  'opinion.mask': [...POINT, 'PREPARER'],
  // places below a contact point, which enter by a link and a PIN
  'node.manage': POINT,
  'contact.read': reauthenticated('PREPARER', 'LIAISON_OFFICER'),
  'contact.erase': ['PREPARER', ...POINT],
  // how a call to whoever left them ended
  'contact.note': ['PREPARER', ...POINT],
  'comment.read': [...OFFICE, ...POINT],
  'comment.report': [...POINT, 'PREPARER'],
  'comment.takeUp': ['PREPARER'],
  'comment.register': ['PREPARER'],
  'comment.takeApart': [...POINT, 'PREPARER'],
  'comment.drop': [...POINT, 'PREPARER'],
  'comment.return': ['PREPARER'],
  'comment.file': ['PREPARER'],
  'handling.propose': ['PREPARER'],
  'sheet.read': [...STAFF, 'DRAFTER'],
  'sheet.prepare': ['PREPARER'],
  'sheet.check': ['CHECKER'],
  'sheet.sign': reauthenticated('SIGNER'),
  'comment.reopen': reauthenticated('SIGNER'),
  'evidence.confirm': ['PREPARER', 'DRAFTER'],
  'comment.answer': ['PREPARER'],
  'paper.read': STAFF,
  'paper.prepare': ['PREPARER'],
  'paper.sign': reauthenticated('SIGNER'),
  'paper.deliver': ['PREPARER'],
  'letter.read': [...STAFF, ...POINT],
  'letter.follow': STAFF,
  'letter.compose': ['PREPARER'],
  'letter.sign': reauthenticated('SIGNER'),
  'letter.return': ['SIGNER'],
  'letter.seal': ['PREPARER'],
  'letter.deliver': ['PREPARER'],
  'letter.acknowledge': POINT,
  'letter.reply': POINT,
  'letter.answerReply': ['PREPARER'],
} as const satisfies Record<string, readonly Role[] | Guarded>;

export type Permission = keyof typeof permissions;

const entry = (permission: Permission): readonly Role[] | Guarded => permissions[permission];
const isGuarded = (e: readonly Role[] | Guarded): e is Guarded => 'reauthentication' in e;

/** The roles that have it */
export const rolesWith = (permission: Permission): readonly Role[] => {
  const found = entry(permission);
  return isGuarded(found) ? found.roles : found;
};

/** Must the own identity have been confirmed just before? */
export const needsReauthentication = (permission: Permission): boolean => isGuarded(entry(permission));

/**
 * Of whom 等保 level 3 is asked, by the profile of the legislature at hand: in 严格 of everybody of the office and of
 * whoever runs the installation (8.1.4.1 speaks of staff). Elsewhere it is everybody's choice.
 */
const LEVEL_THREE: { readonly [P in Profile]: readonly Role[] } = {
  SIMPLE: [],
  STANDARD: [],
  STRICT: [...OFFICE, 'SYSTEM_ADMINISTRATOR'],
};
const isHeldToLevelThree = (profile: Profile, held: Iterable<Role>): boolean =>
  [...held].some((r) => LEVEL_THREE[profile].includes(r));

/** Who must have bound a second factor before anything else is open to them (8.1.4.1 d) */
export const needsSecondFactor = isHeldToLevelThree;
/** Whose password is used for so long only (8.1.4.1 a, 定期更换) */
export const changesPasswordRegularly = isHeldToLevelThree;

/** May somebody with these roles do that? */
export const allows = (permission: Permission, held: Iterable<Role>): boolean => {
  const wanted = rolesWith(permission);
  for (const role of held) if (wanted.includes(role)) return true;
  return false;
};

/** A liaison officer sees what belongs to the own unit and below; the office sees all of its legislature. */
export const isOffice = (held: Iterable<Role>): boolean => [...held].some((r) => OFFICE.includes(r));
