import type { ComObjectOptions } from '../../com/com-object.js';
import type { Guid } from '../../com/guid.js';
import { DT_MAILUSER, MAPI_MAILUSER } from '../../contract/flags.js';
import type { IMailUser } from '../../contract/imail-user.js';
import { IID_IMAPIProp, IID_IMailUser } from '../../contract/interface-ids.js';
import {
  PR_ADDRTYPE_W,
  PR_DISPLAY_NAME_W,
  PR_DISPLAY_TYPE,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_OBJECT_TYPE,
  PR_SEARCH_KEY,
  PR_SEND_RICH_INFO,
} from '../../contract/property-tags.js';
import { propValue, type SPropValue } from '../../contract/property-types.js';
import type { ENTRYID } from '../../contract/structures.js';
import { addressSearchKey } from '../../properties/address-search-key.js';
import { parseOneOffEntryId } from '../one-off-entry-id.js';
import { ReadOnlyProps } from './read-only-props.js';

const interfaceIds: readonly Guid[] = [IID_IMailUser, IID_IMAPIProp];

/** A recipient who is in no address book: all that there is to know is in the entry id. */
export class OneOffUser extends ReadOnlyProps implements IMailUser {
  /** Opens a one-off entry id; undefined for one that is damaged, or another one. */
  static open(entryId: ENTRYID, options: ComObjectOptions): OneOffUser | undefined {
    const values = oneOffProperties(entryId);
    return values === undefined ? undefined : new OneOffUser(values, options);
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }
}

/** The properties of a recipient with a one-off entry id; undefined for another one. */
export function oneOffProperties(entryId: ENTRYID): SPropValue[] | undefined {
  const parsed = parseOneOffEntryId(entryId);
  if (parsed === undefined) return undefined;
  const { name, addressType, address, richInfo } = parsed;
  return [
    propValue(PR_ENTRYID, entryId),
    propValue(PR_OBJECT_TYPE, MAPI_MAILUSER),
    propValue(PR_DISPLAY_TYPE, DT_MAILUSER),
    propValue(PR_DISPLAY_NAME_W, name),
    propValue(PR_ADDRTYPE_W, addressType),
    propValue(PR_EMAIL_ADDRESS_W, address),
    propValue(PR_SEARCH_KEY, addressSearchKey(addressType, address)),
    propValue(PR_SEND_RICH_INFO, richInfo),
  ];
}
