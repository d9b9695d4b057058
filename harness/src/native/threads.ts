import { Buffer } from 'node:buffer';
import { type Address, addressOf, type CFunction, type CType, functionAt } from './ffi.js';
import { mapRunnable, pointToData } from './machine-code.js';
import { SYSTEM } from './system/here.js';
import { MOST_ARGUMENTS, STATE, STATE_BYTES, STATE_PLACEHOLDER } from './threads-code.js';

const MEMORY_BYTES = 65_536;
const STATE_AT = 4_096;
/** The numbers of the notes of calls, until there are some. */
const NO_NOTES_AT = STATE_AT + STATE_BYTES;
const ENTRANCES_AT = 8_192;
/** Code of 15 bytes, and the function that it leads to. */
const ENTRANCE_BYTES = 32;
const TARGET_AT = 24;
/** As much as the main thread of a program has on Linux, and as koffi is told to give. */
const STACK_BYTES = 8 << 20;

/**
 * Which thread makes the calls of the library's. With one, it is that of JavaScript's, which then serves no other thread
 * until the call returns. With two, it is one of the library's own.
 */
export class Threads {
  readonly isTwo: boolean;
  readonly #memory: Address;
  readonly #bytes: Uint8Array;
  readonly #state: DataView;
  readonly #serve: () => number;
  readonly #args: Buffer = Buffer.alloc(8 * MOST_ARGUMENTS);
  readonly #argsView: DataView = new DataView(this.#args.buffer, this.#args.byteOffset, this.#args.byteLength);
  readonly #argsAddress: Address = addressOf(this.#args);
  readonly #callers = new Map<CType, CFunction>();
  #entrances = 0;

  constructor(isTwo: boolean) {
    this.isTwo = isTwo;
    const { code, current, initialise, start } = SYSTEM.threads;
    const { address, bytes } = mapRunnable(MEMORY_BYTES);
    this.#memory = address;
    this.#bytes = bytes;
    this.#state = new DataView(bytes.buffer, bytes.byteOffset + STATE_AT, STATE_BYTES);
    bytes.set(code.bytes);
    pointToData(bytes.subarray(0, code.bytes.length), STATE_PLACEHOLDER, STATE_BYTES, address + STATE_AT);
    this.#set(STATE.scriptThread, current());
    this.#set(STATE.notes, address + NO_NOTES_AT);
    this.#set(STATE.isTwo, Number(isTwo));
    code.functions.forEach((each, index) => {
      this.#set(STATE.functions + 8 * index, each);
    });
    this.#set(STATE.current, address + STATE_AT + STATE.calls);
    initialise(address + STATE_AT + STATE.scriptSemaphore, 0);
    initialise(address + STATE_AT + STATE.lockSemaphore, 1);
    // What makes a call begins with what it waits by.
    initialise(address + STATE_AT + STATE.calls, 0);
    this.#serve = functionAt(address + code.serve, 'u32', []);
    if (isTwo) start(address + code.run, STACK_BYTES);
  }

  /** Has it noted that other threads wait, beside the call that is under way. */
  noteAt(notes: Address): void {
    this.#set(STATE.notes, notes);
  }

  /** A function of the library's, to be called on the thread that makes its calls. */
  functionAt(address: Address, result: CType, parameters: readonly CType[]): CFunction {
    if (!this.isTwo) return functionAt(address, result, parameters);
    assertPassable(parameters.length);
    let call = this.#callers.get(result);
    if (call === undefined) {
      call = functionAt(this.#memory + SYSTEM.threads.code.call, result, ['u64', 'u64']);
      this.#callers.set(result, call);
    }
    const caller = call;
    return (...args) => {
      if (args.length < parameters.length) throw new TypeError('arguments of a call of the library are missing');
      args.forEach((value, index) => {
        this.#pass(index, value);
      });
      // They are copied before anything else may be called.
      return caller(address, this.#argsAddress);
    };
  }

  /** What C is given of a function that is registered: it may be called from any thread. */
  entranceTo(registered: Address, parameters: number): Address {
    assertPassable(parameters);
    const at = ENTRANCES_AT + ENTRANCE_BYTES * this.#entrances++;
    if (at + ENTRANCE_BYTES > MEMORY_BYTES) throw new Error('there is no room for another entrance');
    const code = new DataView(this.#bytes.buffer, this.#bytes.byteOffset + at, ENTRANCE_BYTES);
    code.setBigUint64(TARGET_AT, BigInt(registered), true);
    // movabs r11, where it leads to
    code.setUint16(0, 0x49_bb);
    code.setBigUint64(2, BigInt(this.#memory + at + TARGET_AT), true);
    // jmp to what all entrances share
    code.setUint8(10, 0xe9);
    code.setInt32(11, SYSTEM.threads.code.entrance - (at + 15), true);
    return this.#memory + at;
  }

  /** Whether other threads wait to be served: with two threads somebody has to look now and then, while no call is made. */
  get hasVisits(): boolean {
    return this.#state.getUint32(STATE.visits, true) !== 0;
  }

  /** Serves them. */
  serve(): void {
    this.#serve();
  }

  /** As C has it in 64 bits; of fewer nobody looks at the upper ones. */
  #pass(index: number, value: number | bigint): void {
    if (typeof value === 'bigint') {
      this.#argsView.setBigUint64(8 * index, BigInt.asUintN(64, value), true);
      return;
    }
    this.#argsView.setUint32(8 * index, value, true);
    this.#argsView.setUint32(8 * index + 4, Math.floor(value / 0x1_0000_0000), true);
  }

  #set(at: number, value: number): void {
    this.#state.setBigUint64(at, BigInt(value), true);
  }
}

function assertPassable(parameters: number): void {
  if (parameters > MOST_ARGUMENTS) throw new Error(`a function of C has ${parameters} parameters`);
}
