import { MAPI_E_INVALID_PARAMETER, MAPI_E_NOT_INITIALIZED, MAPI_E_UNKNOWN_FLAGS } from '../../com/hresult-codes.js';
import {
  BACKGROUND_SEARCH,
  FOREGROUND_SEARCH,
  NON_CONTENT_INDEXED_SEARCH,
  RECURSIVE_SEARCH,
  RESTART_SEARCH,
  SEARCH_FOREGROUND,
  SEARCH_RECURSIVE,
  SEARCH_RUNNING,
  SHALLOW_SEARCH,
  STOP_SEARCH,
} from '../../contract/flags.js';
import type { SRestriction } from '../../contract/structures.js';
import { fail } from './errors.js';

/** What a container searches for, and where. */
export interface Search {
  readonly restriction: SRestriction;
  /** The ids of the containers that are searched. */
  readonly containers: readonly string[];
  /** Whether those below them are searched too. */
  readonly recursive: boolean;
  readonly foreground: boolean;
  /** Whether what it finds follows the content; otherwise it stays as it was when the search was stopped. */
  readonly running: boolean;
}

const exclusive: readonly (readonly [number, number])[] = [
  [STOP_SEARCH, RESTART_SEARCH],
  [RECURSIVE_SEARCH, SHALLOW_SEARCH],
  [FOREGROUND_SEARCH, BACKGROUND_SEARCH],
];

const known: number = exclusive.flat().reduce((mask, flag) => mask | flag, NON_CONTENT_INDEXED_SEARCH);

/**
 * What a container searches for after SetSearchCriteria. What the call leaves open stays as it was; at first a search is
 * shallow, in the background, and runs unless STOP_SEARCH is set. One that was stopped goes on with RESTART_SEARCH alone.
 *
 * It fails with MAPI_E_NOT_INITIALIZED when the first call names no restriction or no containers, with
 * MAPI_E_INVALID_PARAMETER for flags that exclude each other, and with MAPI_E_UNKNOWN_FLAGS.
 *
 * @param before - the search so far; undefined before the first call
 * @param restriction - null: the one so far
 * @param containers - null: those so far
 * @param flags - those of SetSearchCriteria
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapicontainer-setsearchcriteria
 */
export function nextSearch(
  before: Search | undefined,
  restriction: SRestriction | null,
  containers: readonly string[] | null,
  flags: number,
): Search {
  if ((flags & ~known) !== 0) fail(MAPI_E_UNKNOWN_FLAGS, 'SetSearchCriteria does not know that flag');
  for (const [one, other] of exclusive) {
    if ((flags & one) !== 0 && (flags & other) !== 0) {
      fail(MAPI_E_INVALID_PARAMETER, 'flags of SetSearchCriteria that exclude each other are set');
    }
  }
  const chosen = (yes: number, no: number, otherwise: boolean): boolean =>
    (flags & (yes | no)) === 0 ? otherwise : (flags & yes) !== 0;
  const where = containers ?? before?.containers;
  const what = restriction ?? before?.restriction;
  if (what === undefined || where === undefined) {
    fail(MAPI_E_NOT_INITIALIZED, 'the first search needs a restriction and the containers to search');
  }
  return {
    restriction: what,
    containers: where,
    recursive: chosen(RECURSIVE_SEARCH, SHALLOW_SEARCH, before?.recursive ?? false),
    foreground: chosen(FOREGROUND_SEARCH, BACKGROUND_SEARCH, before?.foreground ?? false),
    running: chosen(RESTART_SEARCH, STOP_SEARCH, before?.running ?? true),
  };
}

/** The state of a search as GetSearchCriteria gives it. A search has found everything when SetSearchCriteria returns. */
export function searchState({ running, recursive, foreground }: Search): number {
  return (running ? SEARCH_RUNNING : 0) | (recursive ? SEARCH_RECURSIVE : 0) | (foreground ? SEARCH_FOREGROUND : 0);
}
