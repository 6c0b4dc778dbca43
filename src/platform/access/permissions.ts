/**
 * The one permission table: which role may do what. A resolver or route names one of these, or says that it is public;
 * nothing is allowed by silence.
 */
export const roles = ['SYSTEM_ADMINISTRATOR', 'ADMINISTRATOR', 'PREPARER', 'CHECKER', 'SIGNER', 'DRAFTER', 'LIAISON_OFFICER'] as const;

/** 系统管理员 · 管理员 · 经办 · 审核 · 签发 · 起草人 · 联络员 */
export type Role = (typeof roles)[number];

const STAFF: readonly Role[] = ['PREPARER', 'CHECKER', 'SIGNER'];
const OFFICE: readonly Role[] = [...STAFF, 'DRAFTER', 'ADMINISTRATOR'];
const POINT: readonly Role[] = ['LIAISON_OFFICER'];

export const permissions = {
  'self.read': roles,
  'self.change': roles,
  'legislature.create': ['SYSTEM_ADMINISTRATOR'],
  'account.manage': ['ADMINISTRATOR'],
  'file.upload': [...OFFICE, ...POINT],
  'file.read': [...OFFICE, ...POINT],
  'regulation.read': [...OFFICE, ...POINT],
  'regulation.manage': ['PREPARER', 'DRAFTER'],
  'draft.import': ['PREPARER', 'DRAFTER'],
  'draft.publish': ['PREPARER', 'SIGNER'],
  'lineage.read': [...OFFICE],
  'lineage.confirm': ['PREPARER', 'DRAFTER'],
  'contactPoint.read': [...OFFICE, ...POINT],
  'contactPoint.manage': ['ADMINISTRATOR', 'PREPARER'],
  'consultation.read': [...OFFICE, ...POINT],
  'consultation.manage': ['PREPARER'],
  'solicitation.read': [...OFFICE, ...POINT],
  'solicitation.answer': POINT,
  'opinion.read': [...STAFF, ...POINT],
  'opinion.enter': [...POINT, 'PREPARER'],
  'opinion.setAside': [...POINT, 'PREPARER'],
  'comment.read': [...OFFICE, ...POINT],
  'comment.report': [...POINT, 'PREPARER'],
  'comment.takeUp': ['PREPARER'],
  'handling.propose': ['PREPARER'],
  'sheet.read': [...STAFF, 'DRAFTER'],
  'sheet.prepare': ['PREPARER'],
  'sheet.check': ['CHECKER'],
  'sheet.sign': ['SIGNER'],
  'evidence.confirm': ['PREPARER', 'DRAFTER'],
  'letter.read': [...STAFF, ...POINT],
  'letter.compose': ['PREPARER'],
  'letter.sign': ['SIGNER'],
  'letter.deliver': ['PREPARER'],
  'letter.acknowledge': POINT,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** May somebody with these roles do that? */
export const allows = (permission: Permission, held: Iterable<Role>): boolean => {
  const wanted: readonly Role[] = permissions[permission];
  for (const role of held) if (wanted.includes(role)) return true;
  return false;
};

/** A liaison officer sees what belongs to the own unit and below; the office sees all of its legislature. */
export const isOffice = (held: Iterable<Role>): boolean => [...held].some((r) => OFFICE.includes(r));
