import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndex } from '../src/platform/database/indexes.js';

/**
 * Words looked for in what people said: an index of the pairs of characters that stand beside each other, for Chinese has no spaces to cut at and the
 * extensions that PostgreSQL has for it are not on every machine. Built beside all writers (ADR 21).
 */
export class Words1795310000027 implements MigrationInterface {
  name = 'Words1795310000027';
  transaction = false as const;

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE OR REPLACE FUNCTION character_pairs(text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
      'SELECT array(SELECT DISTINCT pg_catalog.substr($1, i, 2) FROM pg_catalog.generate_series(1, pg_catalog.char_length($1) - 1) AS i)'`);
    await buildIndex(q, 'opinion_words', 'ON opinion USING gin (character_pairs(text))');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
