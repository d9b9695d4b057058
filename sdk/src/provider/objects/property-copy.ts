import { demand } from '../../com/demand.js';
import { MAPI_E_COLLISION, MAPI_E_INTERFACE_NOT_SUPPORTED, MAPI_E_NO_ACCESS } from '../../com/hresult-codes.js';
import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import { MAPI_MOVE, MAPI_NOREPLACE } from '../../contract/flags.js';
import type { IMAPIProp } from '../../contract/imapi-prop.js';
import { IID_IMAPIProp } from '../../contract/interface-ids.js';
import { PROP_ID, type PropTag, type SPropValue } from '../../contract/property-types.js';
import type { SPropProblem } from '../../contract/structures.js';
import { translateNames } from '../../properties/named-translation.js';
import { fail } from './errors.js';
import type { LogonScope, ScopeCore } from './logon-scope.js';
import type { ObjectFacts, ObjectSchema } from './object-schema.js';

/** An object of this SDK whose properties are copied or moved. */
export interface CopySource extends Pick<IMAPIProp, 'DeleteProps' | 'GetNamesFromIDs'> {
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
    const translate = namesTo(
      source,
      target,
      properties.map(({ tag }) => tag),
    );
    const mapped = properties.map(translate);
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

/** Makes the translation of named properties, which within a store have the same ids everywhere. */
export function namesTo(
  source: CopySource,
  target: IMAPIProp,
  tags: readonly PropTag[],
): (property: SPropValue) => SPropValue {
  const sameStore = (target as Partial<CopySource>).view?.core === source.view.core;
  return sameStore ? (property) => property : translateNames(source, target, tags);
}
