import { Buffer } from 'node:buffer';

// The three allocators of MAPI for x86-64, around malloc and free, and how large a block is: callable from any thread, which
// functions of JavaScript's are not. Each block has a head of 32 bytes, by which whose it is is known, and what hangs on it; what is
// taken and given back is counted in a ledger. Compiled from the following, for Linux by
// gcc -Os -fPIC -fno-asynchronous-unwind-tables -fcf-protection=none -fno-stack-protector, for Windows by
// x86_64-w64-mingw32-gcc -Os -fno-asynchronous-unwind-tables -fno-stack-protector; harness/test/native tries them.
//
//   typedef unsigned int ULONG;
//   typedef unsigned long long u64;
//   struct Block { struct Block *more; u64 bytes; u64 kind; u64 unused; };
//   struct Ledger { void *(*allocate)(u64); void (*release)(void *); long blocks; long bytes; long faults; u64 fault; };
//   #define LEDGER ((struct Ledger *)0x1122334455667788UL)
//   #define HEAD 0x6b6c427469704d41UL
//   #define MORE 0x6f4d427469704d41UL
//   #define GONE 0x6e47427469704d41UL
//   static __attribute__((always_inline)) inline void fault(void *p) {
//     LEDGER->fault = (u64)p;
//     __atomic_fetch_add(&LEDGER->faults, 1, __ATOMIC_SEQ_CST);
//   }
//   ULONG allocate_buffer(ULONG cb, void **out) {
//     struct Block *b = LEDGER->allocate((u64)cb + sizeof *b);
//     if (!b) return 0x8007000E;
//     b->more = 0; b->bytes = cb; b->kind = HEAD;
//     __atomic_fetch_add(&LEDGER->blocks, 1, __ATOMIC_SEQ_CST);
//     *out = b + 1;
//     return 0;
//   }
//   ULONG allocate_more(ULONG cb, void *object, void **out) {
//     struct Block *o = (struct Block *)object - 1, *b, *next;
//     if (!object || o->kind != HEAD) { fault(object); return 0x80070057; }
//     b = LEDGER->allocate((u64)cb + sizeof *b);
//     if (!b) return 0x8007000E;
//     b->bytes = cb; b->kind = MORE;
//     next = __atomic_load_n(&o->more, __ATOMIC_SEQ_CST);
//     do b->more = next; while (!__atomic_compare_exchange_n(&o->more, &next, b, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
//     *out = b + 1;
//     return 0;
//   }
//   ULONG free_buffer(void *buffer) {
//     struct Block *b = (struct Block *)buffer - 1, *next;
//     if (!buffer) return 0;
//     if (b->kind != HEAD) { fault(buffer); return 0x80070057; }
//     b->kind = GONE;
//     __atomic_fetch_sub(&LEDGER->blocks, 1, __ATOMIC_SEQ_CST);
//     do { next = b->more; b->kind = GONE; LEDGER->release(b); b = next; } while (b);
//     return 0;
//   }
//   ULONG block_bytes(void *buffer) {
//     struct Block *b = (struct Block *)buffer - 1;
//     return b->kind == HEAD ? b->bytes : 0;
//   }

/** Stands in the code for where the ledger is. */
export const LEDGER_PLACEHOLDER = 0x1122334455667788n;
export const LEDGER_BYTES = 48;

/** The allocators as a system calls them. */
export interface AllocatorsCode {
  /** Position independent but for the ledger's place. */
  readonly code: Uint8Array;
  /** Where the functions begin. */
  readonly allocateBuffer: number;
  readonly allocateMore: number;
  readonly freeBuffer: number;
  readonly blockBytes: number;
}

export const LINUX_ALLOCATORS: AllocatorsCode = {
  allocateBuffer: 0x00,
  allocateMore: 0x58,
  freeBuffer: 0xeb,
  blockBytes: 0x168,
  code: Buffer.from(
    'VUiJ9VOJ+0FQSI17IEihiHdmVUQzIhH/0LoOAAeASIXAdC9Iuph3ZlVEMyIRMclIiVgISIkISLlBTXBpdEJsa0iJSBDwSP8CMdJIg8Ag' +
      'SIlFAInQWltdw0FUVVNIifNIhfZ0EEi4QU1waXRCbGtIOUbwdCJIidhIo7B3ZlVEMyIRSLiod2ZVRDMiEfBI/wC4VwAHgOtQSKGId2ZV' +
      'RDMiEYn9SYnUSI19IP/QSInCuA4AB4BIhdJ0Lki4QU1waXRCTW9IiWoISI1L4EiJQhBIi0PgSIkC8EgPsRF19kiDwiAxwEmJFCRbXUFc' +
      'w0iF/3R1SLpBTXBpdEJsa0iJ+Eg5V/B0HkijsHdmVUQzIhFIuKh3ZlVEMyIR8Ej/ALhXAAeAw0i4mHdmVUQzIhFVSL1BTXBpdEJHblNI' +
      'jV/gUUiJb/DwSP8ISKGQd2ZVRDMiEUiJ30iLG0iJbxD/0EiF23XlWjHAW13DMcDDSLpBTXBpdEJsazHASDlX8HUDi0foww==',
    'base64',
  ),
};

export const WINDOWS_ALLOCATORS: AllocatorsCode = {
  allocateBuffer: 0x00,
  allocateMore: 0x5c,
  freeBuffer: 0xf4,
  blockBytes: 0x177,
  code: Buffer.from(
    'VkiJ1lOJy0iNSyBIg+woSKGId2ZVRDMiEf/Qug4AB4BIhcB0LjHSSIlYCEi7QU1waXRCbGtIiRBIuph3ZlVEMyIRSIlYEPBI/wIx0kiD' +
      'wCBIiQZIg8QoidBbXsNXVlNIidNIg+wgSIXSdBBIuEFNcGl0QmxrSDlC8HQiSInYSKOwd2ZVRDMiEUi4qHdmVUQzIhHwSP8AuFcAB4Dr' +
      'T0ihiHdmVUQzIhGJzkyJx0iNTiD/0EmJwbgOAAeATYXJdC1IuEFNcGl0Qk1vSYlxCEiNU+BJiUEQSItD4EmJAfBMD7EKdfZJg8EgMcBM' +
      'iQ9Ig8QgW15fw0iFyXR7SLpBTXBpdEJsa0iJyEg5UfB0HkijsHdmVUQzIhFIuKh3ZlVEMyIR8Ej/ALhXAAeAw0i4mHdmVUQzIhFWSL5B' +
      'TXBpdEJHblNIjVngSIPsKEiJcfDwSP8ISKGQd2ZVRDMiEUiJ2UiLG0iJcRD/0EiF23XlSIPEKDHAW17DMcDDSLpBTXBpdEJsazHASDlR' +
      '8HUDi0Howw==',
    'base64',
  ),
};
