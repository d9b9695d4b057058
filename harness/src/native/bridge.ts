import { type Guid, type IUnknown, S_OK } from '@mapi-kit/sdk';
import { Allocators } from './allocators.js';
import { Cells } from './cells.js';
import type { Address } from './ffi.js';
import { GivenObjects, type OwnAnswer } from './given-objects.js';
import { InFlight } from './in-flight.js';
import { GIVEN, INTERFACES } from './interfaces/all.js';
import type { Interface } from './interfaces/parameters.js';
import {
  interfaceNameOf,
  type LibraryContext,
  type LibraryKind,
  LibraryObject,
  libraryKinds,
} from './library-objects.js';
import { type Memory, type Objects, poke64 } from './marshal/call.js';
import { Reader } from './reader.js';
import { Threads } from './threads.js';
import { Writer } from './writer.js';

/** What an entry point gives. */
const PROVIDERS: readonly string[] = ['IMSProvider', 'IXPProvider', 'IABProvider'];

/** The calls besides the slots of interfaces. */
const ENTRY_POINT_CALLS: readonly string[] = ['MSProviderInit', 'XPProviderInit', 'ABProviderInit', 'MSGServiceEntry'];

/**
 * Between the objects of a library and those of JavaScript's: each side sees the other's as its own kind. One a process: its
 * slots are registered once, before anything of the library runs.
 */
export class Bridge implements LibraryContext, Objects {
  readonly memory: Memory;
  readonly inFlight: InFlight;
  readonly objects: Objects = this;
  readonly given: GivenObjects;
  readonly #kinds: ReadonlyMap<string, LibraryKind>;
  /** By interface and address: an object is the same while anybody has it. */
  readonly #live = new Map<string, Map<Address, LibraryObject>>();
  /** By address: whoever asks for IUnknown gets one and the same, by which it is told who is who. */
  readonly #identities = new Map<Address, LibraryObject>();
  /** What objects of the library are still lent from an earlier call. */
  readonly #lentOn = new Map<Address, readonly Address[]>();

  /**
   * @param interfaces - those that the library is given objects of
   * @param hasTwoThreads - the library is called on a thread of its own
   */
  constructor(interfaces: readonly Interface[] = GIVEN, hasTwoThreads: boolean = false) {
    const cells = new Cells();
    this.memory = {
      writer: new Writer(),
      reader: new Reader(),
      cells,
      allocators: new Allocators(cells),
      threads: new Threads(hasTwoThreads),
    };
    this.inFlight = new InFlight([
      'the loading of the library',
      ...ENTRY_POINT_CALLS,
      ...INTERFACES.flatMap(({ name, methods }) => methods.map((method) => `${name}::${method.name}`)),
    ]);
    this.#kinds = libraryKinds(this.inFlight);
    this.given = new GivenObjects(interfaces, this.memory, this, this.#ownAnswers(), (address) =>
      this.#known(address, 'IUnknown')?.disown(),
    );
  }

  lend(object: IUnknown, of: string): Address {
    return object instanceof LibraryObject ? object.address : this.given.lend(object, of);
  }

  give(object: IUnknown, of: string): Address {
    if (!(object instanceof LibraryObject)) return this.given.give(object, of);
    // The reference that was ours is the library's again.
    object.disclaim();
    return object.address;
  }

  takeBack(address: Address): void {
    this.given.takeBack(address);
  }

  lendOn(address: Address, to: Address): void {
    this.#lentOn.set(to, [...(this.#lentOn.get(to) ?? []), address]);
  }

  endLending(to: Address): void {
    for (const address of this.#lentOn.get(to) ?? []) this.given.takeBack(address);
    this.#lentOn.delete(to);
  }

  borrow(address: Address, of: string): IUnknown {
    const ours = this.given.objectAt(address);
    if (ours !== undefined) return ours;
    const object = this.#known(address, of) ?? this.#made(address, of);
    object.lend(1);
    return object;
  }

  returnTo(object: IUnknown): void {
    if (object instanceof LibraryObject) object.lend(-1);
  }

  take(address: Address, of: string): IUnknown {
    const ours = this.given.objectAt(address);
    if (ours === undefined) {
      const object = this.wrap(address, of, true);
      object.isReally = this.#whatElse(address, of);
      return object;
    }
    this.given.handedBack(address);
    return ours;
  }

  interfaceOf(iid: Guid): string {
    return interfaceNameOf(iid) ?? 'IUnknown';
  }

  wrap(address: Address, of: string, withReference: boolean): LibraryObject {
    const object = this.#live.get(of)?.get(address) ?? this.#identity(address, of) ?? this.#made(address, of);
    if (withReference) object.own();
    return object;
  }

  forget(object: LibraryObject): void {
    this.#live.get(object.of)?.delete(object.address);
  }

  /** What is at one address has one vtable, and those of provider and shutdown interface differ from slot 3 on. */
  #whatElse(address: Address, of: string): string | undefined {
    if (of !== 'IMAPIProviderShutdown') return undefined;
    return PROVIDERS.find((provider) => this.#live.get(provider)?.has(address) === true);
  }

  /** An object of the library that is known by any interface. */
  #known(address: Address, of: string): LibraryObject | undefined {
    const exact = of === 'IUnknown' ? undefined : this.#live.get(of)?.get(address);
    if (exact !== undefined) return exact;
    const found = [...this.#live.values()].flatMap((objects) => objects.get(address) ?? []);
    // Whoever has more methods has also these, as the vtables of MAPI go.
    const enough = found.filter(({ methods }) => methods >= (this.#kinds.get(of)?.signatures.length ?? 0));
    return enough.sort((a, b) => b.methods - a.methods)[0];
  }

  #identity(address: Address, of: string): LibraryObject | undefined {
    return of === 'IUnknown' ? this.#identities.get(address) : undefined;
  }

  #made(address: Address, of: string): LibraryObject {
    const kind = this.#kinds.get(of) ?? (this.#kinds.get('IUnknown') as LibraryKind);
    const object = new kind.create(this, kind, address);
    if (kind.name === 'IUnknown') this.#identities.set(address, object);
    let objects = this.#live.get(kind.name);
    if (objects === undefined) {
      objects = new Map();
      this.#live.set(kind.name, objects);
    }
    objects.set(address, object);
    return object;
  }

  #ownAnswers(): ReadonlyMap<string, OwnAnswer> {
    const { allocators } = this.memory;
    return new Map<string, OwnAnswer>([
      [
        'IMAPISupport::GetMemAllocRoutines',
        ([allocate = 0, more = 0, free = 0]) => {
          poke64(this.memory, allocate, allocators.addresses.allocateBuffer);
          poke64(this.memory, more, allocators.addresses.allocateMore);
          poke64(this.memory, free, allocators.addresses.freeBuffer);
          return S_OK;
        },
      ],
    ]);
  }
}
