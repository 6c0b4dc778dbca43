import { Column, Entity } from 'typeorm';
import { ScopedRow } from '../../platform/database/scoped-row.js';
import type { makingWords, regulationKindWords } from './regulation.words.js';

/** 法规项目 */
@Entity({ name: 'regulation' })
export class RegulationRow extends ScopedRow {
  @Column({ type: 'text' }) title: string;
  @Column({ type: 'text' }) kind: keyof typeof regulationKindWords;
  @Column({ type: 'text' }) making: keyof typeof makingWords;
  @Column({ type: 'text' }) stage: string;
  @Column({ type: 'text' }) secrecy: string;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt: Date;
  @Column({ type: 'integer' }) version: number;
}
