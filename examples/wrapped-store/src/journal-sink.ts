import {
  ComObject,
  fnevNewMail,
  fnevObjectCopied,
  fnevObjectCreated,
  fnevObjectDeleted,
  fnevObjectModified,
  fnevObjectMoved,
  type Guid,
  IID_IMAPIAdviseSink,
  type IMAPIAdviseSink,
  MAPI_MESSAGE,
  type NOTIFICATION,
} from '@mapi-kit/sdk';
import type { Journal } from './journal.js';

const EVENTS: ReadonlyMap<number, string> = new Map([
  [fnevNewMail, 'received'],
  [fnevObjectCopied, 'copied'],
  [fnevObjectCreated, 'created'],
  [fnevObjectDeleted, 'deleted'],
  [fnevObjectModified, 'modified'],
  [fnevObjectMoved, 'moved'],
]);

/** The events that a journal is about. */
export const JOURNALLED_EVENTS: number = [...EVENTS.keys()].reduce((mask, event) => mask | event, 0);

/**
 * Writes what a store notifies into a journal.
 *
 * The store holds the only reference, and gives it back when it is logged off, with or without a word: that is the end
 * of the journal.
 */
export class JournalSink extends ComObject implements IMAPIAdviseSink {
  readonly #journal: Journal;
  readonly #ended: () => void;

  constructor(journal: Journal, ended: () => void) {
    super();
    this.#journal = journal;
    this.#ended = ended;
  }

  protected override interfaces(): readonly Guid[] {
    return [IID_IMAPIAdviseSink];
  }

  OnNotify(notifications: readonly NOTIFICATION[]): number {
    for (const { eventType, objectType, entryId } of notifications) {
      const event = EVENTS.get(eventType);
      const isMessage = objectType === MAPI_MESSAGE || eventType === fnevNewMail;
      if (event !== undefined && isMessage && entryId !== undefined) {
        this.#journal.record(`${event} ${Buffer.from(entryId).toString('hex')}`);
      }
    }
    return 0;
  }

  protected override finalRelease(): void {
    this.#ended();
  }
}
