import type { HRESULT } from '../../com/hresult.js';
import { MAPI_E_NOT_FOUND, MAPI_E_UNEXPECTED_TYPE } from '../../com/hresult-codes.js';
import {
  PROP_ID,
  PROP_TYPE,
  type PropertyValue,
  type PropTag,
  PT_ERROR,
  PT_MV_STRING8,
  PT_MV_UNICODE,
  PT_STRING8,
  PT_UNICODE,
  PT_UNSPECIFIED,
  type SPropValue,
} from '../../contract/property-types.js';

/**
 * With so many properties, which is more than nearly all mail has, looking at one after another is quicker than making an
 * index.
 */
const FEW = 128;
const ANY_ID = 0xffff;

/**
 * The properties of one object, by id: an object has a property once, whatever its type.
 *
 * Most bags are read and thrown away, so what it was made of is copied with the first change only.
 */
export class PropertyBag {
  #list: readonly SPropValue[];
  /** The same list, once it is the bag's own. */
  #own: SPropValue[] | undefined;
  /** Where in the list an id is; for many properties. */
  #places: Map<number, number> | undefined;
  /** No id is higher, as far as that is known: clients set most properties in the order of their ids. */
  #highest = ANY_ID;

  /** @param values - the first properties; the array itself is never changed */
  constructor(values: readonly SPropValue[] = []) {
    this.#list = values;
  }

  /** The property with the id of `tag`, of whatever type. */
  get(tag: number): SPropValue | undefined {
    const place = this.#placeOf(PROP_ID(tag));
    return place < 0 ? undefined : this.#list[place];
  }

  /** The value of a property whose type is known. */
  value<T extends PropertyValue>(tag: PropTag<T>): T | undefined {
    const found = this.get(tag);
    return found?.tag === tag ? (found.value as T) : undefined;
  }

  has(tag: number): boolean {
    return this.get(tag) !== undefined;
  }

  /** Sets a property, as it is; see {@link ownProperty} for one that comes from outside. */
  set(property: SPropValue): void {
    const id = PROP_ID(property.tag);
    const own = this.#owned();
    const place = this.#placeOf(id);
    if (place >= 0) {
      own[place] = property;
      return;
    }
    this.#places?.set(id, own.length);
    own.push(property);
    if (id > this.#highest) this.#highest = id;
  }

  put<T extends PropertyValue>(tag: PropTag<T>, value: NoInfer<T>): void {
    this.set({ tag, value });
  }

  delete(tag: number): boolean {
    const place = this.#placeOf(PROP_ID(tag));
    if (place < 0) return false;
    this.#owned().splice(place, 1);
    this.#places = undefined;
    return true;
  }

  /** A bag with the same properties, which changes by itself. */
  copy(): PropertyBag {
    // Whichever of the two changes first takes a list of its own.
    this.#own = undefined;
    return new PropertyBag(this.#list);
  }

  /** The properties as they are now, in an array of the caller's. */
  list(): SPropValue[] {
    return this.#list.slice();
  }

  /** The properties, to be looked at. */
  values(): readonly SPropValue[] {
    return this.#list;
  }

  #placeOf(id: number): number {
    if (id > this.#highest) return -1;
    const list = this.#list;
    if (list.length > FEW) {
      this.#places ??= placesIn(list);
      return this.#places.get(id) ?? -1;
    }
    for (let place = 0; place < list.length; place++) {
      if (PROP_ID((list[place] as SPropValue).tag) === id) return place;
    }
    return -1;
  }

  #owned(): SPropValue[] {
    if (this.#own === undefined) {
      this.#own = this.#list.slice();
      this.#list = this.#own;
      this.#highest = highestIn(this.#own);
    }
    return this.#own;
  }
}

function highestIn(list: readonly SPropValue[]): number {
  let highest = -1;
  for (const { tag } of list) if (PROP_ID(tag) > highest) highest = PROP_ID(tag);
  return highest;
}

function placesIn(list: readonly SPropValue[]): Map<number, number> {
  const places = new Map<number, number>();
  for (const [place, { tag }] of list.entries()) places.set(PROP_ID(tag), place);
  return places;
}

/** Makes a property of another type with the same id. */
export function retag(tag: number, type: number): PropTag {
  return (((tag & 0xffff0000) | type) >>> 0) as PropTag;
}

/** The type under which a property is stored: strings are kept in Unicode alone. */
export function storedType(type: number): number {
  return type === PT_STRING8 ? PT_UNICODE : type === PT_MV_STRING8 ? PT_MV_UNICODE : type;
}

/** A property as it is kept: strings as Unicode, bytes and arrays copied, so that the giver may go on using its own. */
export function ownProperty({ tag, value }: SPropValue): SPropValue {
  const type = storedType(PROP_TYPE(tag));
  return { tag: type === PROP_TYPE(tag) ? tag : retag(tag, type), value: copyOfValue(value) };
}

/** A copy of a value that shares no memory with it. */
export function copyOfValue(value: PropertyValue): PropertyValue {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (Array.isArray(value)) return value.map(copyOfValue) as unknown as PropertyValue;
  return value;
}

/** A property that stands for the absence of another. */
export function errorProperty(tag: number, hr: HRESULT): SPropValue {
  return { tag: retag(tag, PT_ERROR), value: hr };
}

/**
 * Answers a request for one property.
 *
 * @param found - the property as it is stored, or undefined
 * @param tag - what was asked for: a type, or PT_UNSPECIFIED for whatever type it has
 * @param unicode - the form of strings of unspecified type
 */
export function answerRequest(found: SPropValue | undefined, tag: number, unicode: boolean): SPropValue {
  if (found === undefined) return errorProperty(tag, MAPI_E_NOT_FOUND);
  const wanted = PROP_TYPE(tag);
  if (wanted === PT_UNSPECIFIED) return unicode ? found : inCodePage(found);
  if (found.tag === tag) return found;
  if (storedType(wanted) === PROP_TYPE(found.tag)) return { tag: retag(tag, wanted), value: found.value };
  return errorProperty(tag, PROP_TYPE(found.tag) === PT_ERROR ? (found.value as HRESULT) : MAPI_E_UNEXPECTED_TYPE);
}

/** The tag under which a property is shown to a client that did not ask for Unicode. */
export function inCodePage(property: SPropValue): SPropValue {
  const type = PROP_TYPE(property.tag);
  if (type === PT_UNICODE) return { tag: retag(property.tag, PT_STRING8), value: property.value };
  if (type === PT_MV_UNICODE) return { tag: retag(property.tag, PT_MV_STRING8), value: property.value };
  return property;
}
