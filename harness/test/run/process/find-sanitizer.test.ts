import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { findSanitizer, type SanitizedSubject } from '#harness/run/process/find-sanitizer.js';
import { missingCompiler } from '../../native/compilers.js';
import { temporaryFolder } from '../temporary-folder.js';

const compiled = missingCompiler('g++') === null ? test : test.skip;

/** A library in a folder of its own, or a module. */
function subject(file: string): SanitizedSubject {
  return { given: './it', modules: [{ resolved: { given: './it', file } }] };
}

function compile(folder: string, ...flags: readonly string[]): SanitizedSubject {
  const [source, file] = [join(folder, 'source.cpp'), join(folder, 'library.so')];
  writeFileSync(source, 'extern "C" int MSProviderInit(int *n) { return *n; }');
  execFileSync('g++', ['-shared', '-fPIC', '-o', file, source, ...flags]);
  return subject(file);
}

/** Also where nothing of a library is used it is named. */
const NEEDED = '-Wl,--no-as-needed';

/** A library by the name of a runtime, of a version that nobody has. */
function runtimeIn(folder: string): string {
  const file = join(folder, 'libasan.so.99');
  execFileSync('g++', ['-shared', '-fPIC', '-o', file, '-x', 'c++', '/dev/null', '-Wl,-soname,libasan.so.99']);
  return file;
}

const refused = (t: ExecutionContext, of: SanitizedSubject, message: RegExp, on = 'linux'): void => {
  t.throws(() => findSanitizer(of, true, on), { message });
};

compiled('The runtime that a library is built for is found where the loader finds it', (t) => {
  const library = compile(temporaryFolder(t), '-fsanitize=address');
  t.regex(findSanitizer(library, true) ?? '', /^\/.*\/libasan\.so\.\d+$/);
  t.throws(() => findSanitizer(library, false), {
    message: './it is built with AddressSanitizer, whose runtime has to be loaded before everything else; give asan',
  });
});

compiled('A library that is built without it needs none, and cannot be watched', (t) => {
  const library = compile(temporaryFolder(t));
  t.is(findSanitizer(library, false), null);
  refused(
    t,
    library,
    /^asan is about libraries that are built with AddressSanitizer, and \.\/it is not; compile and link it with -fsan/,
  );
});

compiled('A library that leaves the runtime to the program names none that could be loaded', (t) => {
  const library = compile(temporaryFolder(t), '-fsanitize=address', '-nodefaultlibs');
  refused(
    t,
    library,
    /^\.\/it is built with AddressSanitizer and names no runtime that could be loaded before it; link it/,
  );
  t.throws(() => findSanitizer(library, false), { message: /^\.\/it is built with AddressSanitizer, whose/ });
});

compiled('A runtime that is not there is named', (t) => {
  const folder = temporaryFolder(t);
  const stub = runtimeIn(folder);
  refused(
    t,
    compile(folder, NEEDED, stub),
    /^\.\/it needs libasan\.so\.99, the runtime of AddressSanitizer, which is not where/,
  );
  // With a path of its own in the library the loader finds it, in a folder that can be loaded from, or not.
  t.is(findSanitizer(compile(folder, NEEDED, stub, `-Wl,-rpath,${folder}`), true), stub);
});

compiled('A runtime whose path cannot be given to the loader is refused', (t) => {
  const folder = join(temporaryFolder(t), 'with blank');
  mkdirSync(folder);
  const stub = runtimeIn(folder);
  refused(
    t,
    compile(folder, NEEDED, stub, `-Wl,-rpath,${folder}`),
    /a blank or a colon in its path cannot be loaded before/,
  );
});

test('What is no library cannot be watched', (t) => {
  refused(t, subject('/nowhere/module.js'), /^asan is about compiled libraries, and \.\/it is none; leave it out$/);
  t.is(findSanitizer(subject('/nowhere/module.js'), false), null);
});

test('A DLL of Windows cannot be watched', (t) => {
  const dll = Buffer.alloc(256);
  dll.write('MZ', 'latin1');
  dll.writeUInt32LE(128, 60);
  dll.write('PE\0\0', 128, 'latin1');
  const file = join(temporaryFolder(t), 'store.dll');
  writeFileSync(file, dll);
  refused(t, subject(file), /^asan is about shared objects, and \.\/it is a DLL of Windows; leave it out$/);
});

test('Elsewhere than on Linux nothing is watched', (t) => {
  refused(
    t,
    subject('/nowhere/module.js'),
    /^asan is possible on Linux alone, and this is win32; leave it out$/,
    'win32',
  );
});
