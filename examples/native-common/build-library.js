// Builds a provider in C++: a shared object for Linux with g++, a DLL for 64-bit Windows with mingw-w64, whichever is here.
//
//   node build.js [--so] [--dll] [--asan] [--fault NAME|all] [--self-test] [--if-possible]
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';

const common = join(import.meta.dirname, 'src');
const include = join(import.meta.dirname, '..', '..', 'harness', 'native', 'include');
const GUIDS = 'guids.cpp';
// The one with std::thread and std::mutex where there are two: Debian's other variant has none.
const WINDOWS_GXX = ['x86_64-w64-mingw32-g++-posix', 'x86_64-w64-mingw32-g++'].find(has) ?? 'x86_64-w64-mingw32-g++';

const { values: options } = parseArgs({
  options: {
    so: { type: 'boolean' },
    dll: { type: 'boolean' },
    asan: { type: 'boolean' },
    fault: { type: 'string' },
    'self-test': { type: 'boolean' },
    'if-possible': { type: 'boolean' },
  },
});

const headers = [process.env.MAPI_HEADERS, '/usr/x86_64-w64-mingw32/include', '/usr/share/mingw-w64/include'].find(
  (folder) => folder !== undefined && existsSync(join(folder, 'mapidefs.h')),
);
// CXXFLAGS come after these: CXXFLAGS=-O0 builds in half the time.
const COMMON = ['-std=c++17', '-O2', '-g1', '-Wall', '-Wextra', '-I', include, '-I', common];
const OWN = process.env.CXXFLAGS?.split(/\s+/).filter(Boolean) ?? [];

const linux = {
  extension: 'so',
  gxx: process.env.CXX ?? 'g++',
  // -fno-gnu-unique: two builds of this source in one process share nothing.
  compile: [
    '-fPIC',
    '-fvisibility=hidden',
    '-fno-gnu-unique',
    '-I',
    join(include, 'linux'),
    '-idirafter',
    headers ?? '',
  ],
  link: ['-shared', '-pthread'],
};
const windows = {
  extension: 'dll',
  gxx: WINDOWS_GXX,
  compile: ['-D_WIN32_WINNT=0x0601'],
  // Needs no library of the compiler's where it runs.
  link: ['-shared', '-static', '-luuid', '-lole32', '-lws2_32'],
};

/**
 * Builds what the command line asks for.
 *
 * @param library - where its `src` and `build` are, what it is called, and how its self-test is built, if it has one
 */
export async function buildLibrary(library) {
  const wanted = [];
  if (options.so || !options.dll) wanted.push(linux);
  if (options.dll || (!options.so && has(WINDOWS_GXX))) wanted.push(windows);
  for (const target of wanted) {
    const missing = missingFor(target);
    if (missing !== undefined) {
      console.error(`${library.name}.${target.extension} was not built: ${missing}`);
      if (!options['if-possible']) process.exitCode = 1;
      continue;
    }
    await build(library, target);
  }
}

function missingFor({ gxx, extension }) {
  if (extension === 'so' && process.platform !== 'linux') return 'a shared object is built on Linux.';
  if (!has(gxx)) {
    const packages = extension === 'so' ? 'g++' : 'g++-mingw-w64-x86-64-posix';
    return `there is no ${gxx}. On Debian and Ubuntu: apt-get install ${packages}`;
  }
  if (headers !== undefined) return undefined;
  return 'there are no MAPI headers. On Debian and Ubuntu: apt-get install mingw-w64-x86-64-dev; elsewhere say in MAPI_HEADERS where they are.';
}

function has(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}

async function build({ folder: here, name: plain, selfTest }, target) {
  const sources = join(here, 'src');
  const define = `-D${plain.replaceAll('-', '_').toUpperCase()}_FAULTS`;
  const faults = options.fault === undefined ? [] : [define, ...(options.asan ? [] : ['-s'])];
  const asan = options.asan ? ['-O1', '-fsanitize=address', '-fno-omit-frame-pointer'] : [];
  const variant = options.fault === undefined ? undefined : 'faults';
  const name = [plain, variant, options.asan ? 'asan' : undefined].filter(Boolean).join('-');
  const folder = join(here, 'build', name);
  mkdirSync(folder, { recursive: true });
  const flags = [...COMMON, ...target.compile, ...OWN, ...faults, ...asan];
  // All sources as one: the headers, which take the most of the time, are read once. The IIDs have a file of their own,
  // since INITGUID has to be there before the headers.
  const units = [common, sources].flatMap((from) =>
    readdirSync(from)
      .filter((file) => file.endsWith('.cpp') && file !== GUIDS)
      .map((file) => join(from, file)),
  );
  const whole = join(folder, `whole-${target.extension}.cpp`);
  writeFileSync(whole, units.map((unit) => `#include "${unit}"\n`).join(''));
  const library = join(here, 'build', `${name}.${target.extension}`);
  if (isStale(library, [join(here, 'build.js'), ...files(sources)])) {
    await run(target.gxx, [...flags, '-I', sources, '-o', library, whole, join(sources, GUIDS), ...target.link]);
  }
  if (options.fault === undefined) console.log(library);
  else copyAs(library, sources, options.fault);
  if (options['self-test'] && selfTest !== undefined && target === linux) {
    const program = join(here, 'build', `self-test-${name}`);
    const parts = selfTest.map((file) => join(here, file));
    const link = ['-o', program, '-ldl', '-pthread'];
    await run(linux.gxx, [...flags, '-I', sources, ...parts, join(sources, GUIDS), ...link]);
    await run(program, [library]);
  }
}

/** A broken library finds out by its name in which way it is broken. */
function copyAs(library, sources, fault) {
  const list = readFileSync(join(sources, 'faults.h'), 'utf8');
  const known = [...list.matchAll(/^ {2}FAULT\((\w+)\)/gm)].map(([, name]) => name);
  if (fault !== 'all' && !known.includes(fault)) {
    console.error(`There is no fault ${fault}. Known are: all, ${known.join(', ')}`);
    process.exitCode = 1;
    return;
  }
  for (const name of fault === 'all' ? known : [fault]) {
    const copy = library.replace('-faults', `-${name}`);
    copyFileSync(library, copy);
    console.log(copy);
  }
}

/** Whether something that the library is made of is newer than it. */
function isStale(library, own) {
  if (!existsSync(library)) return true;
  const made = statSync(library).mtimeMs;
  const parts = [import.meta.filename, ...own, ...files(common), ...files(include), ...files(join(include, 'linux'))];
  return parts.some((file) => statSync(file).mtimeMs > made);
}

function files(folder) {
  return readdirSync(folder).map((file) => join(folder, file));
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${basename(command)} ended with ${signal ?? code}`));
    });
  });
}
