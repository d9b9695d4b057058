import {
  FAILED,
  type IABContainer,
  MAPI_AMBIGUOUS,
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
 * Asks a container who is called so, as a client does when somebody has typed a name. Where it tells who that is, it is a part
 * of the entry that was saved; a container need not be able to.
 */
export function resolveInto(parts: SavedParts, container: IABContainer, name: string): void {
  note(parts, resolutionOf(container, name) === MAPI_RESOLVED);
}

/** Asks again later: by then others may be called nearly so, whom many address books find as well. */
export function resolveAgainInto(parts: SavedParts, container: IABContainer, name: string): void {
  const resolution = resolutionOf(container, name);
  note(parts, resolution === MAPI_RESOLVED || resolution === MAPI_AMBIGUOUS);
}

function note(parts: SavedParts, isKnown: boolean): void {
  if (isKnown) parts[RESOLVED] = partOf(true);
  else delete parts[RESOLVED];
}

function resolutionOf(container: IABContainer, name: string): number | undefined {
  const recipients = [[{ tag: PR_DISPLAY_NAME_W, value: name }]];
  try {
    const { hr, value } = container.ResolveNames(null, MAPI_UNICODE, recipients, [MAPI_UNRESOLVED]);
    return FAILED(hr) ? undefined : value?.resolutions[0];
  } catch {
    // That it throws is in the journal.
    return undefined;
  }
}

/** Whether the name of an entry was resolved when it was saved. */
export function isResolved(parts: Readonly<Record<string, string>> | undefined): boolean {
  return parts !== undefined && RESOLVED in parts;
}
