/** What a difference consists of: a stretch that stays, comes or goes. */
export interface Change {
  type: 'same' | 'insert' | 'delete';
  text: string;
}
