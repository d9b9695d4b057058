/** Digests of what a transport has added to a message; absent: nothing. */
export interface Additions {
  /** Before its subject. */
  readonly subject?: string;
  /** Behind its text. */
  readonly body?: string;
}
