import type { SPropValue } from '@mapi-kit/sdk';
import { partOf, propertyKey } from '../../recording/parts.js';
import { readProperties } from '../store/read-properties.js';
import { CHANGED_TAGS, changeValues } from './changes.js';
import type { RealMailWorker } from './real-mail-worker.js';
import { writeProperties } from './write-whole.js';

// What a client changes and changes back: whoever takes what is as it was for unchanged has to forget what was between.

/** Values of all sorts become others with one save, and with the next one what they were. */
export function revert(worker: RealMailWorker, item: string): void {
  let before: readonly SPropValue[] = [];
  worker.changeContent(item, (mail) => {
    const { message, parts } = mail;
    // What is found otherwise than it was saved the read-back shows.
    before = readProperties(message, CHANGED_TAGS).filter(
      ({ tag, value }) => parts[propertyKey('', tag)] === partOf(value),
    );
    changeValues(mail);
  });
  worker.changeContent(item, ({ message, parts }) => writeProperties(message, before, parts, ''));
}

/** Read when it was made, a message is unread for a while. */
export function markThereAndBack(worker: RealMailWorker, item: string): void {
  worker.markRead(item, false);
  worker.markRead(item, true);
}
