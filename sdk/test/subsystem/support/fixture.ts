import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  FAILED,
  formatHresult,
  IID_IMAPIClientShutdown,
  type IMAPIClientShutdown,
  type IMAPISession,
  PR_ENTRYID,
} from '@mapi-kit/sdk';
import { Subsystem, type SubsystemOptions } from '@mapi-kit/sdk/subsystem';
import type { ExecutionContext } from 'ava';
import type { FakeModule } from './fake-provider.js';

/** A temporary folder that goes when the test ends. */
export function temporaryFolder(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The name of a fake module in the profiles of {@link subsystemWith}. */
export function dllName(index: number): string {
  return `fake-${index + 1}`;
}

/** An initialised subsystem whose profile `work` lists the fake modules in order. */
export function subsystemWith(
  t: ExecutionContext,
  fakes: readonly FakeModule[],
  options: Partial<SubsystemOptions> = {},
): Subsystem {
  const subsystem = new Subsystem({
    profileDirectory: temporaryFolder(t),
    modules: new Map(fakes.map((fake, index) => [dllName(index), fake.module])),
    ...options,
  });
  subsystem.profiles.createProfile('work');
  for (const [index, { kind }] of fakes.entries()) {
    subsystem.profiles.addProvider('work', { kind, dllName: dllName(index), displayName: `${kind} ${index + 1}` });
  }
  subsystem.MAPIInitialize(null);
  return subsystem;
}

/** Logs on to the profile `work`. */
export function logOn(subsystem: Subsystem): IMAPISession {
  return must(subsystem.MAPILogonEx(0, 'work', null, 0));
}

/** Logs on, and opens all stores of the profile. */
export function logOnWithStores(subsystem: Subsystem): IMAPISession {
  const session = logOn(subsystem);
  for (const entryId of storeIds(session)) must(session.OpenMsgStore(0, entryId, null, 0));
  return session;
}

/** The entry ids of the stores of a session. */
export function storeIds(session: IMAPISession): Uint8Array[] {
  const table = must(session.GetMsgStoresTable(0));
  table.SetColumns([PR_ENTRYID], 0);
  const rows = must(table.QueryRows(1000, 0));
  table.Release();
  return rows.map((row) => row[0]?.value as Uint8Array);
}

/** The fast-shutdown interface of a session. */
export function clientShutdown(session: IMAPISession): IMAPIClientShutdown {
  return must(session.QueryInterface(IID_IMAPIClientShutdown));
}

/** The value of a result that has to be there. */
export function must<T>({ hr, value }: { readonly hr: Parameters<typeof FAILED>[0]; readonly value: T | null }): T {
  if (FAILED(hr) || value === null) throw new Error(`unexpected ${formatHresult(hr)}`);
  return value;
}
