import type { Mail } from '../../life/mail.js';

/** A message that a file holds. */
export interface ReadMail {
  readonly mail: Mail;
  /** Somebody has read it. */
  readonly read: boolean;
  /**
   * How many property values the file has besides: those that each store makes itself, those of types that mapi-kit does not
   * have, objects of OLE, and names that are not in the file.
   */
  readonly leftOutValues: number;
}
