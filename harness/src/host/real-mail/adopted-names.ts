import { type ENTRYID, type IMsgStore, PR_DISPLAY_NAME_W } from '@mapi-kit/sdk';
import { propertyKey } from '../../recording/parts.js';
import { openMessageIfAny } from '../store/open-message.js';
import { readWhole } from './read-whole.js';
import type { SavedParts } from './write-whole.js';

/** Under this the parts of recipients and attachments have their names. */
const NAME = propertyKey('/', PR_DISPLAY_NAME_W);

/** The names of its recipients and attachments are what a saved message shows of them. */
export function adoptNames(store: IMsgStore, entryId: ENTRYID, parts: SavedParts): void {
  const message = openMessageIfAny(store, entryId);
  if (message === null) return;
  const shown = readWhole(message, false);
  message.Release();
  for (const key of Object.keys(parts)) {
    const name = key.endsWith(NAME) ? shown[key] : undefined;
    if (name !== undefined) parts[key] = name;
  }
}
