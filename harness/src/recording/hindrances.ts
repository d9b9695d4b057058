/** What keeps a message from arriving, at once or at all. */
export interface Hindrances {
  /** One of the recipients, whom the far side will refuse; absent: there is none. */
  readonly refused?: string;
  /** One of the recipients, whom the far side will take in a later life alone. */
  readonly postponed?: string;
  /** How many milliseconds after its submission it is to be delivered at the earliest; absent: nobody minds. */
  readonly notBeforeMs?: number;
}
