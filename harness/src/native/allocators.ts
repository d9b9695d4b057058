import { LEDGER_BYTES, LEDGER_PLACEHOLDER } from './allocators-code.js';
import type { Cells } from './cells.js';
import { type Address, addressInLibc, type CFunction, functionAt } from './ffi.js';
import { mapRunnable, pointToData } from './machine-code.js';
import { SYSTEM } from './system/here.js';

/** The functions by which both sides give each other memory. */
export interface AllocatorAddresses {
  readonly allocateBuffer: Address;
  readonly allocateMore: Address;
  readonly freeBuffer: Address;
}

/** What the ledger has of a moment. */
export interface MemoryCount {
  /** Blocks of MAPIAllocateBuffer that nobody has given back. */
  readonly blocks: number;
  /** How often something was given back, or hung upon, that is no such block. */
  readonly faults: number;
  /** The last of those. */
  readonly lastFault: bigint;
}

const PAGE_BYTES = 4_096;
const LEDGER_AT = 2_048;
const BLOCKS = 2;
const FAULTS = 4;
const LAST_FAULT = 5;

/** MAPIAllocateBuffer, MAPIAllocateMore and MAPIFreeBuffer, for the library and for what it is given. */
export class Allocators {
  readonly addresses: AllocatorAddresses;
  readonly #allocate: CFunction;
  readonly #free: CFunction;
  readonly #bytes: CFunction;
  readonly #cells: Cells;
  readonly #ledger: BigInt64Array;

  constructor(cells: Cells) {
    this.#cells = cells;
    const made = mapped();
    this.addresses = made.addresses;
    this.#ledger = made.ledger;
    this.#allocate = functionAt(this.addresses.allocateBuffer, 'u32', ['u32', 'u64']);
    this.#free = functionAt(this.addresses.freeBuffer, 'u32', ['u64']);
    this.#bytes = functionAt(made.blockBytes, 'u32', ['u64']);
  }

  /** Memory that the library will free. */
  readonly allocate = (bytes: number): Address => {
    const mark = this.#cells.mark;
    try {
      const cell = this.#cells.take(0n);
      const answer = this.#allocate(Math.max(1, bytes), this.#cells.addressOf(cell));
      if (answer !== 0) throw new Error(`there is no memory for ${bytes} bytes`);
      return this.#cells.pointer(cell);
    } finally {
      this.#cells.release(mark);
    }
  };

  /** Frees what the library has given. */
  free(address: Address): void {
    if (address !== 0) this.#free(address);
  }

  /** How large a block of MAPIAllocateBuffer's is; 0: it is none. Asked of what is about to be freed. */
  bytesOf(address: Address): number {
    return this.#bytes(address);
  }

  get count(): MemoryCount {
    const ledger = this.#ledger;
    return {
      blocks: Number(ledger[BLOCKS]),
      faults: Number(ledger[FAULTS]),
      lastFault: BigInt.asUintN(64, ledger[LAST_FAULT] ?? 0n),
    };
  }
}

interface Made {
  readonly addresses: AllocatorAddresses;
  readonly blockBytes: Address;
  readonly ledger: BigInt64Array;
}

/** Maps a page, and puts code and ledger there. */
function mapped(): Made {
  const { code: compiled, allocateBuffer, allocateMore, freeBuffer, blockBytes } = SYSTEM.allocators;
  const { address: page, bytes: code } = mapRunnable(PAGE_BYTES);
  code.set(compiled);
  pointToData(code.subarray(0, compiled.length), LEDGER_PLACEHOLDER, LEDGER_BYTES, page + LEDGER_AT);
  const ledger = new BigInt64Array(code.buffer, code.byteOffset + LEDGER_AT, LEDGER_BYTES / 8);
  ledger[0] = BigInt(addressInLibc('malloc'));
  ledger[1] = BigInt(addressInLibc('free'));
  return {
    addresses: {
      allocateBuffer: page + allocateBuffer,
      allocateMore: page + allocateMore,
      freeBuffer: page + freeBuffer,
    },
    blockBytes: page + blockBytes,
    ledger,
  };
}
