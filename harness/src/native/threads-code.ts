import { Buffer } from 'node:buffer';

// Between the thread of JavaScript's and all others, for Linux on x86-64. C calls a slot by an entrance. On the thread of
// JavaScript's it leads straight to the function of ours; from another thread it is a visit:
//
// - With one thread, koffi has the visitor wait until JavaScript is idle. It is noted that it waits, and whether a call of
//   the library's was under way when it came.
// - With two threads, each call of the library's is made by a thread of the library's own (`run`), while the thread of
//   JavaScript's waits in `call` and serves the visits that come. What our slot calls in its turn is made by the visitor
//   itself, which waits for its answer: it may hold locks.
//
// Compiled from the following by gcc -Os -fPIC -fno-asynchronous-unwind-tables -fcf-protection=none -fno-stack-protector;
// harness/test/native tries it.
//
//   typedef unsigned long u64;
//   typedef struct { u64 words[4]; } Semaphore;
//   struct Call { Semaphore wake; u64 function; u64 args[16]; u64 result; int done; int answered; };
//   struct Visit { struct Call call; struct Visit *next; u64 callback; u64 args[16]; u64 result; };
//   struct State {
//     u64 scriptThread; int *notes; u64 two;
//     int (*init)(Semaphore *, int, unsigned); int (*wait)(Semaphore *); int (*post)(Semaphore *);
//     struct Call *current; struct Visit *first, *last; u64 visits;
//     Semaphore script, lock; struct Call calls;
//   };
//   #define S ((struct State *)0x1122334455660000UL)
//   #define FUNCTION static __attribute__((noinline, used))
//   typedef u64 Any(u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64);
//   FUNCTION u64 invoke(u64 f, u64 *a) {
//     return ((Any *)f)(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11], a[12], a[13], a[14], a[15]);
//   }
//   static void copy(u64 *to, const u64 *from) { for (int n = 0; n < 16; n++) ((volatile u64 *)to)[n] = from[n]; }
//   FUNCTION void await(Semaphore *s) { while (S->wait(s)) {} }
//   static void make(struct Call *c) {
//     __atomic_store_n(&c->done, 0, __ATOMIC_SEQ_CST);
//     c->result = invoke(c->function, c->args);
//     __atomic_store_n(&c->done, 1, __ATOMIC_SEQ_CST);
//     S->post(&S->script);
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
//     S->init(&v.call.wake, 0, 0);
//     v.call.answered = 0; v.next = 0; v.callback = *callback; copy(v.args, args);
//     await(&S->lock);
//     if (S->last) S->last->next = &v; else S->first = &v;
//     S->last = &v;
//     S->visits++;
//     S->post(&S->lock);
//     S->post(&S->script);
//     for (;;) {
//       await(&v.call.wake);
//       if (v.call.answered) return v.result;
//       make(&v.call);
//     }
//   }
//   static __attribute__((naked, used)) void entrance(void) {
//     __asm__("mov %fs:0,%rax\n movabs $0x1122334455660000,%r10\n cmp (%r10),%rax\n jne 1f\n jmp *(%r11)\n"
//       "1: push %rbp\n mov %rsp,%rbp\n sub $128,%rsp\n"
//       "mov %rdi,(%rsp)\n mov %rsi,8(%rsp)\n mov %rdx,16(%rsp)\n mov %rcx,24(%rsp)\n mov %r8,32(%rsp)\n mov %r9,40(%rsp)\n"
//       "xor %ecx,%ecx\n 2: mov 16(%rbp,%rcx,8),%rax\n mov %rax,48(%rsp,%rcx,8)\n inc %ecx\n cmp $10,%ecx\n jne 2b\n"
//       "mov %r11,%rdi\n mov %rsp,%rsi\n call visit\n leave\n ret");
//   }
//   FUNCTION void serve(void) {
//     for (;;) {
//       await(&S->lock);
//       struct Visit *v = S->first;
//       if (v) { S->first = v->next; if (!S->first) S->last = 0; S->visits--; }
//       S->post(&S->lock);
//       if (!v) return;
//       struct Call *before = S->current;
//       S->current = &v->call;
//       v->result = invoke(v->callback, v->args);
//       S->current = before;
//       v->call.answered = 1;
//       S->post(&v->call.wake);
//     }
//   }
//   FUNCTION u64 call(u64 function, u64 *args) {
//     u64 own[16];
//     copy(own, args);
//     serve();
//     struct Call *c = S->current;
//     c->function = function; copy(c->args, own); c->done = 0;
//     S->post(&c->wake);
//     while (!__atomic_load_n(&c->done, __ATOMIC_SEQ_CST)) { await(&S->script); serve(); }
//     return c->result;
//   }
//   FUNCTION void *run(void *unused) { for (;;) { await(&S->calls.wake); make(&S->calls); } }

/** Stands in the code for where the state is. */
export const STATE_PLACEHOLDER = 0x1122334455660000n;
export const STATE_BYTES = 328;

/** So many arguments are passed on; no method of MAPI has more. */
export const MOST_ARGUMENTS = 16;

/** Where in the state what is: each of 8 bytes. */
export const STATE = {
  scriptThread: 0,
  notes: 8,
  isTwo: 16,
  semaphoreInit: 24,
  semaphoreWait: 32,
  semaphorePost: 40,
  current: 48,
  visits: 72,
  scriptSemaphore: 80,
  lockSemaphore: 112,
  calls: 144,
} as const;

/** The code as a system needs it. */
export interface ThreadsCode {
  /** Position independent but for the state's place. */
  readonly bytes: Uint8Array;
  /** Where the functions begin. */
  readonly entrance: number;
  readonly serve: number;
  readonly call: number;
  readonly run: number;
}

export const LINUX_THREADS: ThreadsCode = {
  entrance: 0x22c,
  serve: 0x291,
  call: 0x366,
  run: 0x3e8,
  bytes: Buffer.from(
    'McBIiwwGSI0UB0iDwAhIiQpIPYAAAAB16cNQSInwSItOGEmJ+kiLVhBIi3YI/3B4/3Bw/3Bo/3Bg/3BY/3BQ/3BI/3BA/3A4/3AwTItI' +
      'KEyLQCBIizhB/9JIg8RYw1VIja+wAAAAU0iJ+1AxwIdFAEiNdyhIi38g6J3///9IiYOoAAAAuAEAAACHRQBIv1AAZlVEMyIRSKEoAGZV' +
      'RDMiEVpbXf/gU0iJ+0ihIABmVUQzIhFIid//0IXAde1bw0i4AABmVUQzIhFBVEmJ/FVIifVTSIHsUAEAAEiDeBAAdU5IoQgAZlVEMyIR' +
      '8P9ABEihCABmVUQzIhGLAIXAdA5IoQgAZlVEMyIR8P9ACEmLPCRIie7oAv///0iJwkihCABmVUQzIhHw/0gE6e8AAABIieMx0jH2SKEY' +
      'AGZVRDMiEUiJ3//QMcAx0kiNvCTIAAAAiYQktAAAAEmLBCRIie5IiZQkuAAAAEiJhCTAAAAA6I3+//9Iv3AAZlVEMyIR6CP///9IoUAA' +
      'ZlVEMyIRSIXAdAlIiZi4AAAA6w1IidhIozgAZlVEMyIRSL9wAGZVRDMiEUiJ2EijQABmVUQzIhFIoUgAZlVEMyIRSP/ASKNIAGZVRDMi' +
      'EUihKABmVUQzIhH/0EihKABmVUQzIhFIv1AAZlVEMyIR/9BIid/opv7//4O8JLQAAAAAdApIi5QkSAEAAOsKSInf6EP+///r2kiBxFAB' +
      'AABIidBbXUFcw2RIiwQlAAAAAEm6AABmVUQzIhFJOwJ1A0H/I1VIieVIgeyAAAAASIk8JEiJdCQISIlUJBBIiUwkGEyJRCQgTIlMJCgx' +
      'yUiLRM0QSIlEzDD/wYP5CnXvTInfSInm6DH+///Jww8LQVZVSL1wAGZVRDMiEVNIie/o/v3//0i4OABmVUQzIhFIixhIi1DwSIXbdQlb' +
      'SInvXUFe/+JIi4O4AAAASKM4AGZVRDMiEUiFwHUPSLhAAGZVRDMiETHJSIkISKFIAGZVRDMiEUiJ70j/yEijSABmVUQzIhH/0kiLu8AA' +
      'AABIjbPIAAAASKEwAGZVRDMiEUmJxkiJ2EijMABmVUQzIhHo5vz//0iJ30iJg0gBAABMifBIozAAZlVEMyIRSKEoAGZVRDMiEceDtAAA' +
      'AAEAAAD/0Ok5////QVRVSIn9U0iDxIBJieRMiefohPz//+gQ////TInmSLgwAGZVRDMiEUiLGEiJayBIjXsoSL1QAGZVRDMiEehY/P//' +
      'McBIid+Jg7AAAABIoSgAZlVEMyIR/9CLg7AAAACFwHUPSInv6NT8///ou/7//+vnSIuDqAAAAEiD7IBbXUFcw1NIu5AAZlVEMyIRSInf' +
      '6Kr8//9Iid/oW/z//+vu',
    'base64',
  ),
};
