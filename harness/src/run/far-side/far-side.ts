import type { MailContent } from '../../recording/mail-parts.js';
import type { FarSideMode } from '../../scenarios/scenario.js';

/** Mail that the far side has for a transport to fetch. */
export interface OfferedMail extends MailContent {
  readonly item: string;
  /** The session whose transport is to fetch it, 0-based. */
  readonly session: number;
  readonly body: string;
  /** Which of several messages it is that are alike; 1 unless given. */
  readonly copy?: number;
}

/**
 * What transports talk to: it lives in the parent, so that it survives the processes that die, one for each run.
 *
 * Whatever it takes over it writes to the run's log before it says so to the transport.
 */
export interface FarSide {
  /** Whether it refuses single recipients, those of `refusedAddress`, and takes the message for the others. */
  readonly refuses: boolean;
  /** Whether it can have mail that nothing but its bytes tells from other mail, or that has no subject. */
  readonly offersAny: boolean;
  /** The settings of the profile section of a session's transports, the address among them. */
  settings(session: number): Readonly<Record<string, string>>;
  /** From now on it answers in this way. */
  setMode(mode: FarSideMode): Promise<void>;
  /** Has mail to be fetched. */
  offer(mail: readonly OfferedMail[]): Promise<void>;
  /** The items of the mail that nobody has fetched, each as often as it lies there. */
  waiting(): Promise<readonly string[]>;
  /** Ends every connection, and frees the port. */
  stop(): Promise<void>;
}
