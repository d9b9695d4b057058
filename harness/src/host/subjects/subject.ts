import type { InterfaceId, IUnknown } from '@mapi-kit/sdk';
import type { Phase } from '../../recording/events.js';
import type { ProviderKind } from '../../scenarios/scenario.js';
import type { StepOf } from '../../scenarios/step-kinds.js';

/** Makes one call of the client; a failure is an answer, an exception is journalled. */
export type Attempt = (what: string, call: () => void) => void;

/**
 * Does something with an object that was opened.
 *
 * @param what - which one, in words
 * @param iid - the interface that it was opened with
 */
export type UseOpened = (what: string, object: IUnknown, iid: InterfaceId<IUnknown>) => void;

/** Makes one call of a classic logoff, journalled before and after. */
export type Called = (method: string, call: () => number) => void;

/** How what is on its way is waited for, before what there is is listed. */
export interface ReadBackManner {
  /** What is on its way through a transport is given the time to arrive. */
  readonly drains: boolean;
  /** And after that some time more in which nothing moves, so that whoever has sent it knows that it has arrived. */
  readonly settles: boolean;
}

/**
 * A provider under test in one session, and what a client does with it: one class for each kind of provider.
 *
 * Scenarios speak of work, reading back and leaving; what that is for a kind, its subject knows.
 */
export interface Subject {
  readonly kind: ProviderKind;
  /** Under which number journals know it: that of its session, for the first of each kind. */
  readonly place: number;
  /**
   * Does one step of work, and journals what was acknowledged.
   *
   * @param index - the position of the step in its life, from which its random numbers follow
   */
  work(step: StepOf<'work'>, index: number, phase: Phase): void;
  /**
   * Sends a message, and waits until all that was ever submitted has arrived and is known as sent, or nothing moves any more.
   * Absent: it sends nothing.
   *
   * @param index - the position of the step in its life, from which its random numbers follow
   */
  deliver?(index: number, phase: Phase): Promise<void>;
  /**
   * Lists what there is of the harness's, and journals it.
   *
   * @param manner - how what is on its way through a transport is waited for
   * @returns how many items that is; null when not everything could be read
   */
  readBack(manner: ReadBackManner): Promise<number | null> | number | null;
  /**
   * Opens what a client opens, one thing after the other, and releases it: stores and folders, or containers and entries,
   * and their tables. What cannot be opened is left out.
   */
  openEach(use: UseOpened): void;
  /** Goes on calling after DoFastShutdown, against the rules. */
  callAfterShutdown(attempt: Attempt): void;
  /** The client's calls to the provider in a classic logoff. */
  logoff(called: Called): void;
}
