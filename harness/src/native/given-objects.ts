import { Buffer } from 'node:buffer';
import {
  E_FAIL,
  E_NOINTERFACE,
  FAILED,
  guidFromBytes,
  type InterfaceId,
  type IUnknown,
  interfaceId,
  MAPI_E_INVALID_OBJECT,
  S_OK,
} from '@mapi-kit/sdk';
import { type Address, addressOf, registered } from './ffi.js';
import type { Interface } from './interfaces/parameters.js';
import { interfaceNameOf } from './library-objects.js';
import { answerLibrary } from './marshal/answer-library.js';
import { type Memory, type Objects, poke64 } from './marshal/call.js';
import { signatureOf } from './marshal/codecs.js';

/** A pointer of ours, and the object behind it. */
interface Face {
  readonly address: Address;
  readonly object: IUnknown;
  readonly of: string;
  /** The references that the library has. */
  references: number;
  /** How many calls of ours have lent it. */
  lent: number;
  /** It waits among those that nobody has. */
  waits: boolean;
}

/** What the bridge answers by itself, with what C passed after `this`. */
export type OwnAnswer = (args: readonly number[]) => number;

const FACE_BYTES = 16;
const FACES_A_BLOCK = 1_024;
/** So many that nobody has any more are kept, so that a late call of the library still finds whom it means. */
const MOST_RELEASED = 1_024;

/**
 * The objects that the library is given: a pointer for each, to a vtable of functions of ours. No slot lets anything out
 * but a number: after an exception, koffi would answer for all further ones.
 */
export class GivenObjects {
  readonly #memory: Memory;
  readonly #objects: Objects;
  readonly #own: ReadonlyMap<string, OwnAnswer>;
  readonly #disown: (address: Address) => void;
  readonly #vtables = new Map<string, Address>();
  readonly #vtableBuffers: Buffer[] = [];
  readonly #blocks: Buffer[] = [];
  readonly #free: Address[] = [];
  readonly #byAddress = new Map<Address, Face>();
  readonly #byObject = new WeakMap<object, Map<string, Face>>();
  readonly #released: Face[] = [];
  /** What went wrong within slots: it cannot be thrown. */
  readonly #faults: string[] = [];
  /** What the library did with pointers that it has no reference to, and how often. */
  readonly #misuses = new Map<string, number>();

  /**
   * @param interfaces - each of their slots becomes a function that C can call
   * @param own - what is answered here, by `interface::method`
   * @param disown - told of what the library has let be made invalid
   */
  constructor(
    interfaces: readonly Interface[],
    memory: Memory,
    objects: Objects,
    own: ReadonlyMap<string, OwnAnswer>,
    disown: (address: Address) => void,
  ) {
    this.#disown = disown;
    this.#memory = memory;
    this.#objects = objects;
    this.#own = own;
    for (const each of interfaces) this.#vtables.set(each.name, this.#makeVtable(each));
  }

  /** The object behind a pointer of ours; undefined when it is none. */
  objectAt(address: Address): IUnknown | undefined {
    return this.#byAddress.get(address)?.object;
  }

  /** A pointer for the length of a call: {@link takeBack} ends it. */
  lend(object: IUnknown, of: string): Address {
    const face = this.#faceOf(object, of);
    face.lent += 1;
    return face.address;
  }

  /** Ends what {@link lend} began. */
  takeBack(address: Address): void {
    const face = this.#byAddress.get(address);
    if (face === undefined) return;
    face.lent -= 1;
    this.#whenReleased(face);
  }

  /** A pointer that comes with a reference of the object, which is the library's from then on. */
  give(object: IUnknown, of: string): Address {
    const face = this.#faceOf(object, of);
    face.references += 1;
    return face.address;
  }

  /** The library hands a reference back by returning the pointer. */
  handedBack(address: Address): void {
    const face = this.#byAddress.get(address);
    if (face === undefined) return;
    face.references -= 1;
    this.#whenReleased(face);
  }

  /** What went wrong between the library and what it was given, in words. */
  get faults(): readonly string[] {
    const misuses = [...this.#misuses].map(([what, times]) => (times === 1 ? what : `${what} (${times} times)`));
    return [...this.#faults, ...misuses];
  }

  /** How many references the library has, by interface. */
  get held(): Readonly<Record<string, number>> {
    const held: Record<string, number> = {};
    for (const { of, references } of this.#byAddress.values()) {
      if (references > 0) held[of] = (held[of] ?? 0) + references;
    }
    return held;
  }

  #faceOf(object: IUnknown, of: string): Face {
    const name = this.#vtables.has(of) ? of : 'IUnknown';
    let faces = this.#byObject.get(object);
    if (faces === undefined) {
      faces = new Map();
      this.#byObject.set(object, faces);
    }
    let face = faces.get(name);
    if (face === undefined) {
      face = { address: this.#place(name), object, of: name, references: 0, lent: 0, waits: false };
      faces.set(name, face);
      this.#byAddress.set(face.address, face);
    }
    return face;
  }

  #place(of: string): Address {
    if (this.#free.length === 0) {
      const block = Buffer.alloc(FACE_BYTES * FACES_A_BLOCK);
      this.#blocks.push(block);
      const start = addressOf(block);
      for (let index = 0; index < FACES_A_BLOCK; index += 1) this.#free.push(start + index * FACE_BYTES);
    }
    const address = this.#free.pop() as Address;
    poke64(this.#memory, address, this.#vtables.get(of) as Address);
    return address;
  }

  #whenReleased(face: Face): void {
    if (face.references > 0 || face.lent > 0 || face.waits) return;
    face.waits = true;
    this.#released.push(face);
    if (this.#released.length <= MOST_RELEASED) return;
    const oldest = this.#released.shift() as Face;
    oldest.waits = false;
    // It may have been given again meanwhile.
    if (oldest.references > 0 || oldest.lent > 0) return;
    this.#byAddress.delete(oldest.address);
    this.#byObject.get(oldest.object)?.delete(oldest.of);
    this.#free.push(oldest.address);
  }

  #makeVtable(of: Interface): Address {
    const buffer = Buffer.alloc(8 * of.methods.length);
    this.#vtableBuffers.push(buffer);
    of.methods.forEach((method, slot) => {
      const signature = signatureOf(method);
      const answer = this.#slot(of, slot);
      const returns = method.returns === 'count' ? 'u32' : 'i32';
      const target = registered(answer, returns, signature.c);
      buffer.writeBigUInt64LE(BigInt(this.#memory.threads.entranceTo(target, signature.c.length)), 8 * slot);
    });
    return addressOf(buffer);
  }

  #slot(of: Interface, slot: number): (...args: readonly (number | bigint)[]) => number {
    const method = of.methods[slot] as Interface['methods'][number];
    const signature = signatureOf(method);
    const own = this.#own.get(`${of.name}::${method.name}`);
    const isCount = method.returns === 'count';
    const isMakeInvalid = method.name === 'MakeInvalid';
    return (self, ...passed) => {
      try {
        const face = this.#byAddress.get(Number(self));
        if (face === undefined) return isCount ? 0 : MAPI_E_INVALID_OBJECT;
        const args = passed.map(Number);
        // A real object would be gone: a crash, or worse.
        if (face.references === 0 && (face.lent === 0 || slot === 2)) this.#misused(of.name, method.name);
        let answer: number;
        if (own !== undefined) answer = own(args);
        else if (slot === 0) answer = this.#queryInterface(face, args);
        else if (slot === 1) answer = this.#addRef(face);
        else if (slot === 2) answer = this.#release(face);
        else answer = answerLibrary(this.#memory, this.#objects, signature, face.object, args);
        if (isMakeInvalid && answer === S_OK) this.#disown(args[1] as Address);
        return isCount ? Number(answer) >>> 0 : Number(answer) | 0;
      } catch (error) {
        this.#faults.push(`${of.name}::${method.name}: ${error instanceof Error ? error.message : String(error)}`);
        return isCount ? 0 : E_FAIL;
      }
    };
  }

  #queryInterface(face: Face, [iidAt = 0, target = 0]: readonly number[]): number {
    const id = guidFromBytes(this.#memory.reader.bytes(iidAt, 16, 'an interface id'));
    poke64(this.#memory, target, 0);
    const name = interfaceNameOf(id);
    if (name === undefined || !this.#vtables.has(name)) return E_NOINTERFACE;
    const { hr, value } = face.object.QueryInterface(interfaceId(id) as InterfaceId<IUnknown>);
    if (FAILED(hr) || value === null) return FAILED(hr) ? hr : E_NOINTERFACE;
    poke64(this.#memory, target, this.give(value, name));
    return S_OK;
  }

  #misused(of: string, method: string): void {
    const what =
      method === 'Release'
        ? `the library released an ${of} more often than it had references to it`
        : `the library called ${of}::${method} of an object that it had no reference to any more, and that was not lent to it`;
    this.#misuses.set(what, (this.#misuses.get(what) ?? 0) + 1);
  }

  #addRef(face: Face): number {
    face.references += 1;
    return face.object.AddRef();
  }

  #release(face: Face): number {
    const count = face.object.Release();
    if (face.references > 0) {
      face.references -= 1;
      this.#whenReleased(face);
    }
    return count;
  }
}
