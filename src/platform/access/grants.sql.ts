/**
 * Which grants of roles count: those that were not revoked, and those of somebody who stands in 代理 until their time
 * is over. Asked in the database's time, so that all processes agree about the moment.
 */
import { Raw } from 'typeorm';

/** SQL: a grant of this alias counts now */
export const countsNow = (alias: string): string =>
  `(${alias}.revoked_at is null or ${alias}.revoked_at > clock_timestamp())`;

/** The same for `find` of `RoleGrantRow` */
export const inForce = { revokedAt: Raw((column) => `(${column} is null or ${column} > clock_timestamp())`) };
