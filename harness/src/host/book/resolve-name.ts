import {
  FAILED,
  findValue,
  type IABContainer,
  MAPI_AMBIGUOUS,
  MAPI_RESOLVED,
  MAPI_UNICODE,
  MAPI_UNRESOLVED,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  type SPropValue,
} from '@mapi-kit/sdk';
import { type Parts, partOf } from '../../recording/parts.js';
import type { SavedParts } from '../real-mail/write-whole.js';

/** The keys of what ResolveNames makes of what an entry has, of which somebody may type either. */
const RESOLVED = [
  ['flag/resolved', PR_DISPLAY_NAME_W],
  ['flag/addressed', PR_EMAIL_ADDRESS_W],
] as const;

/**
 * Asks a container who has the name of an entry, and who its address, as a client does when somebody has typed one. Where it tells
 * who that is, it is a part of the entry that was saved; a container need not be able to.
 *
 * @param values - what the entry has, as it was saved
 */
export function resolveInto(parts: SavedParts, container: IABContainer, values: readonly SPropValue[]): void {
  for (const [key, tag] of RESOLVED) {
    const typed = findValue(values, tag);
    note(parts, key, typed !== undefined && resolutionOf(container, typed) === MAPI_RESOLVED);
  }
}

/**
 * Asks again later for what was resolved: by then others may be called nearly so, whom many address books find as well.
 *
 * @param saved - the parts of the entry when it was saved
 */
export function resolveAgainInto(
  parts: SavedParts,
  container: IABContainer,
  values: readonly SPropValue[],
  saved: Parts,
): void {
  for (const [key, tag] of RESOLVED) {
    if (!(key in saved)) continue;
    const resolution = resolutionOf(container, findValue(values, tag) ?? '');
    note(parts, key, resolution === MAPI_RESOLVED || resolution === MAPI_AMBIGUOUS);
  }
}

function note(parts: SavedParts, key: string, isKnown: boolean): void {
  if (isKnown) parts[key] = partOf(true);
  else delete parts[key];
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

/** Whether the name of an entry was resolved when it was saved, or its address. */
export function isResolved(parts: Parts | undefined): boolean {
  return parts !== undefined && RESOLVED.some(([key]) => key in parts);
}
