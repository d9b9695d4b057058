import { FAILED } from '../com/hresult.js';
import { MAPI_CREATE } from '../contract/flags.js';
import type { IMAPIProp } from '../contract/imapi-prop.js';
import { PROP_ID, PROP_TAG, PROP_TYPE, type PropTag, PT_ERROR, type SPropValue } from '../contract/property-types.js';

const FIRST_NAMED = 0x8000;

/**
 * Makes a translation of named properties from one object to another: each has the id that its name has in the store of
 * the object, and another one in another store.
 *
 * A property whose name the source does not know, or the destination does not take, keeps its id.
 *
 * @param source - where the properties come from
 * @param destination - where they are going
 * @param tags - which there are; those without a name are left alone
 * @returns what gives a property the id that it has at the destination
 */
export function translateNames(
  source: Pick<IMAPIProp, 'GetNamesFromIDs'>,
  destination: IMAPIProp,
  tags: readonly PropTag[],
): (property: SPropValue) => SPropValue {
  const named = [...new Set(tags.filter((tag) => PROP_ID(tag) >= FIRST_NAMED))];
  const ids = named.length === 0 ? new Map<number, number>() : idsAtDestination(source, destination, named);
  return (property) => {
    const id = ids.get(PROP_ID(property.tag));
    return id === undefined ? property : { tag: PROP_TAG(PROP_TYPE(property.tag), id), value: property.value };
  };
}

function idsAtDestination(
  source: Pick<IMAPIProp, 'GetNamesFromIDs'>,
  destination: IMAPIProp,
  tags: readonly PropTag[],
): Map<number, number> {
  const ids = new Map<number, number>();
  const names = source.GetNamesFromIDs(tags, null, 0);
  if (FAILED(names.hr)) return ids;
  for (const [index, name] of (names.value?.names ?? []).entries()) {
    const tag = tags[index];
    if (name === null || tag === undefined) continue;
    const found = destination.GetIDsFromNames([name], MAPI_CREATE);
    const [there] = FAILED(found.hr) ? [] : (found.value ?? []);
    if (there !== undefined && PROP_TYPE(there) !== PT_ERROR) ids.set(PROP_ID(tag), PROP_ID(there));
  }
  return ids;
}
