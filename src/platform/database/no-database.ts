/** There is no database to work with; the message says what to do. */

/** The sentence a person gets where no server program fits. */
export class NoDatabaseError extends Error {}
