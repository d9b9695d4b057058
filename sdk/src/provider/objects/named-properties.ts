import { type Guid, isGuid } from '../../com/guid.js';
import {
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NOT_ENOUGH_RESOURCES,
  MAPI_W_ERRORS_RETURNED,
} from '../../com/hresult-codes.js';
import { type Result, succeeded } from '../../com/result.js';
import { MAPI_NO_IDS, MAPI_NO_STRINGS, MNID_ID } from '../../contract/flags.js';
import { PROP_ID, type PropTag, PT_ERROR, PT_UNSPECIFIED, propTag } from '../../contract/property-types.js';
import type { MAPINAMEID, SPropTagArray } from '../../contract/structures.js';
import { PS_MAPI } from '../../contract/well-known-guids.js';
import { fail } from './errors.js';
import type { ScopeCore } from './logon-scope.js';
import { PR_KIT_PROPERTY_NAMES } from './private-properties.js';

const FIRST_ID = 0x8000;
const LAST_ID = 0xfffe;

/** Finds the tags of names, of type PT_UNSPECIFIED; unknown ones come as PT_ERROR unless they are created. */
export function idsOfNames(core: ScopeCore, names: readonly MAPINAMEID[], create: boolean): Result<SPropTagArray> {
  const known = [...(core.state().value(PR_KIT_PROPERTY_NAMES) ?? [])];
  if (names.length === 0) return succeeded(known.map((_, index) => propTag(FIRST_ID + index, PT_UNSPECIFIED)));
  const before = known.length;
  const tags = names.map((name): PropTag => {
    const fixed = fixedId(name);
    if (fixed !== undefined) return propTag(fixed, PT_UNSPECIFIED);
    const text = writeName(name);
    let index = known.indexOf(text);
    if (index === -1 && create) index = known.push(text) - 1;
    if (FIRST_ID + index > LAST_ID) fail(MAPI_E_NOT_ENOUGH_RESOURCES, 'the store has no id left for another name');
    return index === -1 ? propTag(0, PT_ERROR) : propTag(FIRST_ID + index, PT_UNSPECIFIED);
  });
  if (known.length > before) core.updateState((bag) => bag.put(PR_KIT_PROPERTY_NAMES, known));
  const missing = tags.some((tag) => PROP_ID(tag) === 0);
  return missing ? succeeded(tags, MAPI_W_ERRORS_RETURNED) : succeeded(tags);
}

/** Finds the names of tags, or of all named properties; null where an id has none. */
export function namesOfIds(
  core: ScopeCore,
  tags: SPropTagArray | null,
  propSet: Guid | null,
  flags: number,
): Result<{ readonly tags: SPropTagArray; readonly names: readonly (MAPINAMEID | null)[] }> {
  const known = (core.state().value(PR_KIT_PROPERTY_NAMES) ?? []).map(readName);
  if (tags !== null) {
    const names = tags.map((tag) => nameOfId(known, PROP_ID(tag)));
    const found = { tags, names };
    return names.includes(null) ? succeeded(found, MAPI_W_ERRORS_RETURNED) : succeeded(found);
  }
  const shown = [...known.entries()].filter(
    ([, name]) =>
      (propSet === null || name.guid === propSet) &&
      (flags & (name.kind === MNID_ID ? MAPI_NO_IDS : MAPI_NO_STRINGS)) === 0,
  );
  return succeeded({
    tags: shown.map(([index]) => propTag(FIRST_ID + index, PT_UNSPECIFIED)),
    names: shown.map(([, name]) => name),
  });
}

function nameOfId(known: readonly MAPINAMEID[], id: number): MAPINAMEID | null {
  if (id > 0 && id < FIRST_ID) return { guid: PS_MAPI, kind: 0, id };
  return known[id - FIRST_ID] ?? null;
}

/** The names in PS_MAPI that are ids stand for themselves. */
function fixedId(name: MAPINAMEID): number | undefined {
  return name.guid === PS_MAPI && name.kind === 0 && name.id > 0 && name.id < FIRST_ID ? name.id : undefined;
}

function writeName(name: MAPINAMEID): string {
  if (!isGuid(name?.guid)) fail(MAPI_E_INVALID_PARAMETER, 'a name belongs to a property set, named by a GUID');
  if (name.kind === 0 && Number.isInteger(name.id)) return `${name.guid}0${name.id >>> 0}`;
  if (name.kind === 1 && typeof name.name === 'string' && name.name !== '' && !name.name.includes('\0')) {
    return `${name.guid}1${name.name}`;
  }
  return fail(MAPI_E_INVALID_PARAMETER, 'a name is a number or a text that is not empty');
}

function readName(text: string): MAPINAMEID {
  const guid = text.slice(0, 38) as Guid;
  const rest = text.slice(39);
  return text[38] === '0' ? { guid, kind: 0, id: Number(rest) } : { guid, kind: 1, name: rest };
}
