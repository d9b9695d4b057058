import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IMsgStore } from '@mapi-kit/sdk';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import { missingCompiler } from './compilers.js';

const SOURCE = fileURLToPath(new URL('../../../test/native/fixtures/echo-store.cpp', import.meta.url));

/** Why compiled libraries cannot be tried on this machine; null: they can. */
export const MISSING: string | null = missingCompiler('g++');

const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-native-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/**
 * Compiles a library of one file.
 *
 * @param flags - other libraries among them, which have to come after what needs them
 */
export function compile(source: string, name: string, ...flags: readonly string[]): string {
  const library = join(folder, name);
  execFileSync('g++', ['-std=c++17', '-shared', '-fPIC', '-fvisibility=hidden', '-o', library, source, ...flags]);
  return library;
}

/** The store that gives back what it is given. */
export function compileEcho(): string {
  return compile(SOURCE, 'echo-store.so');
}

/** A file for the notes of calls. */
export function notesFile(): string {
  return join(folder, 'calls');
}

/** What a client of a store in a session of the mock has. */
export interface Client {
  readonly subsystem: Subsystem;
  readonly store: IMsgStore;
  logOff(): void;
}

/**
 * Opens a store as a client does.
 *
 * @param profile - what the store is to do, too
 */
export function openStore(module: ConstructorParameters<typeof Subsystem>[0]['modules'], profile: string): Client {
  const subsystem = new Subsystem({ profileDirectory: mkdtempSync(join(folder, 'profile-')), modules: module });
  subsystem.MAPIInitialize(null);
  subsystem.profiles.createProfile(profile);
  const dataDirectory = join(folder, 'data');
  subsystem.profiles.addProvider(profile, { kind: 'store', dllName: 'echo', displayName: 'Echo', dataDirectory });
  const session = subsystem.MAPILogonEx(0, profile, null, 0).value;
  if (session === null) throw new Error('no session');
  const table = session.GetMsgStoresTable(0).value;
  const [row] = table?.QueryRows(1, 0).value ?? [];
  table?.Release();
  const id = row?.find(({ tag }) => tag >>> 16 === 0x0fff)?.value;
  const store = session.OpenMsgStore(0, id as Uint8Array, null, 0).value;
  if (store === null) throw new Error('no store');
  return {
    subsystem,
    store,
    logOff: () => {
      store.StoreLogoff(0);
      store.Release();
      session.Logoff(0, 0, 0);
      session.Release();
      subsystem.MAPIUninitialize();
    },
  };
}
