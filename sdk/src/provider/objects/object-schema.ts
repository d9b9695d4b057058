import { PROP_ID, type PropertyValue, type PropTag, type SPropValue } from '../../contract/property-types.js';
import type { ScopeCore } from './logon-scope.js';
import { isPrivateProperty } from './private-properties.js';
import type { PropertyBag } from './property-bag.js';

/** What the computed properties of an object are computed from. */
export interface ObjectFacts<C extends ScopeCore> {
  readonly core: C;
  /** Null for attachments and embedded messages, which have no entry id. */
  readonly id: string | null;
  readonly parent: string | null;
  readonly bag: PropertyBag;
  readonly writable: boolean;
  /** How often its content has been saved; absent for what is not stored by itself. */
  readonly version?: number | undefined;
}

type Getter<T, C extends ScopeCore> = (facts: ObjectFacts<C>) => T | undefined;

/** Which properties an object of a kind has besides the stored ones, and which of those a client may not set. */
export class ObjectSchema<C extends ScopeCore> {
  readonly #computed = new Map<number, { readonly tag: PropTag; readonly get: Getter<PropertyValue, C> }>();
  readonly #readOnly = new Set<number>();
  readonly #objects: PropTag[] = [];

  constructor(base?: ObjectSchema<C>) {
    if (base === undefined) return;
    for (const [id, entry] of base.#computed) this.#computed.set(id, entry);
    for (const id of base.#readOnly) this.#readOnly.add(id);
    this.#objects.push(...base.#objects);
  }

  /** A property that is computed when it is asked for; absent where `get` gives undefined. */
  computed<T extends PropertyValue>(tag: PropTag<T>, get: Getter<NoInfer<T>, C>): this {
    this.#computed.set(PROP_ID(tag), { tag: tag as PropTag, get });
    this.#readOnly.add(PROP_ID(tag));
    return this;
  }

  /** A property that a client may set, and that is computed where none has: `get` looks at what is stored. */
  derived<T extends PropertyValue>(tag: PropTag<T>, get: Getter<NoInfer<T>, C>): this {
    this.#computed.set(PROP_ID(tag), { tag: tag as PropTag, get });
    return this;
  }

  /** Properties that are stored, but set by the SDK alone. */
  readOnly(...tags: PropTag[]): this {
    for (const tag of tags) this.#readOnly.add(PROP_ID(tag));
    return this;
  }

  /** Properties that OpenProperty alone reaches. */
  objects(...tags: PropTag[]): this {
    for (const tag of tags) this.#readOnly.add(PROP_ID(tag));
    this.#objects.push(...tags);
    return this;
  }

  get objectTags(): readonly PropTag[] {
    return this.#objects;
  }

  isReadOnly(tag: number): boolean {
    return this.#readOnly.has(PROP_ID(tag)) || isPrivateProperty(tag);
  }

  /** Finds a property, computed or stored. */
  find(facts: ObjectFacts<C>, tag: number): SPropValue | undefined {
    const computed = this.#computed.get(PROP_ID(tag));
    if (computed !== undefined) {
      const value = computed.get(facts);
      return value === undefined ? undefined : { tag: computed.tag, value };
    }
    return isPrivateProperty(tag) ? undefined : facts.bag.get(tag);
  }

  /** The wanted properties that have a value; asked for by id, whatever the type. */
  some(facts: ObjectFacts<C>, wanted: readonly PropTag[]): SPropValue[] {
    return wanted.flatMap((tag) => this.find(facts, tag) ?? []);
  }

  /** All properties that have a value, the computed ones first. */
  all(facts: ObjectFacts<C>): SPropValue[] {
    const result: SPropValue[] = [];
    for (const { tag, get } of this.#computed.values()) {
      const value = get(facts);
      if (value !== undefined) result.push({ tag, value });
    }
    for (const property of facts.bag.values()) {
      if (!this.#computed.has(PROP_ID(property.tag)) && !isPrivateProperty(property.tag)) result.push(property);
    }
    return result;
  }
}
