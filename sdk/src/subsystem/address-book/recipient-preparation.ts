import { FAILED, type HRESULT } from '../../com/hresult.js';
import { MAPI_E_NOT_FOUND, MAPI_W_ERRORS_RETURNED, S_OK } from '../../com/hresult-codes.js';
import { type Result, succeeded } from '../../com/result.js';
import type { IABLogon } from '../../contract/iab-logon.js';
import { PR_ENTRYID } from '../../contract/property-tags.js';
import { CHANGE_PROP_TYPE, findValue, PROP_ID, PT_ERROR, type SPropValue } from '../../contract/property-types.js';
import type { ADRENTRY, ADRLIST, SPropTagArray } from '../../contract/structures.js';
import { entryIdUid } from '../entry-ids.js';
import { guardedResult } from '../guarded-call.js';
import type { ProviderLogon } from '../provider-logon.js';
import type { AddressBookHost } from './address-book-host.js';
import { oneOffProperties } from './one-off-user.js';

/**
 * IAddrBook::PrepareRecips: each address book completes the recipients that are its own; one-off recipients are completed
 * from their entry ids; those without an entry id stay as they are.
 *
 * @param tags - the properties that come first, in this order; null to change nothing
 * @returns S_OK; MAPI_W_ERRORS_RETURNED when an address book failed, whose recipients stay as they are
 */
export function prepareRecipients(
  host: AddressBookHost,
  flags: number,
  tags: SPropTagArray | null,
  recipients: ADRLIST,
): Result<ADRLIST> {
  if (tags === null) return succeeded(recipients);
  const prepared = recipients.map((recipient) => {
    const entryId = findValue(recipient, PR_ENTRYID);
    const oneOff = entryId === undefined ? undefined : oneOffProperties(entryId);
    return oneOff === undefined ? recipient : arranged(recipient, tags, oneOff);
  });
  let hr: HRESULT = S_OK;
  for (const [logon, indexes] of byLogon(host, recipients)) {
    const own = indexes.map((index) => recipients[index] ?? []);
    const answer = guardedResult(
      host.context.observer,
      logon.identity,
      'IABLogon',
      'PrepareRecips',
      logon.logon as IABLogon,
      (target) => target.PrepareRecips(flags, tags, own),
    );
    const completed = answer.value;
    if (FAILED(answer.hr) || completed === null || completed.length !== own.length) {
      hr = MAPI_W_ERRORS_RETURNED;
      continue;
    }
    for (const [position, index] of indexes.entries()) prepared[index] = completed[position] ?? own[position] ?? [];
  }
  return succeeded<ADRLIST>(prepared, hr);
}

/** The positions of the recipients of each address book. */
function byLogon(host: AddressBookHost, recipients: ADRLIST): Map<ProviderLogon, number[]> {
  const groups = new Map<ProviderLogon, number[]>();
  for (const [index, recipient] of recipients.entries()) {
    const entryId = findValue(recipient, PR_ENTRYID);
    const uid = entryId === undefined ? undefined : entryIdUid(entryId);
    const logon = uid === undefined ? undefined : host.logons().find(({ uids }) => uids.includes(uid));
    if (logon !== undefined) groups.set(logon, [...(groups.get(logon) ?? []), index]);
  }
  return groups;
}

function arranged(recipient: ADRENTRY, tags: SPropTagArray, known: readonly SPropValue[]): ADRENTRY {
  const wanted = new Set(tags.map(PROP_ID));
  const first = tags.map((tag): SPropValue => {
    const same = ({ tag: other }: SPropValue): boolean => PROP_ID(other) === PROP_ID(tag);
    return (
      known.find(same) ?? recipient.find(same) ?? { tag: CHANGE_PROP_TYPE(tag, PT_ERROR), value: MAPI_E_NOT_FOUND }
    );
  });
  return [...first, ...recipient.filter(({ tag }) => !wanted.has(PROP_ID(tag)))];
}
