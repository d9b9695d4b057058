import { Buffer } from 'node:buffer';

// Between the thread of JavaScript's and all others, for x86-64. C calls a slot by an entrance. On the thread of
// JavaScript's it leads straight to the function of ours; from another thread it is a visit:
//
// - With one thread, koffi has the visitor wait until JavaScript is idle. It is noted that it waits, and whether a call of
//   the library's was under way when it came.
// - With two threads, each call of the library's is made by a thread of the library's own (`run`), while the thread of
//   JavaScript's waits in `call` and serves the visits that come. What our slot calls in its turn is made by the visitor
//   itself, which waits for its answer: it may hold locks.
//
// Compiled from the following, for Linux by gcc -Os -fPIC -fno-asynchronous-unwind-tables -fcf-protection=none
// -fno-stack-protector, for Windows by x86_64-w64-mingw32-gcc -DWINDOWS -Os -fno-asynchronous-unwind-tables
// -fno-stack-protector; harness/test/native tries it.
//
//   typedef unsigned long long u64;
//   typedef struct { u64 words[4]; } Semaphore;
//   #ifdef WINDOWS
//   typedef struct { u64 (*create)(u64, int, int, u64); unsigned (*wait)(u64, unsigned); int (*release)(u64, int, u64); int (*close)(u64); } Functions;
//   #define INIT(s) ((s)->words[0] = S->functions.create(0, 0, 0x7fffffff, 0))
//   #define WAIT(s) S->functions.wait((s)->words[0], 0xffffffff)
//   #define POST(s) S->functions.release((s)->words[0], 1, 0)
//   #define END(s) S->functions.close((s)->words[0])
//   #else
//   typedef struct { int (*init)(Semaphore *, int, unsigned); int (*wait)(Semaphore *); int (*post)(Semaphore *); int (*destroy)(Semaphore *); } Functions;
//   #define INIT(s) S->functions.init(s, 0, 0)
//   #define WAIT(s) S->functions.wait(s)
//   #define POST(s) S->functions.post(s)
//   #define END(s) S->functions.destroy(s)
//   #endif
//   struct Call { Semaphore wake; u64 function; u64 args[16]; u64 result; int done; int answered; };
//   struct Visit { struct Call call; struct Visit *next; u64 callback; u64 args[16]; u64 result; };
//   struct State {
//     u64 scriptThread; int *notes; u64 two;
//     Functions functions;
//     struct Call *current; struct Visit *first, *last; u64 visits;
//     Semaphore script, lock; struct Call calls;
//   };
//   #define S ((struct State *)0x1122334455660000ULL)
//   #define FUNCTION static __attribute__((noinline, used))
//   typedef u64 Any(u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64);
//   FUNCTION u64 invoke(u64 f, u64 *a) {
//     return ((Any *)f)(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11], a[12], a[13], a[14], a[15]);
//   }
//   static void copy(u64 *to, const u64 *from) { for (int n = 0; n < 16; n++) ((volatile u64 *)to)[n] = from[n]; }
//   FUNCTION void await(Semaphore *s) { while (WAIT(s)) {} }
//   static void make(struct Call *c) {
//     __atomic_store_n(&c->done, 0, __ATOMIC_SEQ_CST);
//     c->result = invoke(c->function, c->args);
//     __atomic_store_n(&c->done, 1, __ATOMIC_SEQ_CST);
//     POST(&S->script);
//   }
//   FUNCTION u64 visit(u64 *callback, u64 *args) {
//     if (!S->two) {
//       __atomic_fetch_add(S->notes + 1, 1, __ATOMIC_SEQ_CST);
//       if (__atomic_load_n(S->notes, __ATOMIC_SEQ_CST)) __atomic_fetch_add(S->notes + 2, 1, __ATOMIC_SEQ_CST);
//       u64 result = invoke(*callback, args);
//       __atomic_fetch_sub(S->notes + 1, 1, __ATOMIC_SEQ_CST);
//       return result;
//     }
//     struct Visit v;
//     INIT(&v.call.wake);
//     v.call.answered = 0; v.next = 0; v.callback = *callback; copy(v.args, args);
//     await(&S->lock);
//     if (S->last) S->last->next = &v; else S->first = &v;
//     S->last = &v;
//     S->visits++;
//     POST(&S->lock);
//     POST(&S->script);
//     for (;;) {
//       await(&v.call.wake);
//       if (v.call.answered) { END(&v.call.wake); return v.result; }
//       make(&v.call);
//     }
//   }
//   static __attribute__((naked, used)) void entrance(void) {
//   #ifdef WINDOWS
//     __asm__("mov %gs:0x48,%rax\n movabs $0x1122334455660000,%r10\n cmp (%r10),%rax\n jne 1f\n jmp *(%r11)\n"
//       "1: push %rbp\n mov %rsp,%rbp\n sub $160,%rsp\n mov %rcx,32(%rsp)\n mov %rdx,40(%rsp)\n mov %r8,48(%rsp)\n mov %r9,56(%rsp)\n"
//       "xor %ecx,%ecx\n 2: mov 48(%rbp,%rcx,8),%rax\n mov %rax,64(%rsp,%rcx,8)\n inc %ecx\n cmp $12,%ecx\n jne 2b\n"
//       "mov %r11,%rcx\n lea 32(%rsp),%rdx\n call visit\n leave\n ret");
//   #else
//     __asm__("mov %fs:0,%rax\n movabs $0x1122334455660000,%r10\n cmp (%r10),%rax\n jne 1f\n jmp *(%r11)\n"
//       "1: push %rbp\n mov %rsp,%rbp\n sub $128,%rsp\n"
//       "mov %rdi,(%rsp)\n mov %rsi,8(%rsp)\n mov %rdx,16(%rsp)\n mov %rcx,24(%rsp)\n mov %r8,32(%rsp)\n mov %r9,40(%rsp)\n"
//       "xor %ecx,%ecx\n 2: mov 16(%rbp,%rcx,8),%rax\n mov %rax,48(%rsp,%rcx,8)\n inc %ecx\n cmp $10,%ecx\n jne 2b\n"
//       "mov %r11,%rdi\n mov %rsp,%rsi\n call visit\n leave\n ret");
//   #endif
//   }
//   FUNCTION void serve(void) {
//     for (;;) {
//       await(&S->lock);
//       struct Visit *v = S->first;
//       if (v) { S->first = v->next; if (!S->first) S->last = 0; S->visits--; }
//       POST(&S->lock);
//       if (!v) return;
//       struct Call *before = S->current;
//       S->current = &v->call;
//       v->result = invoke(v->callback, v->args);
//       S->current = before;
//       v->call.answered = 1;
//       POST(&v->call.wake);
//     }
//   }
//   FUNCTION u64 call(u64 function, u64 *args) {
//     u64 own[16];
//     copy(own, args);
//     serve();
//     struct Call *c = S->current;
//     c->function = function; copy(c->args, own); c->done = 0;
//     POST(&c->wake);
//     while (!__atomic_load_n(&c->done, __ATOMIC_SEQ_CST)) { await(&S->script); serve(); }
//     return c->result;
//   }
//   FUNCTION void *run(void *unused) { for (;;) { await(&S->calls.wake); make(&S->calls); } }

/** Stands in the code for where the state is. */
export const STATE_PLACEHOLDER = 0x1122334455660000n;
export const STATE_BYTES = 336;

/** So many arguments are passed on; no method of MAPI has more. */
export const MOST_ARGUMENTS = 16;

/** Where in the state what is: each of 8 bytes. */
export const STATE = {
  scriptThread: 0,
  notes: 8,
  isTwo: 16,
  functions: 24,
  current: 56,
  visits: 80,
  scriptSemaphore: 88,
  lockSemaphore: 120,
  calls: 152,
} as const;

/** The code, compiled for a system. */
export interface CompiledThreads {
  /** Position independent but for the state's place. */
  readonly bytes: Uint8Array;
  /** Where the functions begin. */
  readonly entrance: number;
  readonly serve: number;
  readonly call: number;
  readonly run: number;
}

/** With the functions that it calls: they make a semaphore, wait by it, wake and end it. */
export interface ThreadsCode extends CompiledThreads {
  readonly functions: readonly number[];
}

export const LINUX_THREADS: CompiledThreads = {
  entrance: 0x238,
  serve: 0x29d,
  call: 0x372,
  run: 0x3f4,
  bytes: Buffer.from(
    'McBIiwwGSI0UB0iDwAhIiQpIPYAAAAB16cNQSInwSItOGEmJ+kiLVhBIi3YI/3B4/3Bw/3Bo/3Bg/3BY/3BQ/3BI/3BA/3A4/3AwTItI' +
      'KEyLQCBIizhB/9JIg8RYw1VIja+wAAAAU0iJ+1AxwIdFAEiNdyhIi38g6J3///9IiYOoAAAAuAEAAACHRQBIv1gAZlVEMyIRSKEoAGZV' +
      'RDMiEVpbXf/gU0iJ+0ihIABmVUQzIhFIid//0IXAde1bw0i4AABmVUQzIhFBVEmJ/FVIifVTSIHsUAEAAEiDeBAAdU5IoQgAZlVEMyIR' +
      '8P9ABEihCABmVUQzIhGLAIXAdA5IoQgAZlVEMyIR8P9ACEmLPCRIie7oAv///0iJwkihCABmVUQzIhHw/0gE6fsAAABIieMx0jH2SKEY' +
      'AGZVRDMiEUiJ3//QMcAx0kiNvCTIAAAAiYQktAAAAEmLBCRIie5IiZQkuAAAAEiJhCTAAAAA6I3+//9Iv3gAZlVEMyIR6CP///9IoUgA' +
      'ZlVEMyIRSIXAdAlIiZi4AAAA6w1IidhIo0AAZlVEMyIRSL94AGZVRDMiEUiJ2EijSABmVUQzIhFIoVAAZlVEMyIRSP/ASKNQAGZVRDMi' +
      'EUihKABmVUQzIhH/0EihKABmVUQzIhFIv1gAZlVEMyIR/9BIid/opv7//4O8JLQAAAAASInfdBZIoTAAZlVEMyIR/9BIi5QkSAEAAOsH' +
      '6Df+///rzkiBxFABAABIidBbXUFcw2RIiwQlAAAAAEm6AABmVUQzIhFJOwJ1A0H/I1VIieVIgeyAAAAASIk8JEiJdCQISIlUJBBIiUwk' +
      'GEyJRCQgTIlMJCgxyUiLRM0QSIlEzDD/wYP5CnXvTInfSInm6CX+///Jww8LQVZVSL14AGZVRDMiEVNIie/o8v3//0i4QABmVUQzIhFI' +
      'ixhIi1DoSIXbdQlbSInvXUFe/+JIi4O4AAAASKNAAGZVRDMiEUiFwHUPSLhIAGZVRDMiETHJSIkISKFQAGZVRDMiEUiJ70j/yEijUABm' +
      'VUQzIhH/0kiLu8AAAABIjbPIAAAASKE4AGZVRDMiEUmJxkiJ2EijOABmVUQzIhHo2vz//0iJ30iJg0gBAABMifBIozgAZlVEMyIRSKEo' +
      'AGZVRDMiEceDtAAAAAEAAAD/0Ok5////QVRVSIn9U0iDxIBJieRMiefoePz//+gQ////TInmSLg4AGZVRDMiEUiLGEiJayBIjXsoSL1Y' +
      'AGZVRDMiEehM/P//McBIid+Jg7AAAABIoSgAZlVEMyIR/9CLg7AAAACFwHUPSInv6Mj8///ou/7//+vnSIuDqAAAAEiD7IBbXUFcw1NI' +
      'u5gAZlVEMyIRSInf6J78//9Iid/oT/z//+vu',
    'base64',
  ),
};

export const WINDOWS_THREADS: CompiledThreads = {
  entrance: 0x2c3,
  serve: 0x321,
  call: 0x413,
  run: 0x4a3,
  bytes: Buffer.from(
    'McBMiwwCTI0EAUiDwAhNiQhIPYAAAAB16cNIidBIgeyIAAAASYnKSItSCEiLSHhIiUwkeEiLSHBIiUwkcEiLSGhIiUwkaEiLSGBIiUwk' +
      'YEiLSFhIiUwkWEiLSFBIiUwkUEiLSEhIiUwkSEiLSEBIiUwkQEiLSDhIiUwkOEiLSDBIiUwkMEiLSChIiUwkKEiLSCBIiUwkIEyLSBhM' +
      'i0AQSIsIQf/SSIHEiAAAAMNWMcBIjbGwAAAAU0iJy0iD7CiHBkiNUShIi0kg6Ez///9IiYOoAAAAuAEAAACHBkUxwLoBAAAASLhYAGZV' +
      'RDMiEUiLCEihKABmVUQzIhFIg8QoW17/4FNIictIg+wgSKEgAGZVRDMiEYPK/0iLC//QhcB16kiDxCBbw0i4AABmVUQzIhFWSInWU0iJ' +
      'y0iB7HgBAABIg3gQAHVNSKEIAGZVRDMiEfD/QARIoQgAZlVEMyIRiwCFwHQOSKEIAGZVRDMiEfD/QAhIiwtIifLonP7//0iJwkihCABm' +
      'VUQzIhHw/0gE6SIBAABFMclBuP///38x0jHJSKEYAGZVRDMiEf/QMdJIjYwk6AAAAEiJRCQgMcCJhCTUAAAASIsDSI1cJCBIiZQk2AAA' +
      'AEiJ8kiJhCTgAAAA6Bv+//9IuXgAZlVEMyIR6A////9IoUgAZlVEMyIRSIXAdAlIiZi4AAAA6w1IidhIo0AAZlVEMyIRSInYRTHAugEA' +
      'AABIo0gAZlVEMyIRSKFQAGZVRDMiEUj/wEijUABmVUQzIhFIuHgAZlVEMyIRSIsISKEoAGZVRDMiEf/QRTHAugEAAABIuFgAZlVEMyIR' +
      'SIsISKEoAGZVRDMiEf/QSInZ6Hz+//+DvCTUAAAAAHQbSKEwAGZVRDMiEUiLTCQg/9BIi5QkaAEAAOsKSInZ6Pn9///ryUiBxHgBAABI' +
      'idBbXsNlSIsEJUgAAABJugAAZlVEMyIRSTsCdQNB/yNVSInlSIHsoAAAAEiJTCQgSIlUJChMiUQkMEyJTCQ4MclIi0TNMEiJRMxA/8GD' +
      '+Qx170yJ2UiNVCQg6Ar+///Jww8LV1ZIvngAZlVEMyIRU0iD7CBIifHoyf3//0i4QABmVUQzIhFIixhIhdt0PEiLg7gAAABIo0AAZlVE' +
      'MyIRSIXAdQ9IuEgAZlVEMyIRMdJIiRBIoVAAZlVEMyIRSP/ISKNQAGZVRDMiEUUxwEiLDroBAAAASKEoAGZVRDMiEf/QSIXbdGdIi4vA' +
      'AAAASI2TyAAAAEihOABmVUQzIhFIicdIidhIozgAZlVEMyIR6En8//9IiwtFMcC6AQAAAEiJg0gBAABIifhIozgAZlVEMyIRSKEoAGZV' +
      'RDMiEceDtAAAAAEAAAD/0Okn////SIPEIFteX8NXVkiJzlNIgeygAAAASI18JCBIifno0/v//+jv/v//SIn6SLg4AGZVRDMiEUiLGEiJ' +
      'cyBIjUsoSL5YAGZVRDMiEein+///McBIiwtFMcCJg7AAAAC6AQAAAEihKABmVUQzIhH/0IuDsAAAAIXAdQ9IifHoefz//+iS/v//6+dI' +
      'i4OoAAAASIHEoAAAAFteX8NTSLuYAGZVRDMiEUiD7CBIidnoSfz//0iJ2ejr+///6+6QkJCQkJCQkJCQkJA=',
    'base64',
  ),
};
