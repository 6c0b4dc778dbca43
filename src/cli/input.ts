/** A file or a setting of the user's that cannot be used; its message names it and says what to do. Exit status 3. */
export class InputRefused extends Error {}
