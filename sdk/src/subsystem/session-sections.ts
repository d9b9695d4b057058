import { MAPI_E_NO_ACCESS, MAPI_E_NOT_FOUND, MAPI_E_UNKNOWN_FLAGS } from '../com/hresult-codes.js';
import type { ReferenceLedger } from '../com/reference-ledger.js';
import { failed, type Result, succeeded } from '../com/result.js';
import { MAPI_BEST_ACCESS, MAPI_DEFERRED_ERRORS, MAPI_MODIFY, MAPI_UNICODE } from '../contract/flags.js';
import type { MAPIUID } from '../contract/structures.js';
import { hresultOfFileError, ProfSect } from './prof-sect.js';
import type { Profile } from './profile.js';

/** MAPI_FORCE_ACCESS of the headers: a client may ask for any section, so it changes nothing here. */
const MAPI_FORCE_ACCESS = 0x4;
const knownFlags = MAPI_MODIFY | MAPI_FORCE_ACCESS | MAPI_DEFERRED_ERRORS | MAPI_BEST_ACCESS | MAPI_UNICODE;

/** How a section is to be opened. */
export interface SectionRequest {
  /** The profile that the section is of. */
  readonly profile: Profile;
  /** The section. */
  readonly uid: MAPIUID;
  /** MAPI_MODIFY, MAPI_BEST_ACCESS, MAPI_DEFERRED_ERRORS, MAPI_UNICODE. */
  readonly flags: number;
  /** Counts the references of what is opened. */
  readonly ledger: ReferenceLedger;
  /** How reports call the section object. */
  readonly name: string;
  /** Whether a section that has to be made lives in memory alone. */
  readonly temporary: boolean;
  /** Called when the last reference to the section object is gone. */
  readonly released?: ((section: ProfSect) => void) | undefined;
}

/**
 * Opens a profile section: with MAPI_MODIFY for writing, made if need be; else for reading.
 *
 * @returns S_OK; MAPI_E_NOT_FOUND when it is not there to be read; MAPI_E_NO_ACCESS while others hold it, as many readers
 * or one writer may; MAPI_E_UNKNOWN_FLAGS; what writing the profile gave
 */
export function openSection(request: SectionRequest): Result<ProfSect> {
  const { profile, uid, flags, ledger, name, released } = request;
  if ((flags & ~knownFlags) !== 0) return failed(MAPI_E_UNKNOWN_FLAGS);
  let section = profile.section(uid);
  if (section === undefined) {
    if ((flags & MAPI_MODIFY) === 0) return failed(MAPI_E_NOT_FOUND);
    try {
      section = profile.createSection(uid, request.temporary);
    } catch (error) {
      return failed(hresultOfFileError(error));
    }
  }
  const wantsWriting = (flags & (MAPI_MODIFY | MAPI_BEST_ACCESS)) !== 0;
  const writable = wantsWriting && section.acquire(true);
  const mayRead = !wantsWriting || (flags & MAPI_BEST_ACCESS) !== 0;
  if (!writable && !(mayRead && section.acquire(false))) return failed(MAPI_E_NO_ACCESS);
  return succeeded(new ProfSect({ profile, section, writable, ledger, name, released }));
}
