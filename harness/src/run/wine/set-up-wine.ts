import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigurationError, messageOf } from '../input/configuration-error.js';
import { INSTALL_WINE, readyMark } from './inspect-wine.js';
import { wineEnvironment } from './wine-environment.js';
import {
  koffiVersion,
  WINDOWS_KOFFI_PACKAGE,
  WINDOWS_NODE,
  WINDOWS_NODE_PACKAGE,
  type WineFolder,
  wineFolder,
} from './wine-folder.js';
import { findWine, type WinePrograms } from './wine-programs.js';

/** A first prefix takes half a minute on a busy machine. */
const PREFIX_MS = 300_000;
const DOWNLOAD_MS = 600_000;
const LAST_WORDS_MS = 1_000;

/** How Wine is set up. */
export interface WineSetUp {
  readonly environment: NodeJS.ProcessEnv;
  /** What is there is thrown away first. */
  readonly again: boolean;
  /** Told of each thing before it is made. */
  readonly onStep: (what: string) => void;
}

/**
 * Prepares what DLLs need on Linux besides Wine: the Node of Windows and koffi's binary for it, fetched by `npm pack`, and a
 * prefix of Wine's. What is there stays as it is. Each is made beside its place and then put there, so that nothing half done
 * is taken for whole.
 *
 * @returns the folder that has all of it
 * @throws ConfigurationError when Wine is not installed, or something cannot be fetched or made
 */
export async function setUpWine({ environment, again, onStep }: WineSetUp): Promise<WineFolder> {
  const programs = process.platform === 'linux' && process.arch === 'x64' ? findWine(environment) : null;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new ConfigurationError('Wine is set up on Linux for x86-64 alone; on Windows, DLLs are certified without it');
  }
  if (programs === null)
    throw new ConfigurationError(`there is no Wine for 64-bit programs; to bring it: ${INSTALL_WINE}`);
  const folder = wineFolder(environment);
  // The folder may be one of the user's, with other things in it.
  const own = [dirname(dirname(folder.node)), dirname(folder.modules), folder.prefix];
  if (again) for (const part of own) await rm(part, { recursive: true, force: true });
  await mkdir(folder.path, { recursive: true });
  await make(folder.node, dirname(dirname(folder.node)), async (place) => {
    onStep(`Node ${WINDOWS_NODE} for Windows, by npm pack`);
    await fetchPackage(`${WINDOWS_NODE_PACKAGE}@${WINDOWS_NODE}`, place, environment);
  });
  await make(join(folder.koffi, 'package.json'), folder.koffi, async (place) => {
    onStep(`koffi ${koffiVersion()} for Windows, by npm pack`);
    await fetchPackage(`${WINDOWS_KOFFI_PACKAGE}@${koffiVersion()}`, place, environment);
  });
  await make(readyMark(folder), folder.prefix, async (place) => {
    onStep("Wine's prefix");
    await makePrefix(programs, { ...folder, prefix: place }, environment);
  });
  return folder;
}

/** Makes a folder unless it is there, which a file in it shows. */
async function make(sign: string, folder: string, fill: (place: string) => Promise<void>): Promise<void> {
  if (existsSync(sign)) return;
  const place = `${folder}.${process.pid}`;
  await rm(place, { recursive: true, force: true });
  await mkdir(place, { recursive: true });
  try {
    await fill(place);
    await rm(folder, { recursive: true, force: true });
    await rename(place, folder);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** Unpacks a package of the registry into a folder. */
async function fetchPackage(name: string, folder: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const packed = join(folder, '.packed');
  await mkdir(packed);
  const pack = ['pack', name, '--silent', '--pack-destination', packed];
  await run('npm', pack, environment, DOWNLOAD_MS, `${name} could not be fetched`);
  const [archive = ''] = await readdir(packed);
  const unpack = ['-xzf', join(packed, archive), '-C', folder, '--strip-components', '1'];
  await run('tar', unpack, environment, DOWNLOAD_MS, `${basename(archive)} could not be unpacked`);
  await rm(packed, { recursive: true });
}

/** Older versions of Wine call themselves Windows 7, on which Node does not run. */
const WINDOWS_10 = ['reg', 'add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', 'win10', '/f'];

async function makePrefix(
  { wine, server }: WinePrograms,
  folder: WineFolder,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const own = wineEnvironment(environment, folder);
  const failed = "Wine's prefix could not be made";
  await run(wine, ['wineboot', '--init'], own, PREFIX_MS, failed);
  await run(wine, WINDOWS_10, own, PREFIX_MS, failed);
  // The registry is written when the last process has ended.
  await run(server, ['-w'], own, PREFIX_MS, failed);
  if (!existsSync(readyMark(folder))) throw new ConfigurationError(`${failed}: there is no registry in it`);
}

/** Runs a program to its end, without a shell. */
async function run(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  limitMs: number,
  failed: string,
): Promise<void> {
  // Not `timeout`: its clock goes on, and keeps this process, where the program cannot be started at all.
  const signal = AbortSignal.timeout(limitMs);
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'], signal });
  let errors = '';
  child.stderr.on('data', (text: Buffer) => {
    errors += text.toString();
  });
  const read = new Promise((resolve) => child.once('close', resolve));
  const problem = await new Promise<string | null>((resolve) => {
    child.once('error', (error) =>
      resolve(signal.aborted ? `it took longer than ${limitMs / 60_000} minutes` : messageOf(error)),
    );
    child.once('exit', (code, signal) =>
      resolve(code === 0 ? null : `${basename(program)} ended with ${signal ?? code}`),
    );
  });
  // What it said last may come after its end; services of Wine's may hold the pipe for longer than the program lives.
  if (problem !== null) await Promise.race([read, sleep(LAST_WORDS_MS)]);
  child.stderr.destroy();
  if (problem === null) return;
  const said = errors.trim().split('\n').at(-1) ?? '';
  throw new ConfigurationError(`${failed}: ${problem}${said === '' ? '' : `: ${said}`}`);
}
