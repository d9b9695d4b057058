import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { OWN_NODE } from '#harness/run/process/runtime.js';
import { memoryErrorIn, readSanitizerReport, withSanitizer } from '#harness/run/process/sanitizer.js';
import { temporaryFolder } from '../temporary-folder.js';

const USE_AFTER_FREE = `=================================================================
==7==ERROR: AddressSanitizer: heap-use-after-free on address 0x603000000040 at pc 0x55a30eed65bc bp 0x7ffc sp 0x7ffd
READ of size 1 at 0x603000000040 thread T2
    #0 0x55a30eed65bb in my::Message::SaveChanges(unsigned int) /home/me/src/message.cpp:55
    #1 0x7f30d3245249  (/usr/lib/node+0x1200)

0x603000000040 is located 0 bytes inside of 20-byte region [0x603000000040,0x603000000054)
freed by thread T2 here:
    #0 0x7f6e478ba038 in operator delete[](void*) ../../../../src/libsanitizer/asan/asan_new_delete.cpp:155
    #1 0x55a30eed65bb in my::Message::Forget() /home/me/src/message.cpp:12

SUMMARY: AddressSanitizer: heap-use-after-free /home/me/src/message.cpp:55 in my::Message::SaveChanges(unsigned int)
`;

const report = (kind: string, ...frames: readonly string[]): string =>
  `==7==ERROR: AddressSanitizer: ${kind}\n${frames.map((frame, index) => `    #${index} 0x7f4be824${index} ${frame}\n`).join('')}\n`;

const shortens = test.macro((t, text: string, words: string | null) => {
  t.is(memoryErrorIn(text), words);
});

test(
  'a report is told by its kind and its first place',
  shortens,
  USE_AFTER_FREE,
  'heap-use-after-free in my::Message::SaveChanges(unsigned int) (message.cpp:55)',
);
test('a report that a kill has cut off is one', shortens, USE_AFTER_FREE.slice(0, 200), 'heap-use-after-free');
test(
  "the place is the author's own, not the runtime's, nor that of the C++ library",
  shortens,
  report(
    'heap-buffer-overflow on address 0x60 at pc 0x7f',
    'in __interceptor_memcpy ../../../../src/libsanitizer/sanitizer_common/sanitizer_common_interceptors.inc:827',
    'in std::vector<int, std::allocator<int> >::operator[](unsigned long) /usr/include/c++/12/bits/stl_vector.h:1123',
    'in my::Log::Write() src/log.cpp:8:14',
  ),
  'heap-buffer-overflow in my::Log::Write() (log.cpp:8)',
);
test(
  'without debug information the place is one of the library',
  shortens,
  report(
    'attempting double-free on 0x60 in thread T0:',
    'in operator delete[](void*) ../../../../src/libsanitizer/asan/asan_new_delete.cpp:155',
    'in my::Log::Write() (/home/me/my-store.so+0x18f2) (BuildId: 8a41)',
  ),
  'double-free in my::Log::Write() (my-store.so+0x18f2)',
);
test(
  'a stripped library has no names',
  shortens,
  report('SEGV on unknown address 0x000000000000 (pc 0x56)', ' (/home/me/my-store.so+0x18f2)'),
  'SEGV in my-store.so+0x18f2',
);
test(
  'a path with blanks is no part of the name',
  shortens,
  report('SEGV on unknown address 0x0', 'in my::Log::Write() /home/me/my files/log.cpp:8'),
  'SEGV in my::Log::Write() (log.cpp:8)',
);
test(
  'where nothing but the runtime is known, that is the place',
  shortens,
  report('SEGV on', 'in __interceptor_free'),
  'SEGV',
);
test(
  'a warning of the sanitizer is no error',
  shortens,
  '==7==WARNING: ASan is ignoring requested __asan_handle_no_return: stack type: default\n',
  null,
);
test('what else is printed is none', shortens, 'Error: no such file\n', null);

test('The runtime comes first, what the user gives stays, and what is needed holds', (t) => {
  const { environment, sanitizer } = withSanitizer(OWN_NODE, '/usr/lib/libasan.so.8');
  t.is(sanitizer, '/usr/lib/libasan.so.8');
  const given = { LD_PRELOAD: '/usr/lib/mine.so', ASAN_OPTIONS: 'detect_leaks=1:suppressions=mine', HOME: '/me' };
  const { LD_PRELOAD, ASAN_OPTIONS = '', HOME } = environment(given, "/tmp/Søren & 会議's/asan");
  t.is(LD_PRELOAD, '/usr/lib/libasan.so.8:/usr/lib/mine.so');
  t.is(HOME, '/me');
  t.regex(
    ASAN_OPTIONS,
    /^detect_leaks=1:suppressions=mine:detect_leaks=0:.*abort_on_error=1.*:log_path="\/tmp\/Søren & 会議's\/asan"$/,
  );
  t.notRegex(environment({})['ASAN_OPTIONS'] ?? '', /log_path|^:/);
  t.is(environment({})['LD_PRELOAD'], '/usr/lib/libasan.so.8');
});

test("The report of a life's own process goes to its evidence, without secrets, and is read once", async (t) => {
  const folder = temporaryFolder(t);
  const plan = { profileDirectory: join(folder, 'profile'), journalFile: join(folder, 'life-2.ndjson'), life: 1 };
  writeFileSync(join(folder, 'asan.7'), USE_AFTER_FREE);
  t.is(await readSanitizerReport(plan, 8, []), null);
  t.false(existsSync(join(folder, 'life-2.asan.txt')));
  t.is(
    await readSanitizerReport(plan, 7, ['Message']),
    'heap-use-after-free in my::***::SaveChanges(unsigned int) (message.cpp:55)',
  );
  t.is(readFileSync(join(folder, 'life-2.asan.txt'), 'utf8'), USE_AFTER_FREE.replaceAll('Message', '***'));
  t.is(await readSanitizerReport(plan, 7, []), null);
});
