/** "One of these": the one way to ask for many values. */
import { Any, type FindOperator } from 'typeorm';

/**
 * The condition that a column has one of `values`, as one array parameter, however many there are. TypeORM's `In`
 * writes a parameter for each, and PostgreSQL takes 65,535 at most (08P01).
 */
export const oneOf = <T>(values: Iterable<T>): FindOperator<T> => Any([...values]);
