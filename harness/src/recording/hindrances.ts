/** What keeps a message from arriving, at once or at all. */
export interface Hindrances {
  /** Those of the recipients whom the far side will refuse; absent: there are none. */
  readonly refused?: readonly string[];
  /** Those of the recipients whom the far side will take in a later life alone. */
  readonly postponed?: readonly string[];
  /** How many milliseconds after its submission it is to be delivered at the earliest; absent: nobody minds. */
  readonly notBeforeMs?: number;
  /** How many bytes its text has, where those are so many that a mail system may refuse it for that; absent: they are not. */
  readonly bytes?: number;
}
