import { PROP_ID, PROP_TYPE, propTag, type SPropValue } from '@mapi-kit/sdk';
import { changeValue } from './change-value.js';
import type { Operator, PropertyTarget, SizeClass } from './mutant.js';

type Properties = readonly SPropValue[];

const PAGE = 255;
const STREAMED = 64 * 1024;
/** The SDK's own properties, which no client sees: other targets name them. */
const isPrivate = (id: number): boolean => id >= 0x67a0 && id <= 0x67af;

/** What clients set on a store: name, comment, and what the range for message classes has. The rest is how it finds itself. */
const isClients = (id: number): boolean => id === 0x3001 || id === 0x3004 || id >= 0x6800;

/** What a mutant does to a list of properties. */
export interface PropertyChange {
  readonly target: PropertyTarget;
  readonly operator: Operator;
  /** Tells whether the property with an id has a name that is meant: see {@link PropertyTarget.name}. */
  readonly isNamed: (name: string, id: number) => boolean;
}

/**
 * Changes the properties that are meant.
 *
 * @param before - those of the object before this change; undefined for a new one
 */
export function changeProperties(
  properties: Properties,
  before: Properties | undefined,
  change: PropertyChange,
): Properties {
  const { operator } = change;
  const isMeant = meant(change);
  switch (operator) {
    case 'drop':
      return properties.filter((property) => !isMeant(property));
    case 'stale':
    case 'delay':
      return withOlder(properties, before ?? [], isMeant);
    case 'swap':
      return swapped(properties, isMeant);
    case 'misplace':
      return properties.map((property) => (isMeant(property) ? elsewhere(property) : property));
    default:
      return properties.map((property) =>
        isMeant(property) ? { tag: property.tag, value: changeValue(property.value, operator) } : property,
      );
  }
}

function meant({ target, isNamed }: PropertyChange): (property: SPropValue) => boolean {
  const { id, name } = target;
  return ({ tag, value }) => {
    if (isPrivate(PROP_ID(tag)) || (target.of === 'store' && !isClients(PROP_ID(tag)))) return false;
    if (name !== undefined && !isNamed(name, PROP_ID(tag))) return false;
    if (id !== undefined && PROP_ID(tag) !== id) return false;
    if (target.type !== undefined && PROP_TYPE(tag) !== target.type) return false;
    return target.size === undefined || sizeClassOf(value) === target.size;
  };
}

function sizeClassOf(value: SPropValue['value']): SizeClass | undefined {
  const size = bytesOf(value);
  if (size === undefined) return undefined;
  if (size === 0) return 'empty';
  if (size <= PAGE) return 'small';
  return size <= STREAMED ? 'middle' : 'large';
}

function bytesOf(value: SPropValue['value']): number | undefined {
  if (typeof value === 'string') return 2 * value.length;
  return value instanceof Uint8Array ? value.length : undefined;
}

/** With the values from before; what was not there before is not there. */
function withOlder(properties: Properties, before: Properties, isMeant: (property: SPropValue) => boolean): Properties {
  const kept = properties.filter((property) => !isMeant(property));
  const ids = new Set(kept.map(({ tag }) => PROP_ID(tag)));
  return [...kept, ...before.filter((property) => isMeant(property) && !ids.has(PROP_ID(property.tag)))];
}

/** Each has the value of the next one of its type. */
function swapped(properties: Properties, isMeant: (property: SPropValue) => boolean): Properties {
  return properties.map((property, index) => {
    if (!isMeant(property)) return property;
    const isSame = ({ tag }: SPropValue): boolean => tag !== property.tag && PROP_TYPE(tag) === PROP_TYPE(property.tag);
    const other = properties.slice(index + 1).find(isSame) ?? properties.find(isSame);
    return other === undefined ? property : { tag: property.tag, value: other.value };
  });
}

/** Under an id that nobody uses. */
function elsewhere({ tag, value }: SPropValue): SPropValue {
  return { tag: propTag(0x7a00 | (PROP_ID(tag) & 0xff), PROP_TYPE(tag)), value };
}
