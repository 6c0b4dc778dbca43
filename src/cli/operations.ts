/** Every door of the house, read from the declarations: operations and routes, each with the permission it names. */
import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { ALLOWED } from '../platform/api/allow.js';

export interface Door {
  /** `Mutation signSheet`, `GET files/:id` */
  name: string;
  isRoute: boolean;
  /** a permission, PUBLIC, or undefined where it names none */
  allowed: unknown;
}
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'ALL', 'OPTIONS', 'HEAD'];
const meta = (key: string, on: object): unknown => Reflect.getMetadata(key, on) as unknown;
const textOf = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

export function doorsOf(classes: readonly Type[]): Door[] {
  return classes.flatMap((c) =>
    Object.getOwnPropertyNames(c.prototype).flatMap((name): Door[] => {
      const method = Object.getOwnPropertyDescriptor(c.prototype, name)?.value as unknown;
      if (name === 'constructor' || typeof method !== 'function') return [];
      const allowed = meta(ALLOWED, method) ?? meta(ALLOWED, c);
      const operation = meta('graphql:resolver_type', method);
      if (typeof operation === 'string') {
        return ['Query', 'Mutation', 'Subscription'].includes(operation)
          ? [{ name: `${operation} ${textOf(meta('graphql:resolver_name', method), name)}`, isRoute: false, allowed }]
          : [];
      }
      const path = meta('path', method);
      if (path === undefined) return [];
      const address = [meta('path', c) ?? '', path]
        .flat()
        .map(String)
        .filter((p) => p !== '/' && p !== '')
        .join('/');
      return [{ name: `${METHODS[Number(meta('method', method))] ?? '?'} ${address || '/'}`, isRoute: true, allowed }];
    }),
  );
}
