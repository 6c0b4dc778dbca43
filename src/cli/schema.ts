/**
 * `npm run schema`: writes schema.graphql, the committed contract, from the decorators alone; no database is needed.
 * test/walls/schema.spec.ts compares it with the committed file, schema.db.spec.ts with the running service.
 */
import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { rooms } from '../app.module.js';
import { PlatformModule } from '../platform/platform.module.js';

export interface Parts {
  resolvers: Type[];
  controllers: Type[];
}

/** Every resolver and controller that the rooms and the platform bring, by what their modules declare */
export function declaredClasses(): Parts {
  // the platform's values are never touched: only what it declares is read
  const platform = PlatformModule.with({} as Parameters<typeof PlatformModule.with>[0]);
  const declared = (module: Type | DynamicModule, what: 'providers' | 'controllers'): unknown[] =>
    ('module' in module ? module[what] : (Reflect.getMetadata(what, module) as unknown[] | undefined)) ?? [];
  const all = (what: 'providers' | 'controllers'): Type[] =>
    [platform, ...rooms]
      .flatMap((m) => declared(m as Type | DynamicModule, what))
      .filter((p): p is Type => typeof p === 'function');
  return {
    resolvers: all('providers').filter((p) => Reflect.hasMetadata('graphql:resolver_type', p)),
    controllers: all('controllers'),
  };
}

export async function buildSchema(): Promise<GraphQLSchema> {
  const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, {
    logger: false,
    abortOnError: false,
  });
  return lexicographicSortSchema(
    await app.get(GraphQLSchemaFactory).create(declaredClasses().resolvers, { dateScalarMode: 'isoDate' }),
  );
}

export const printContract = (schema: GraphQLSchema): string => `${printSchema(schema)}\n`;

if (process.argv[1] === fileURLToPath(import.meta.url))
  await writeFile('schema.graphql', printContract(await buildSchema()));
