import koffi from 'koffi';

/** What a C parameter or result is to the machine: integers of 32 and 64 bits; a pointer is one of 64. */
export type CType = 'u32' | 'i32' | 'u64' | 'i64';

/** An address in this process. User space ends far below 2^53, so that a number holds each. */
export type Address = number;

/** A C function. Its arguments are checked by whoever calls it: koffi takes anything for a number. */
export type CFunction = (...args: readonly (number | bigint)[]) => number;

const NAMES: Readonly<Record<CType, string>> = { u32: 'uint32', i32: 'int32', u64: 'uint64', i64: 'int64' };

type KoffiType = ReturnType<typeof koffi.proto>;

interface Prototype {
  readonly type: KoffiType;
  readonly pointer: KoffiType;
}

/** Types that koffi has made stay for good: each prototype is made once. */
const prototypes = new Map<string, Prototype>();

function prototype(result: CType, parameters: readonly CType[]): Prototype {
  const key = `${result} ${parameters.join()}`;
  let found = prototypes.get(key);
  if (found === undefined) {
    const type = koffi.proto(
      NAMES[result],
      parameters.map((each) => NAMES[each]),
    );
    found = { type, pointer: koffi.pointer(type) };
    prototypes.set(key, found);
  }
  return found;
}

/** The function at an address, to be called. */
export function functionAt(address: Address, result: CType, parameters: readonly CType[]): CFunction {
  return koffi.decode(address, prototype(result, parameters).type) as CFunction;
}

/** Makes a function of ours callable from C, for as long as the process lives. Never within a call of the library. */
export function registered(call: CFunction, result: CType, parameters: readonly CType[]): Address {
  return Number(koffi.register(call, prototype(result, parameters).pointer));
}

/** Where the bytes of a buffer are. They stay there; whoever gives the address away keeps the buffer. */
export function addressOf(buffer: Uint8Array): Address {
  return Number(koffi.address(buffer));
}

/** Bytes anywhere in this process, as memory of JavaScript's. */
export function viewOf(address: Address, bytes: number): ArrayBuffer {
  return koffi.view(address, bytes);
}

/** A text of WCHARs that ends with 0. */
export const textAt: (address: Address) => string = koffi.decode.string16;

// As much as the main thread of a program has on Linux; koffi's own is smaller than some faultless code needs.
koffi.config({ sync_stack_size: 8 << 20 });

/** The C library: on Linux, what this process has loaded itself; on Windows that of the system, which is always there. */
const cLibrary = koffi.load(process.platform === 'win32' ? 'msvcrt.dll' : null);

/** Where a function of the C library is. */
export function addressInLibc(name: string): Address {
  return Number(koffi.address(cLibrary.symbol(name)));
}

/** A function of the C library. */
export function fromLibc(name: string, result: CType, parameters: readonly CType[]): CFunction {
  return functionAt(addressInLibc(name), result, parameters);
}

/** Where a function of a library of the system is. */
export function addressInLibrary(library: string, name: string): Address {
  return Number(koffi.address(koffi.load(library).symbol(name)));
}

/** A function of a library of the system. */
export function fromLibrary(library: string, name: string, result: CType, parameters: readonly CType[]): CFunction {
  return functionAt(addressInLibrary(library, name), result, parameters);
}

/** Tells whether a library of the system has a function. */
export function isInLibrary(library: string, name: string): boolean {
  try {
    return koffi.load(library).symbol(name) !== null;
  } catch {
    return false;
  }
}

/** memcpy. */
export const copyMemory: CFunction = fromLibc('memcpy', 'u64', ['u64', 'u64', 'u64']);

/** strlen. */
export const lengthAt: CFunction = fromLibc('strlen', 'u64', ['u64']);
