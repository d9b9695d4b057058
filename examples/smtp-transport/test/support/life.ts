import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XPProviderInit } from '@mapi-kit/example-smtp-transport';
import {
  FAILED,
  findValue,
  formatHresult,
  IID_IMAPIClientShutdown,
  type IMAPIClientShutdown,
  type IMAPIFolder,
  type IMAPISession,
  type IMessage,
  type IMsgStore,
  MAPI_MODIFY,
  PR_BODY_W,
  PR_ENTRYID,
  PR_IPM_OUTBOX_ENTRYID,
  PR_MESSAGE_CLASS_W,
  PR_SUBJECT_W,
  type SPropValue,
} from '@mapi-kit/sdk';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import type { ExecutionContext } from 'ava';
import { MSProviderInit } from './memory-store.js';

/** The folders that a client's lives have in common. */
export interface Home {
  readonly folder: string;
  readonly maildrop: string;
  readonly store: string;
  readonly transport: string;
}

/** Makes a home that goes when the test ends. */
export function makeHome(t: ExecutionContext): Home {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-smtp-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const home = { folder, maildrop: join(folder, 'in'), store: join(folder, 'store'), transport: join(folder, 'smtp') };
  for (const one of [home.maildrop, home.store, home.transport]) mkdirSync(one);
  return home;
}

/** A client that is logged on, with its store open. */
export interface Life {
  readonly subsystem: Subsystem;
  readonly session: IMAPISession;
  readonly shutdown: IMAPIClientShutdown;
  readonly store: IMsgStore;
  /** What the rounds of the spooler have done so far. */
  readonly done: { finished: number; received: number; reports: number };
  /** Runs rounds of the spooler until something is the case, for half a minute at most. */
  until(condition: () => boolean): Promise<void>;
}

let profiles = 0;

/** Begins a life of a client over a home. It is logged off when the test ends. */
export function live(
  t: Pick<ExecutionContext, 'teardown'>,
  home: Home,
  settings: Readonly<Record<string, string>>,
): Life {
  const modules = new Map([
    ['store', { MSProviderInit }],
    ['smtp', { XPProviderInit }],
  ]);
  const subsystem = new Subsystem({ profileDirectory: home.folder, modules });
  profiles += 1;
  const profile = `life ${profiles}`;
  const { profiles: admin } = subsystem;
  admin.createProfile(profile);
  admin.addProvider(profile, { kind: 'store', dllName: 'store', displayName: 'Store', dataDirectory: home.store });
  admin.addProvider(profile, {
    kind: 'transport',
    dllName: 'smtp',
    displayName: 'SMTP',
    dataDirectory: home.transport,
    settings: { smtpHost: '127.0.0.1', retryMs: '20', ...settings },
  });
  subsystem.MAPIInitialize(null);
  const session = ok(subsystem.MAPILogonEx(0, profile, null, 0));
  t.teardown(() => session.Logoff(0, 0, 0));
  const table = ok(session.GetMsgStoresTable(0));
  const [row = []] = ok(table.QueryRows(1, 0));
  table.Release();
  const store = ok(session.OpenMsgStore(0, findValue(row, PR_ENTRYID) ?? new Uint8Array(), null, MAPI_MODIFY));
  const done = { finished: 0, received: 0, reports: 0 };
  const until = async (condition: () => boolean): Promise<void> => {
    const deadline = performance.now() + 30_000;
    for (;;) {
      const round = subsystem.spooler.run();
      for (const key of ['finished', 'received', 'reports'] as const) done[key] += round[key];
      if (condition()) return;
      if (performance.now() > deadline)
        throw new Error(`it did not come true in half a minute: ${condition.toString()}`);
      await pause(5);
    }
  };
  return { subsystem, session, shutdown: ok(session.QueryInterface(IID_IMAPIClientShutdown)), store, done, until };
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Goes by fast shutdown: the three calls, and how long the last two took in milliseconds. */
export function leave({ shutdown }: Life): { readonly results: readonly number[]; readonly took: number } {
  const query = shutdown.QueryFastShutdown();
  const begun = performance.now();
  const results = [query, shutdown.NotifyProcessShutdown(), shutdown.DoFastShutdown()];
  return { results, took: performance.now() - begun };
}

/** The messages of the inbox. */
export function inbox({
  store,
}: Life): readonly { messageClass: string; subject: string; body: string; id: Uint8Array }[] {
  const { entryId } = ok(store.GetReceiveFolder(null, 0));
  return rowsOf(store, entryId).map((row) => {
    const id = findValue(row, PR_ENTRYID) ?? new Uint8Array();
    const message = ok(store.OpenEntry(id, null, 0)).unknown as IMessage;
    const values = ok(message.GetProps([PR_MESSAGE_CLASS_W, PR_SUBJECT_W, PR_BODY_W], 0));
    message.Release();
    return {
      messageClass: findValue(values, PR_MESSAGE_CLASS_W) ?? '',
      subject: findValue(values, PR_SUBJECT_W) ?? '',
      body: findValue(values, PR_BODY_W) ?? '',
      id,
    };
  });
}

/** The outbox folder of the store. */
export function outbox(store: IMsgStore): IMAPIFolder {
  const values = ok(store.GetProps([PR_IPM_OUTBOX_ENTRYID], 0));
  return ok(store.OpenEntry(findValue(values, PR_IPM_OUTBOX_ENTRYID) ?? null, null, MAPI_MODIFY))
    .unknown as IMAPIFolder;
}

function rowsOf(store: IMsgStore, folderId: Uint8Array): readonly (readonly SPropValue[])[] {
  const folder = ok(store.OpenEntry(folderId, null, 0)).unknown as IMAPIFolder;
  const table = ok(folder.GetContentsTable(0));
  table.SetColumns([PR_ENTRYID], 0);
  const rows = ok(table.QueryRows(1000, 0));
  table.Release();
  folder.Release();
  return rows;
}

/** The value of a result that has to have one. */
export function ok<T>({ hr, value }: { readonly hr: Parameters<typeof FAILED>[0]; readonly value: T | null }): T {
  if (FAILED(hr) || value === null) throw new Error(`the call gave ${formatHresult(hr)}`);
  return value;
}
