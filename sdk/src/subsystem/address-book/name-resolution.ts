import { FAILED } from '../../com/hresult.js';
import { MAPI_E_NO_SUPPORT, MAPI_E_UNKNOWN_ENTRYID } from '../../com/hresult-codes.js';
import { failed, type Result, succeeded } from '../../com/result.js';
import { MAPI_AMBIGUOUS, MAPI_RESOLVED, MAPI_UNRESOLVED, RELOP_EQ, RES_PROPERTY } from '../../contract/flags.js';
import type { IABContainer } from '../../contract/iab-container.js';
import {
  PR_ADDRTYPE_W,
  PR_ANR_W,
  PR_DISPLAY_NAME_W,
  PR_DISPLAY_TYPE,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_OBJECT_TYPE,
  PR_SEARCH_KEY,
} from '../../contract/property-tags.js';
import { findValue, PROP_ID, PROP_TYPE, PT_ERROR, propValue } from '../../contract/property-types.js';
import type { ADRENTRY, ADRLIST, ENTRYID, ENTRYLIST, SPropTagArray } from '../../contract/structures.js';
import { readRows } from '../../properties/table-reading.js';
import { entryIdUid } from '../entry-ids.js';
import { guardedResult } from '../guarded-call.js';
import { oneOffEntryId } from '../one-off-entry-id.js';
import { attemptResult, check, required } from '../results.js';
import type { AddressBookHost } from './address-book-host.js';
import { openContainer } from './containers.js';
import { oneOffProperties } from './one-off-user.js';

const resolvedColumns: SPropTagArray = [
  PR_ENTRYID,
  PR_OBJECT_TYPE,
  PR_DISPLAY_TYPE,
  PR_DISPLAY_NAME_W,
  PR_ADDRTYPE_W,
  PR_EMAIL_ADDRESS_W,
  PR_SEARCH_KEY,
];

/** Recipients, and how far each of them is resolved. */
export interface Resolution {
  readonly recipients: ADRLIST;
  /** MAPI_UNRESOLVED, MAPI_AMBIGUOUS or MAPI_RESOLVED for each. */
  readonly resolutions: readonly number[];
}

/**
 * Resolves the recipients that have no entry id: `name [type:address]` by itself, others in the containers of the search
 * path, one after the other; last, what looks like an Internet address becomes a one-off recipient.
 *
 * A container that fails is passed over.
 */
export function resolveNames(host: AddressBookHost, path: ENTRYLIST, flags: number, recipients: ADRLIST): Resolution {
  let state: Resolution = {
    recipients: recipients.map((recipient) => bracketed(recipient) ?? recipient),
    resolutions: [],
  };
  state = { ...state, resolutions: state.recipients.map(resolutionOf) };
  for (const entryId of path) {
    if (!state.resolutions.includes(MAPI_UNRESOLVED)) break;
    const before = state;
    const answer = attemptResult(() => {
      const container = openContainer(host, entryId);
      try {
        return resolveIn(host, entryId, container, flags, before);
      } finally {
        container.Release();
      }
    });
    if (!FAILED(answer.hr) && answer.value !== null) state = checked(answer.value, before);
  }
  return internetAddresses(state);
}

function resolveIn(
  host: AddressBookHost,
  entryId: ENTRYID,
  container: IABContainer,
  flags: number,
  state: Resolution,
): Result<Resolution> {
  const uid = entryIdUid(entryId);
  const logon = host.logons().find(({ uids }) => uid !== undefined && uids.includes(uid));
  if (logon === undefined) return failed(MAPI_E_UNKNOWN_ENTRYID);
  const { observer } = host.context;
  const answer = guardedResult(observer, logon.identity, 'IABContainer', 'ResolveNames', container, (target) =>
    target.ResolveNames(null, flags, state.recipients, state.resolutions),
  );
  return answer.hr === MAPI_E_NO_SUPPORT ? succeeded(restrictTo(container, state)) : answer;
}

/** The way for containers without ResolveNames: the contents table, restricted by PR_ANR. */
function restrictTo(container: IABContainer, state: Resolution): Resolution {
  const results = state.recipients.map((recipient, index) => {
    const before = state.resolutions[index] ?? MAPI_UNRESOLVED;
    if (before !== MAPI_UNRESOLVED) return { recipient, resolution: before };
    const table = required(container.GetContentsTable(0));
    const prop = propValue(PR_ANR_W, nameOf(recipient));
    const restricted = table.Restrict({ rt: RES_PROPERTY as 4, relop: RELOP_EQ, tag: PR_ANR_W, prop }, 0);
    if (FAILED(restricted)) table.Release();
    check(restricted);
    const rows = readRows({ hr: restricted, value: table }, resolvedColumns, 'GetContentsTable');
    const [only] = rows;
    if (only === undefined) return { recipient, resolution: MAPI_UNRESOLVED };
    if (rows.length > 1) return { recipient, resolution: MAPI_AMBIGUOUS };
    return { recipient: merged(recipient, only), resolution: MAPI_RESOLVED };
  });
  return {
    recipients: results.map(({ recipient }) => recipient),
    resolutions: results.map(({ resolution }) => resolution),
  };
}

/** What a container answered, as far as it makes sense. */
function checked(answer: Resolution, before: Resolution): Resolution {
  const fits =
    answer.recipients?.length === before.recipients.length && answer.resolutions?.length === before.resolutions.length;
  return fits ? answer : before;
}

function internetAddresses({ recipients, resolutions }: Resolution): Resolution {
  const found = recipients.map((recipient, index) => {
    const name = nameOf(recipient).trim();
    const isAddress = resolutions[index] === MAPI_UNRESOLVED && /^[^\s@]+@[^\s@]+$/.test(name);
    return isAddress ? withOneOff(recipient, name, 'SMTP', name) : undefined;
  });
  return {
    recipients: recipients.map((recipient, index) => found[index] ?? recipient),
    resolutions: resolutions.map((resolution, index) => (found[index] === undefined ? resolution : MAPI_RESOLVED)),
  };
}

/** A recipient called `name [type:address]`, resolved. */
function bracketed(recipient: ADRENTRY): ADRENTRY | undefined {
  if (resolutionOf(recipient) === MAPI_RESOLVED) return undefined;
  const [, name = '', type = '', address = ''] =
    /^([^[\]]*)\[([^:[\]]+):([^[\]]+)\]$/.exec(nameOf(recipient).trim()) ?? [];
  if (type === '') return undefined;
  return withOneOff(recipient, name.trim() === '' ? address : name.trim(), type.toUpperCase(), address);
}

function withOneOff(recipient: ADRENTRY, name: string, type: string, address: string): ADRENTRY {
  return merged(recipient, oneOffProperties(oneOffEntryId(name, type, address, true)) ?? []);
}

/** A recipient with an entry id is resolved; so is one without any property, which is left alone. */
function resolutionOf(recipient: ADRENTRY): number {
  return recipient.length === 0 || findValue(recipient, PR_ENTRYID) !== undefined ? MAPI_RESOLVED : MAPI_UNRESOLVED;
}

function nameOf(recipient: ADRENTRY): string {
  const found = recipient.find(({ tag }) => PROP_ID(tag) === PROP_ID(PR_DISPLAY_NAME_W));
  return typeof found?.value === 'string' ? found.value : '';
}

function merged(recipient: ADRENTRY, entry: ADRENTRY): ADRENTRY {
  const known = entry.filter(({ tag }) => PROP_TYPE(tag) !== PT_ERROR);
  const ids = new Set(known.map(({ tag }) => PROP_ID(tag)));
  return [...known, ...recipient.filter(({ tag }) => !ids.has(PROP_ID(tag)))];
}
