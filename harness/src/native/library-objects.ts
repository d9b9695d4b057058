import {
  FAILED,
  failed,
  type Guid,
  guidToBytes,
  hresult,
  type InterfaceId,
  type IUnknown,
  MAPI_E_INVALID_OBJECT,
  type Result,
} from '@mapi-kit/sdk';
import type { Address, CFunction } from './ffi.js';
import type { InFlight } from './in-flight.js';
import { INTERFACES } from './interfaces/all.js';
import type { Interface } from './interfaces/parameters.js';
import type { Memory, Objects } from './marshal/call.js';
import { callLibrary } from './marshal/call-library.js';
import { type Signature, signatureOf } from './marshal/codecs.js';

/** What all objects of a library share. */
export interface LibraryContext {
  readonly memory: Memory;
  readonly inFlight: InFlight;
  readonly objects: Objects;
  /** The object at an address with an interface, with or without a reference of its own. */
  wrap(address: Address, of: string, withReference: boolean): LibraryObject;
  /** The object is no longer anybody's here. */
  forget(object: LibraryObject): void;
}

/** The functions of a vtable, each made callable when it is first called. */
class Vtable {
  readonly #functions: (CFunction | undefined)[] = [];
  readonly #memory: Memory;
  readonly #address: Address;

  constructor(memory: Memory, address: Address) {
    this.#memory = memory;
    this.#address = address;
  }

  at(slot: number, { c, method }: Signature): CFunction {
    const known = this.#functions[slot];
    if (known !== undefined) return known;
    const address = pointerAt(this.#memory, this.#address + 8 * slot);
    if (address === 0) throw new Error(`slot ${slot} of the vtable, ${method.name}, is a null pointer`);
    const made = this.#memory.threads.functionAt(address, method.returns === 'count' ? 'u32' : 'i32', c);
    this.#functions[slot] = made;
    return made;
  }
}

/** What is known of an interface, worked out once. */
interface Kind {
  readonly name: string;
  readonly signatures: readonly Signature[];
  /** By slot, what each call is noted as. */
  readonly numbers: readonly number[];
  readonly create: new (context: LibraryContext, kind: Kind, address: Address) => LibraryObject;
  /** By the address of the vtable: a library has few. */
  readonly vtables: Map<Address, Vtable>;
}

/** An object of the library, with one of its interfaces: as the contract has it, for the rest of the harness. */
export class LibraryObject implements IUnknown {
  readonly address: Address;
  readonly of: string;
  /** The library has given the pointer of another interface, which this one cannot be. */
  isReally: string | undefined;
  readonly #context: LibraryContext;
  readonly #kind: Kind;
  readonly #vtable: Vtable;
  /** The references that are ours. */
  #references = 0;
  /** How many calls of the library's have lent it. */
  #lent = 0;
  /** The library has given it to MAPI to be made invalid: it is not called any more. */
  #isDisowned = false;

  constructor(context: LibraryContext, kind: Kind, address: Address) {
    this.address = address;
    this.of = kind.name;
    this.#context = context;
    this.#kind = kind;
    const place = pointerAt(context.memory, address);
    let vtable = kind.vtables.get(place);
    if (vtable === undefined) {
      vtable = new Vtable(context.memory, place);
      kind.vtables.set(place, vtable);
    }
    this.#vtable = vtable;
  }

  QueryInterface<T extends IUnknown>(iid: InterfaceId<T>): Result<T> {
    if (!this.isAlive) return failed(MAPI_E_INVALID_OBJECT);
    const { memory, objects } = this.#context;
    const { writer, cells } = memory;
    const [lent, taken] = [writer.mark, cells.mark];
    try {
      writer.blob(guidToBytes(iid));
      const cell = cells.take(0n);
      // Whose pointer leads nowhere crashes where it is looked at, which is the fault of this call.
      return this.#note(0, (target) => {
        const hr = hresult(target(this.address, writer.lend(), cells.addressOf(cell)));
        const address = cells.pointer(cell);
        if (FAILED(hr)) {
          // A pointer that comes with a failure is shown as it is: nobody may use it.
          return { hr, value: address === 0 ? null : (Object.freeze({}) as T) };
        }
        return { hr, value: address === 0 ? null : (objects.take(address, objects.interfaceOf(iid)) as T) };
      });
    } finally {
      writer.release(lent);
      cells.release(taken);
    }
  }

  AddRef(): number {
    if (this.#isDisowned || !this.isAlive) return 0;
    this.#references += 1;
    return this.#note(1, (target) => target(this.address));
  }

  Release(): number {
    // One reference too many is a mistake of ours, and would be a crash of the library's.
    if (this.#references === 0) return 0;
    this.#references -= 1;
    const count = this.#isDisowned ? this.#references : this.#note(2, (target) => target(this.address));
    if (this.#references === 0) this.#context.forget(this);
    return count;
  }

  /** How many methods its interface has. */
  get methods(): number {
    return this.#kind.signatures.length;
  }

  /** Whether there is any reason to believe that the object is there. */
  get isAlive(): boolean {
    return this.#references > 0 || this.#lent > 0;
  }

  /** Takes over a reference that came with a pointer. */
  own(): void {
    this.#references += 1;
  }

  /** Gives a reference to the library, with the pointer. */
  disclaim(): void {
    this.#references -= 1;
    if (!this.isAlive) this.#context.forget(this);
  }

  /** The library lends it until a call of its own returns, or takes it back. */
  lend(change: 1 | -1): void {
    this.#lent += change;
    if (!this.isAlive) this.#context.forget(this);
  }

  /** What MakeInvalid does: the library has forgotten it. */
  disown(): void {
    this.#isDisowned = true;
  }

  /** Calls a slot with the arguments of the contract's method. */
  protected invoke(slot: number, values: readonly unknown[]): unknown {
    const signature = this.#kind.signatures[slot] as Signature;
    if (!this.isAlive || this.#isDisowned) {
      return signature.method.returns === 'result' ? failed(MAPI_E_INVALID_OBJECT) : MAPI_E_INVALID_OBJECT;
    }
    const { memory, objects, inFlight } = this.#context;
    const target = this.#vtable.at(slot, signature);
    const before = inFlight.enter(this.#kind.numbers[slot] as number);
    try {
      return callLibrary(memory, objects, signature, target, this.address, values);
    } catch (error) {
      throw new Error(`${this.of}::${signature.method.name}: ${(error as Error).message}`, { cause: error });
    } finally {
      inFlight.leaveReturned(before);
    }
  }

  /** Calls a slot that has no parameters, as those of the shutdown interface: nothing is in the way of the call itself. */
  protected invokeBare(slot: number): unknown {
    if (this.#isDisowned || (this.#references === 0 && this.#lent === 0)) return MAPI_E_INVALID_OBJECT;
    if (this.isReally !== undefined) {
      throw new Error(
        `QueryInterface for IID_${this.of} gave the pointer of ${this.isReally}, at which slot ${slot} is another method`,
      );
    }
    const target = this.#vtable.at(slot, this.#kind.signatures[slot] as Signature);
    const { inFlight } = this.#context;
    const before = inFlight.enter(this.#kind.numbers[slot] as number);
    const hr = target(this.address);
    inFlight.leaveReturned(before);
    return hr;
  }

  #note<T>(slot: number, call: (target: CFunction) => T): T {
    const { inFlight } = this.#context;
    const signature = this.#kind.signatures[slot] as Signature;
    const target = this.#vtable.at(slot, signature);
    const before = inFlight.enter(this.#kind.numbers[slot] as number);
    try {
      return call(target);
    } finally {
      inFlight.leave(before);
    }
  }
}

/** Makes the classes of all interfaces: each has a method for each slot. */
export function libraryKinds(inFlight: InFlight): ReadonlyMap<string, Kind> {
  return new Map(INTERFACES.map((each) => [each.name, kindOf(each, inFlight)]));
}

function kindOf({ name, methods }: Interface, inFlight: InFlight): Kind {
  const create = class extends LibraryObject {};
  methods.forEach((method, slot) => {
    if (slot < 3) return;
    const isBare = method.parameters.length === 0;
    Object.defineProperty(create.prototype, method.name, {
      configurable: true,
      writable: true,
      value: isBare
        ? function bare(this: InstanceType<typeof create>): unknown {
            return this.invokeBare(slot);
          }
        : function passing(this: InstanceType<typeof create>, ...values: readonly unknown[]): unknown {
            return this.invoke(slot, values);
          },
    });
  });
  const numbers = methods.map((method) => inFlight.numberOf(`${name}::${method.name}`));
  return { name, signatures: methods.map(signatureOf), numbers, create, vtables: new Map() };
}

export type { Kind as LibraryKind };

/** The interface whose IID it is. */
export function interfaceNameOf(iid: Guid): string | undefined {
  return NAMES.get(iid);
}

const NAMES: ReadonlyMap<string, string> = new Map(
  INTERFACES.map(({ name, iid }) => [
    `{${iid.toString(16).toUpperCase().padStart(8, '0')}-0000-0000-C000-000000000046}`,
    name,
  ]),
);

/** Reads a pointer. */
export function pointerAt({ reader }: Memory, address: Address): Address {
  return reader.reading(() => reader.pointer(reader.load(address, 8, 'a pointer')));
}
