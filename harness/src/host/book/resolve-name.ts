import {
  FAILED,
  type IABContainer,
  MAPI_RESOLVED,
  MAPI_UNICODE,
  MAPI_UNRESOLVED,
  PR_DISPLAY_NAME_W,
} from '@mapi-kit/sdk';
import { partOf } from '../../recording/parts.js';
import type { SavedParts } from '../real-mail/write-whole.js';

/** The key of what ResolveNames makes of the name of an entry. */
const RESOLVED = 'flag/resolved';

/**
 * Asks a container who is called so, as a client does when somebody has typed a name. Where it tells who that is, it is a part of
 * the entry; a container need not be able to.
 */
export function resolveInto(parts: SavedParts, container: IABContainer, name: string): void {
  if (isKnown(container, name)) parts[RESOLVED] = partOf(true);
  else delete parts[RESOLVED];
}

function isKnown(container: IABContainer, name: string): boolean {
  const recipients = [[{ tag: PR_DISPLAY_NAME_W, value: name }]];
  try {
    const { hr, value } = container.ResolveNames(null, MAPI_UNICODE, recipients, [MAPI_UNRESOLVED]);
    return !FAILED(hr) && value?.resolutions[0] === MAPI_RESOLVED;
  } catch {
    // That it throws is in the journal.
    return false;
  }
}

/** Whether the name of an entry was resolved when it was saved. */
export function isResolved(parts: Readonly<Record<string, string>> | undefined): boolean {
  return parts !== undefined && RESOLVED in parts;
}
