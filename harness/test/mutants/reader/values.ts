import {
  type Guid,
  guid,
  type MAPINAMEID,
  PROP_TYPE,
  type PropertyValue,
  type PropTag,
  type SPropValue,
} from '@mapi-kit/sdk';

const MULTI = 0x1000;

/** Counts, so that no two values are the same. */
export class Values {
  #next: number;

  constructor(first: number) {
    this.#next = first;
  }

  get number(): number {
    this.#next += 1;
    return this.#next;
  }

  property(tag: PropTag): SPropValue {
    return { tag, value: this.ofType(PROP_TYPE(tag)) };
  }

  properties(tags: readonly PropTag[]): SPropValue[] {
    return tags.map((tag) => this.property(tag));
  }

  text(length: number): string {
    return `Ωmega Grüße ${this.number} 会議 `.repeat(1 + (length >> 4)).slice(0, length);
  }

  bytes(length: number): Uint8Array {
    const n = this.number;
    return Uint8Array.from({ length }, (_, index) => (index * 31 + n * 7 + (index >> 8)) & 0xff);
  }

  /** A value that every operator changes. */
  ofType(type: number): PropertyValue {
    if ((type & MULTI) !== 0) {
      return [0, 1, 2].map(() => this.ofType(type & ~MULTI)) as unknown as PropertyValue;
    }
    const n = this.number;
    switch (type) {
      case 0x2:
        return 1_003 + (n % 20_000);
      case 0x3:
        return 70_003 + n;
      case 0x4:
        return Math.fround(n + 0.4375);
      case 0x5:
      case 0x7:
        return n + 0.123456789;
      case 0x6:
      case 0x14:
        return 5_000_000_000_003n + BigInt(n);
      case 0xb:
        return n % 2 === 0;
      case 0x1e:
        return `señor ${n} `;
      case 0x1f:
        return this.text(20 + (n % 40));
      case 0x40:
        return 133_000_000_000_000_001n + BigInt(n) * 12_345_678n;
      case 0x48:
        return guid(`{5E1A7C34-90B2-4D6F-8C11-${(0x100000000000 + n).toString(16).toUpperCase()}}`);
      default:
        return this.bytes(16 + (n % 100));
    }
  }
}

const SETS: readonly Guid[] = [
  guid('{00020329-0000-0000-C000-000000000046}'),
  guid('{00062008-0000-0000-C000-000000000046}'),
  guid('{00062002-0000-0000-C000-000000000046}'),
  guid('{0B4F1A52-6C0D-4E7B-9D2A-51B7C3E8F046}'),
];

/** A name of a property, and the type of the property. */
export interface Named {
  readonly name: MAPINAMEID;
  readonly type: number;
}

/** Names of both kinds, in several sets. */
export const NAMES: readonly Named[] = [
  { name: { guid: SETS[0] as Guid, kind: 1, name: 'Keywords' }, type: 0x101f },
  { name: { guid: SETS[0] as Guid, kind: 1, name: 'x-état' }, type: 0x1f },
  { name: { guid: SETS[1] as Guid, kind: 0, id: 0x8503 }, type: 0xb },
  { name: { guid: SETS[1] as Guid, kind: 0, id: 0x8502 }, type: 0x40 },
  { name: { guid: SETS[1] as Guid, kind: 0, id: 0x8501 }, type: 0x3 },
  { name: { guid: SETS[1] as Guid, kind: 0, id: 0x8554 }, type: 0x1f },
  { name: { guid: SETS[2] as Guid, kind: 0, id: 0x820d }, type: 0x40 },
  { name: { guid: SETS[2] as Guid, kind: 0, id: 0x8208 }, type: 0x1f },
  { name: { guid: SETS[2] as Guid, kind: 0, id: 0x8216 }, type: 0x102 },
  { name: { guid: SETS[3] as Guid, kind: 1, name: 'ticket number' }, type: 0x5 },
  { name: { guid: SETS[3] as Guid, kind: 1, name: 'Keywords' }, type: 0x1f },
  { name: { guid: SETS[3] as Guid, kind: 0, id: 0x9000 }, type: 0x1003 },
];
