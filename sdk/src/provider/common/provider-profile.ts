import { demandValue } from '../../com/demand.js';
import { MAPI_E_UNCONFIGURED } from '../../com/hresult-codes.js';
import type { IProfSect } from '../../contract/iprof-sect.js';
import {
  PR_DISPLAY_NAME_W,
  PR_MAPI_KIT_DATA_DIRECTORY_W,
  PR_MAPI_KIT_SETTINGS_W,
  PR_RECORD_KEY,
} from '../../contract/property-tags.js';
import { findValue } from '../../contract/property-types.js';
import type { SPropTagArray } from '../../contract/structures.js';
import { fail } from '../objects/errors.js';
import type { ProviderConfiguration } from './abstract-provider.js';

/** What the provider's section of the profile says about a store, a transport or an address book. */
export interface ProviderProfile extends ProviderConfiguration {
  readonly displayName: string | undefined;
  /** The identity that a store or an address book had the last time; missing before the first logon. */
  readonly identity: Uint8Array | undefined;
}

const profileTags: SPropTagArray = [
  PR_MAPI_KIT_DATA_DIRECTORY_W,
  PR_MAPI_KIT_SETTINGS_W,
  PR_DISPLAY_NAME_W,
  PR_RECORD_KEY,
];

/** Reads and verifies the settings of a provider. */
export function readProfile(section: IProfSect): ProviderProfile {
  const values = demandValue(section.GetProps(profileTags, 0), 'GetProps of the profile section');
  const dataDirectory = findValue(values, PR_MAPI_KIT_DATA_DIRECTORY_W);
  if (dataDirectory === undefined || dataDirectory === '') {
    fail(MAPI_E_UNCONFIGURED, 'the profile section has no PR_MAPI_KIT_DATA_DIRECTORY');
  }
  const settings = new Map<string, string>();
  for (const entry of findValue(values, PR_MAPI_KIT_SETTINGS_W) ?? []) {
    const split = entry.indexOf('=');
    if (split > 0) settings.set(entry.slice(0, split), entry.slice(split + 1));
  }
  const identity = findValue(values, PR_RECORD_KEY);
  const displayName = findValue(values, PR_DISPLAY_NAME_W);
  return { dataDirectory, settings, displayName, identity: identity?.length === 16 ? identity : undefined };
}
