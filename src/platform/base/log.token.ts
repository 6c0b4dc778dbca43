export const LOG = Symbol('Log');
