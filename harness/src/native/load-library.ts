import {
  FAILED,
  failed,
  type HRESULT,
  type IUnknown,
  type MAPIERROR,
  type ProviderInit,
  type ProviderInitResult,
  type ProviderModule,
  type Result,
} from '@mapi-kit/sdk';
import { Bridge } from './bridge.js';
import type { Address, CFunction } from './ffi.js';
import { GIVEN } from './interfaces/all.js';
import { MSG_SERVICE_ENTRY } from './interfaces/provider-admin.js';
import { callLibrary } from './marshal/call-library.js';
import { signatureOf } from './marshal/codecs.js';
import { SYSTEM } from './system/here.js';
import type { Loader } from './system/system.js';

/** Each library is loaded once, and what it is given is made once. */
let bridge: Bridge | undefined;
let loader: Loader | undefined;
const loaded = new Map<string, ProviderModule>();

/** A library that has been loaded. */
export interface LoadedLibrary {
  readonly module: ProviderModule;
  /** What went wrong so far between it and what it was given, in words. */
  faults(): readonly string[];
  /** How many references to what it was given it has now, by interface. */
  held(): Readonly<Record<string, number>>;
}

/** How libraries are called. */
export interface CallManner {
  /** The file where the call in flight is noted, so that it can be read after a crash. */
  readonly notes: string;
  /** On a thread of their own, while that of JavaScript's serves what other threads of theirs call meanwhile. */
  readonly hasTwoThreads: boolean;
}

/**
 * Loads a library that has a provider.
 *
 * @param file - its path
 * @param manner - how it is called; the first library decides for all
 * @returns its entry points as a module has them
 * @throws Error when it cannot be loaded, which names what is missing
 */
export function loadLibrary(file: string, manner: CallManner): LoadedLibrary {
  bridge ??= begun(manner);
  const made = bridge;
  let module = loaded.get(file);
  if (module === undefined) {
    module = open(made, file);
    loaded.set(file, module);
  }
  return { module, faults: () => faultsOf(made), held: () => made.given.held };
}

/** Serves threads of libraries that have come while none was called, if there are any. With one thread, koffi does that. */
export function serveThreads(): void {
  const threads = bridge?.memory.threads;
  if (threads?.hasVisits === true) threads.serve();
}

function begun({ notes, hasTwoThreads }: CallManner): Bridge {
  const made = new Bridge(GIVEN, hasTwoThreads);
  const page = made.inFlight.noteIn(notes);
  if (page !== null) made.memory.threads.noteAt(page);
  return made;
}

function open(made: Bridge, file: string): ProviderModule {
  const { memory, inFlight } = made;
  // On the thread that makes the calls of libraries: some of their code runs while they are loaded.
  loader ??= SYSTEM.loader((address, result, parameters) => memory.threads.functionAt(address, result, parameters));
  const lent = memory.writer.mark;
  const before = inFlight.enter(inFlight.numberOf('the loading of the library'));
  try {
    const library = loader.openLibrary(lend(made, SYSTEM.pathBytes(file)));
    if (library === 0) throw new Error(loader.loadError(memory.reader));
    const found = ENTRY_POINTS.flatMap(({ name, of }) => {
      const init = (loader as Loader).functionIn(library, lend(made, Buffer.from(`${name}\0`)));
      return init === 0 ? [] : [[name, (parameters: ProviderInit) => callInit(made, name, of, init, parameters)]];
    });
    return { ...(Object.fromEntries(found) as ProviderModule), ...serviceEntry(made, library) };
  } finally {
    inFlight.leaveReturned(before);
    memory.writer.release(lent);
  }
}

function lend({ memory: { writer } }: Bridge, bytes: Buffer): Address {
  writer.blob(bytes);
  return writer.lend();
}

/**
 * The entry point of its message service: by the name of Microsoft's prototype, or as its samples call theirs. MAPI knows the
 * name from MapiSvc.inf (PR_SERVICE_ENTRY_NAME).
 */
const SERVICE_ENTRIES = ['MSGServiceEntry', 'ServiceEntry'] as const;

function serviceEntry(made: Bridge, library: Address): Pick<ProviderModule, 'MSGServiceEntry'> {
  const { memory, inFlight } = made;
  for (const name of SERVICE_ENTRIES) {
    const address = (loader as Loader).functionIn(library, lend(made, Buffer.from(`${name}\0`)));
    if (address === 0) continue;
    const signature = signatureOf(MSG_SERVICE_ENTRY);
    let entry: CFunction | undefined;
    return {
      MSGServiceEntry: ({ support, uiParam, flags, context, properties, providerAdmin }) => {
        entry ??= memory.threads.functionAt(address, 'i32', signature.c);
        const before = inFlight.enter(inFlight.numberOf('MSGServiceEntry'));
        try {
          const values = [support, uiParam, flags, context, properties, providerAdmin];
          return callLibrary(memory, made, signature, entry, 0, values) as Result<MAPIERROR>;
        } finally {
          inFlight.leaveReturned(before);
        }
      },
    };
  }
  return {};
}

/** How a library shows what it has, and what each gives. */
const ENTRY_POINTS = [
  { name: 'MSProviderInit', of: 'IMSProvider' },
  { name: 'XPProviderInit', of: 'IXPProvider' },
  { name: 'ABProviderInit', of: 'IABProvider' },
] as const;

const INIT = ['u64', 'u64', 'u64', 'u64', 'u64', 'u32', 'u32', 'u64', 'u64'] as const;
const functions = new Map<Address, CFunction>();

function callInit(
  made: Bridge,
  name: string,
  of: string,
  address: Address,
  { flags, mapiVersion }: ProviderInit,
): Result<ProviderInitResult<IUnknown>> {
  let init = functions.get(address);
  if (init === undefined) {
    init = made.memory.threads.functionAt(address, 'i32', INIT);
    functions.set(address, init);
  }
  const { memory, inFlight } = made;
  const { cells, allocators } = memory;
  const mark = cells.mark;
  const before = inFlight.enter(inFlight.numberOf(name));
  try {
    const version = cells.take(0n);
    const provider = cells.take(0n);
    const { allocateBuffer, allocateMore, freeBuffer } = allocators.addresses;
    const hr = init(
      0,
      0,
      allocateBuffer,
      allocateMore,
      freeBuffer,
      flags,
      mapiVersion,
      cells.addressOf(version),
      cells.addressOf(provider),
    ) as HRESULT;
    const pointer = cells.pointer(provider);
    if (FAILED(hr)) return failed(hr);
    if (pointer === 0) throw new Error(`${name}: it answered S_OK, and the provider object is a null pointer`);
    return { hr, value: { providerVersion: cells.u32(version), provider: made.take(pointer, of) } };
  } finally {
    inFlight.leaveReturned(before);
    cells.release(mark);
  }
}

function faultsOf({ given, memory }: Bridge): readonly string[] {
  const { faults, lastFault } = memory.allocators.count;
  const memoryFaults =
    faults === 0
      ? []
      : [
          `MAPIFreeBuffer or MAPIAllocateMore was called ${faults === 1 ? 'once' : `${faults} times`} with what MAPIAllocateBuffer did not give or what was freed before (the last one: 0x${lastFault.toString(16)})`,
        ];
  return [...given.faults, ...memoryFaults];
}
