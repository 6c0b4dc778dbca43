/** Every operation, read from the declarations: operations and routes, each with the permission it names. */
import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { ALLOWED, SAID, type Said } from '../platform/api/allow.js';

export interface Operation {
  /** `Mutation signSheet`, `GET files/:id` */
  name: string;
  isRoute: boolean;
  /** a permission, PUBLIC, or undefined where it names none */
  allowed: unknown;
  /** what it is for; undefined where it is public or says nothing */
  said?: Said;
}
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'ALL', 'OPTIONS', 'HEAD'];
const meta = (key: string, on: object): unknown => Reflect.getMetadata(key, on) as unknown;
const textOf = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

export function operationsOf(classes: readonly Type[]): Operation[] {
  return classes.flatMap((c) =>
    Object.getOwnPropertyNames(c.prototype).flatMap((name): Operation[] => {
      const method = Object.getOwnPropertyDescriptor(c.prototype, name)?.value as unknown;
      if (name === 'constructor' || typeof method !== 'function') return [];
      const allowed = meta(ALLOWED, method) ?? meta(ALLOWED, c);
      const said = (meta(SAID, method) ?? meta(SAID, c)) as Said | undefined;
      const who = { allowed, ...(said && { said }) };
      const operation = meta('graphql:resolver_type', method);
      if (typeof operation === 'string') {
        return ['Query', 'Mutation', 'Subscription'].includes(operation)
          ? [{ name: `${operation} ${textOf(meta('graphql:resolver_name', method), name)}`, isRoute: false, ...who }]
          : [];
      }
      const path = meta('path', method);
      if (path === undefined) return [];
      const address = [meta('path', c) ?? '', path]
        .flat()
        .map(String)
        .filter((p) => p !== '/' && p !== '')
        .join('/');
      return [{ name: `${METHODS[Number(meta('method', method))] ?? '?'} ${address || '/'}`, isRoute: true, ...who }];
    }),
  );
}
