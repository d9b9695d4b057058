import { Buffer } from 'node:buffer';
import { demandValue } from '../../com/demand.js';
import { guidToBytes } from '../../com/guid.js';
import { MAPI_E_INVALID_ENTRYID, MAPI_E_INVALID_PARAMETER, MAPI_E_NO_SUPPORT } from '../../com/hresult-codes.js';
import { DT_MAILUSER, MAPI_MAILUSER, MAPI_ONE_OFF_UNICODE } from '../../contract/flags.js';
import type { IMAPIProp } from '../../contract/imapi-prop.js';
import { IID_IMAPIProp } from '../../contract/interface-ids.js';
import {
  PR_ADDRTYPE_W,
  PR_DISPLAY_NAME_W,
  PR_DISPLAY_TYPE,
  PR_EMAIL_ADDRESS_W,
  PR_OBJECT_TYPE,
  PR_SEARCH_KEY,
} from '../../contract/property-tags.js';
import { PROP_ID, type SPropValue } from '../../contract/property-types.js';
import { decodeString8 } from '../../contract/string8.js';
import type { ENTRYID } from '../../contract/structures.js';
import { MAPI_ONE_OFF_UID } from '../../contract/well-known-guids.js';
import { readAllProperties } from '../../properties/property-reading.js';
import { sameBytes } from '../common/entry-id.js';
import { fail } from '../objects/errors.js';
import { ownProperty } from '../objects/property-bag.js';
import { entrySchema } from './book-schemas.js';
import type { BookView } from './book-view.js';
import type { StoredEntry } from './stored-entry.js';

const FIRST_NAMED_ID = 0x8000;
const oneOffUid: Uint8Array = guidToBytes(MAPI_ONE_OFF_UID);

/** What a new entry or distribution list begins with. */
export type Beginning = Pick<StoredEntry, 'properties' | 'members'>;

/** What somebody is known by who is in no entry of this address book. */
const outsiderTags: ReadonlySet<number> = new Set<number>([
  PR_OBJECT_TYPE,
  PR_DISPLAY_TYPE,
  PR_DISPLAY_NAME_W,
  PR_ADDRTYPE_W,
  PR_EMAIL_ADDRESS_W,
  PR_SEARCH_KEY,
]);

/**
 * What a new entry begins with: nothing from a template, the properties of a one-off recipient, or a copy of an entry of this
 * address book or of another provider. A copy of a list of another provider is a messaging user.
 */
export function beginningFrom(view: BookView, source: ENTRYID): Beginning {
  if (isOneOff(source)) return { properties: oneOffProperties(source) };
  if (!view.core.owns(source)) return { properties: foreignProperties(view, source, copyable) };
  const reference = view.core.reference(source);
  if (reference.kind === 'template') {
    if (reference.of === 'user') return { properties: [] };
    if (!view.core.makesLists) fail(MAPI_E_NO_SUPPORT, 'the address book has no distribution lists');
    return { properties: [], members: [] };
  }
  if (reference.kind !== 'entry') fail(MAPI_E_INVALID_PARAMETER, 'entries are made from templates and from entries');
  const { properties, members } = view.core.read(reference.id);
  return { properties: copyable(properties), ...(members === undefined ? {} : { members }) };
}

/** What a list keeps of a member that is in another address book, or in none. */
export function outsiderProperties(view: BookView, source: ENTRYID): readonly SPropValue[] {
  if (isOneOff(source)) {
    const type = [
      { tag: PR_OBJECT_TYPE, value: MAPI_MAILUSER },
      { tag: PR_DISPLAY_TYPE, value: DT_MAILUSER },
    ];
    return [...type, ...oneOffProperties(source)];
  }
  return foreignProperties(view, source, (properties) =>
    properties.filter(({ tag }) => outsiderTags.has(tag)).map(ownProperty),
  );
}

function isOneOff(source: ENTRYID): boolean {
  if (!(source instanceof Uint8Array) || source.length < 20) fail(MAPI_E_INVALID_ENTRYID, 'that is no entry id');
  return sameBytes(source.subarray(4, 20), oneOffUid);
}

/** Takes the name and the address out of the entry id of a recipient who is in no address book. */
export function oneOffProperties(entryId: ENTRYID): SPropValue[] {
  const bytes = Buffer.from(entryId);
  const unicode = bytes.length > 24 && (bytes.readUInt16LE(22) & MAPI_ONE_OFF_UNICODE) !== 0;
  const text = bytes.subarray(24);
  const texts = (unicode ? text.toString('utf16le') : decodeString8(text)).split('\0');
  const [name, addressType, address] = texts;
  if (texts.length < 4 || name === undefined || addressType === undefined || address === undefined) {
    fail(MAPI_E_INVALID_ENTRYID, 'the entry id of a one-off recipient is not well formed');
  }
  return [
    { tag: PR_DISPLAY_NAME_W, value: name },
    { tag: PR_ADDRTYPE_W, value: addressType },
    { tag: PR_EMAIL_ADDRESS_W, value: address },
  ];
}

function foreignProperties(
  view: BookView,
  source: ENTRYID,
  choose: (properties: readonly SPropValue[]) => SPropValue[],
): SPropValue[] {
  const { unknown } = demandValue(view.support.OpenEntry(source, null, 0), 'OpenEntry');
  try {
    const object: IMAPIProp = demandValue(unknown.QueryInterface(IID_IMAPIProp), 'QueryInterface');
    try {
      // The ids of named properties mean something else in another provider.
      return choose(readAllProperties(object)).filter(({ tag }) => PROP_ID(tag) < FIRST_NAMED_ID);
    } finally {
      object.Release();
    }
  } finally {
    unknown.Release();
  }
}

function copyable(properties: readonly SPropValue[]): SPropValue[] {
  return properties.filter(({ tag }) => !entrySchema.isReadOnly(tag)).map(ownProperty);
}
