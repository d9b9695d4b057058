import { demand } from '../../com/demand.js';
import { FAILED } from '../../com/hresult.js';
import { MAPI_E_COLLISION, MAPI_E_INTERFACE_NOT_SUPPORTED, MAPI_E_NO_ACCESS } from '../../com/hresult-codes.js';
import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import { MAPI_CREATE, MAPI_MOVE, MAPI_NOREPLACE } from '../../contract/flags.js';
import type { IMAPIProp } from '../../contract/imapi-prop.js';
import { IID_IMAPIProp } from '../../contract/interface-ids.js';
import { PROP_ID, PROP_TYPE, type PropTag, PT_ERROR, type SPropValue } from '../../contract/property-types.js';
import type { SPropProblem } from '../../contract/structures.js';
import { fail } from './errors.js';
import type { LogonScope, ScopeCore } from './logon-scope.js';
import { namesOfIds } from './named-properties.js';
import type { ObjectFacts, ObjectSchema } from './object-schema.js';
import { retag } from './property-bag.js';

/** An object of this SDK whose properties are copied or moved. */
export interface CopySource extends Pick<IMAPIProp, 'DeleteProps'> {
  readonly view: LogonScope;
}

/** The properties that CopyTo passes on: all but those that the object computes. */
export function propertiesToCopy<C extends ScopeCore>(
  schema: ObjectSchema<C>,
  facts: ObjectFacts<C>,
  wanted: (tag: PropTag) => boolean,
): SPropValue[] {
  return facts.bag.list().filter(({ tag }) => !schema.isReadOnly(tag) && wanted(tag));
}

/**
 * Sets properties on another object, of whatever provider.
 *
 * @param source - where they come from
 * @param properties - what is copied, or moved with MAPI_MOVE
 * @param excluded - interfaces that must not be used for copying
 * @returns what could not be copied, by the index in `properties`
 */
export function copyProperties(
  source: CopySource,
  properties: readonly SPropValue[],
  destination: IUnknown,
  flags: number,
  excluded: readonly InterfaceId<IUnknown>[],
): SPropProblem[] {
  if ((destination as unknown) === source) fail(MAPI_E_NO_ACCESS, 'an object cannot be copied into itself');
  const { value: target } = destination.QueryInterface(IID_IMAPIProp);
  if (target === null || excluded.includes(IID_IMAPIProp)) {
    target?.Release();
    fail(MAPI_E_INTERFACE_NOT_SUPPORTED, 'source and destination have no interface in common');
  }
  try {
    const problems: SPropProblem[] = [];
    const kept = new Map<PropTag, number>();
    const values: SPropValue[] = [];
    const mapped = mapNames(source, properties, target);
    const present = (flags & MAPI_NOREPLACE) === 0 ? undefined : presentIds(target);
    for (const [index, property] of mapped.entries()) {
      if (present?.has(PROP_ID(property.tag))) problems.push({ index, tag: property.tag, scode: MAPI_E_COLLISION });
      else {
        kept.set(property.tag, index);
        values.push(property);
      }
    }
    const set = target.SetProps(values);
    demand(set.hr, 'SetProps of the destination');
    for (const { tag, scode } of set.value ?? []) {
      const index = kept.get(tag) ?? 0;
      problems.push({ index, tag: properties[index]?.tag ?? tag, scode });
    }
    if ((flags & MAPI_MOVE) !== 0) removeMoved(source, properties, problems);
    return problems;
  } finally {
    target.Release();
  }
}

function removeMoved(source: CopySource, properties: readonly SPropValue[], problems: readonly SPropProblem[]): void {
  const failedIndexes = new Set(problems.map(({ index }) => index));
  const moved = properties.filter((_, index) => !failedIndexes.has(index)).map(({ tag }) => tag);
  demand(source.DeleteProps(moved).hr, 'DeleteProps of the source');
}

function presentIds(target: IMAPIProp): Set<number> {
  return new Set(target.GetPropList(0).value?.map(PROP_ID));
}

/** Gives named properties the ids that the destination has for their names. */
function mapNames(source: CopySource, properties: readonly SPropValue[], target: IMAPIProp): readonly SPropValue[] {
  const { core } = source.view;
  const sameStore = (target as Partial<CopySource>).view?.core === core;
  const named = properties.filter(({ tag }) => PROP_ID(tag) >= 0x8000);
  if (sameStore || named.length === 0) return properties;
  const names =
    namesOfIds(
      core,
      named.map(({ tag }) => tag),
      null,
      0,
    ).value?.names ?? [];
  const ids = new Map<number, number>();
  for (const [index, { tag }] of named.entries()) {
    const name = names[index];
    if (name === null || name === undefined) continue;
    const { hr, value } = target.GetIDsFromNames([name], MAPI_CREATE);
    const found = value?.[0];
    if (!FAILED(hr) && found !== undefined && PROP_TYPE(found) !== PT_ERROR) ids.set(PROP_ID(tag), PROP_ID(found));
  }
  return properties.map((property) => {
    const id = ids.get(PROP_ID(property.tag));
    return id === undefined ? property : { tag: retag(id * 0x10000, PROP_TYPE(property.tag)), value: property.value };
  });
}
