import { join } from 'node:path';
import {
  FAILED,
  FLUSH_UPLOAD,
  findValue,
  formatHresult,
  IID_IMAPIClientShutdown,
  type IMAPIClientShutdown,
  type IMAPIFolder,
  type IMsgStore,
  MAPI_MODIFY,
  PR_ADDRTYPE_W,
  PR_BODY_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_IPM_OUTBOX_ENTRYID,
  PR_SENDER_ADDRTYPE_W,
  PR_SENDER_EMAIL_ADDRESS_W,
  PR_SENDER_NAME_W,
  PR_SUBJECT_W,
  type ProviderModule,
  propValue,
} from '@mapi-kit/sdk';
import { AbstractMessageStore, messageStoreProvider, type StoredObject } from '@mapi-kit/sdk/store';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import type { ExecutionContext } from 'ava';

const disks = new Map<string, Map<string, StoredObject>>();

/** A store in memory that outlives its logons, as a real one outlives its process. */
class MemoryStore extends AbstractMessageStore {
  get #objects(): Map<string, StoredObject> {
    const objects = disks.get(this.dataDirectory) ?? new Map<string, StoredObject>();
    disks.set(this.dataDirectory, objects);
    return objects;
  }
  protected read(id: string): StoredObject | undefined {
    return this.#objects.get(id);
  }
  protected list(parent: string): Iterable<StoredObject> {
    return [...this.#objects.values()].filter((object) => object.parent === parent);
  }
  protected write(object: StoredObject): void {
    this.#objects.set(object.id, object);
  }
  protected remove(id: string): void {
    this.#objects.delete(id);
  }
  protected override supportsFastShutdown(): boolean {
    return true;
  }
}

/** A client that is logged on, with a store open. */
export interface Life {
  readonly store: IMsgStore;
  readonly shutdown: IMAPIClientShutdown;
  /** How many messages have left the outgoing queue. */
  readonly finished: number;
  /** Has the transport send now what waits for the next attempt. */
  flush(): void;
  /** Runs rounds of the spooler until something is the case, for ten seconds at most. */
  until(condition: () => boolean): Promise<void>;
}

let lives = 0;

/** Begins a life of a client with a transport; lives over the same folder have their data in common. */
export function live(
  t: ExecutionContext,
  { folder, module }: { readonly folder: string; readonly module: ProviderModule },
  smtpPort: number,
): Life {
  const modules = new Map([
    ['store', { MSProviderInit: messageStoreProvider(MemoryStore) }],
    ['my-transport', module],
  ]);
  const subsystem = new Subsystem({ profileDirectory: folder, modules, coordinator: { doResult: 'strict' } });
  lives += 1;
  const profile = `life ${lives}`;
  subsystem.profiles.createProfile(profile);
  for (const [dllName, kind] of [['store', 'store'] as const, ['my-transport', 'transport'] as const]) {
    const settings = { smtpHost: '127.0.0.1', smtpPort: String(smtpPort) };
    const dataDirectory = join(folder, dllName);
    subsystem.profiles.addProvider(profile, { kind, dllName, displayName: dllName, dataDirectory, settings });
  }
  subsystem.MAPIInitialize(null);
  const session = ok(subsystem.MAPILogonEx(0, profile, null, 0));
  t.teardown(() => session.Logoff(0, 0, 0));
  const [row = []] = ok(ok(session.GetMsgStoresTable(0)).QueryRows(1, 0));
  const store = ok(session.OpenMsgStore(0, findValue(row, PR_ENTRYID) ?? new Uint8Array(), null, MAPI_MODIFY));
  let finished = 0;
  return {
    store,
    shutdown: ok(session.QueryInterface(IID_IMAPIClientShutdown)),
    get finished() {
      return finished;
    },
    flush: () => void subsystem.spooler.FlushQueues(FLUSH_UPLOAD),
    until: async (condition) => {
      const deadline = performance.now() + 10_000;
      for (;;) {
        finished += subsystem.spooler.run().finished;
        if (condition()) return;
        if (performance.now() > deadline) throw new Error(`it did not come true: ${condition.toString()}`);
        await pause(5);
      }
    },
  };
}

/** Submits a message of ann@example.org. */
export function submit({ store }: Life, subject: string, to: readonly string[]): void {
  const [outbox] = ok(store.GetProps([PR_IPM_OUTBOX_ENTRYID], 0));
  const folder = ok(store.OpenEntry(outbox?.value as Uint8Array, null, MAPI_MODIFY)).unknown as IMAPIFolder;
  const message = ok(folder.CreateMessage(null, 0));
  ok(
    message.SetProps([
      propValue(PR_SUBJECT_W, subject),
      propValue(PR_BODY_W, `Body of ${subject}`),
      propValue(PR_SENDER_NAME_W, 'Ann'),
      propValue(PR_SENDER_ADDRTYPE_W, 'SMTP'),
      propValue(PR_SENDER_EMAIL_ADDRESS_W, 'ann@example.org'),
    ]),
  );
  const rows = to.map((address) => [
    propValue(PR_DISPLAY_NAME_W, address),
    propValue(PR_ADDRTYPE_W, 'SMTP'),
    propValue(PR_EMAIL_ADDRESS_W, address),
  ]);
  message.ModifyRecipients(0, rows);
  const hr = message.SubmitMessage(0);
  if (hr !== 0) throw new Error(`SubmitMessage gave ${formatHresult(hr)}`);
  message.Release();
  folder.Release();
}

/** The subjects in the inbox. */
export function inboxOf({ store }: Life): string[] {
  const { entryId } = ok(store.GetReceiveFolder(null, 0));
  const folder = ok(store.OpenEntry(entryId, null, 0)).unknown as IMAPIFolder;
  const table = ok(folder.GetContentsTable(0));
  table.SetColumns([PR_SUBJECT_W], 0);
  const subjects = ok(table.QueryRows(1000, 0)).map((row) => findValue(row, PR_SUBJECT_W) ?? '');
  table.Release();
  folder.Release();
  return subjects;
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function ok<T>({ hr, value }: { readonly hr: Parameters<typeof FAILED>[0]; readonly value: T | null }): T {
  if (FAILED(hr) || value === null) throw new Error(`the call gave ${formatHresult(hr)}`);
  return value;
}
