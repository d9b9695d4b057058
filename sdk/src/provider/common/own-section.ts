import { demand, demandValue } from '../../com/demand.js';
import { MAPI_E_FAILONEPROVIDER, MAPI_E_NO_ACCESS } from '../../com/hresult-codes.js';
import { MAPI_MODIFY } from '../../contract/flags.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import type { IProfSect } from '../../contract/iprof-sect.js';
import { propertyValuesEqual, type SPropValue } from '../../contract/property-types.js';
import { fail } from '../objects/errors.js';

// A section has many readers or one writer. Somebody who holds it lets go of it some time, so a logon that cannot have it
// fails with MAPI_E_FAILONEPROVIDER: with any other code MAPI would not try the provider again in this session.

/**
 * Opens the provider's section of the profile for a logon.
 *
 * @param writable - whether it is wanted for writing; it is open for reading only while others read it
 */
export function openOwnSection(support: IMAPISupport, writable: boolean): IProfSect {
  const first = support.OpenProfileSection(null, writable ? MAPI_MODIFY : 0);
  const opened = writable && first.hr === MAPI_E_NO_ACCESS ? support.OpenProfileSection(null, 0) : first;
  if (opened.hr === MAPI_E_NO_ACCESS) fail(MAPI_E_FAILONEPROVIDER, 'somebody else writes the profile section');
  return demandValue(opened, 'OpenProfileSection');
}

/** Sets those properties of a section that it does not have yet. */
export function writeToSection(section: IProfSect, properties: readonly SPropValue[]): void {
  const tags = properties.map(({ tag }) => tag);
  const present = demandValue(section.GetProps(tags, 0), 'GetProps of the profile section');
  const missing = properties.filter(
    ({ tag, value }) => !present.some((one) => one.tag === tag && propertyValuesEqual(one.value, value)),
  );
  if (missing.length === 0) return;
  const { hr } = section.SetProps(missing);
  if (hr === MAPI_E_NO_ACCESS) fail(MAPI_E_FAILONEPROVIDER, 'the profile section cannot be written at the moment');
  demand(hr, 'SetProps of the profile section');
}
