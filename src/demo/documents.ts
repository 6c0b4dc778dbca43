/** The registered documents a caller may send before signing in, as the service's clients know them. */
export { SIGN_IN, SUBMIT_OPINION } from '../platform/api/documents.js';
