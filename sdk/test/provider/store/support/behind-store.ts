import { MAPI_E_DISK_ERROR, MAPI_E_NOT_ENOUGH_DISK, MapiError, PR_SUBJECT_W } from '@mapi-kit/sdk';
import { AbstractWriteBehindStore, type StoreChange, type StoredObject } from '@mapi-kit/sdk/store';
import anyTest, { type ExecutionContext, type TestFn } from 'ava';
import sinon, { type SinonFakeTimers } from 'sinon';
import { type Client, logOn } from './client.js';

/** A write-behind store whose disk and moods a test can see and set. */
export class Behind extends AbstractWriteBehindStore {
  static disk = new Map<string, StoredObject>();
  static commits: (readonly StoreChange[])[] = [];
  static maintained = 0;
  static fails = false;
  /** What `recover` was called with. */
  static recoveredFrom: unknown[] = [];
  static recoverFails = false;

  protected override supportsFastShutdown(): boolean {
    return true;
  }
  protected override commit(batch: readonly StoreChange[]): void {
    if (Behind.fails) throw new MapiError(MAPI_E_NOT_ENOUGH_DISK, 'full');
    Behind.commits.push(batch);
    for (const change of batch) {
      if ('put' in change) Behind.disk.set(change.put.id, change.put);
      else Behind.disk.delete(change.remove);
    }
  }
  protected override recover(error: unknown): void {
    Behind.recoveredFrom.push(error);
    if (Behind.recoverFails) throw new MapiError(MAPI_E_DISK_ERROR, 'it cannot be opened again');
  }
  protected override readCommitted(id: string): StoredObject | undefined {
    return Behind.disk.get(id);
  }
  protected override *listCommitted(parent: string): Iterable<StoredObject> {
    for (const object of Behind.disk.values()) if (object.parent === parent) yield object;
  }
  protected override maintain(): void {
    Behind.maintained += 1;
  }
}

/**
 * Registers a test with a new disk and a clock that stands still, of those that run one after the other: the timers are
 * those of the process, in which other files' tests may run as well.
 */
export function test(title: string, implementation: (t: ExecutionContext<{ clock: SinonFakeTimers }>) => void): void {
  (anyTest as TestFn<{ clock: SinonFakeTimers }>).serial(title, (t) => {
    Behind.disk = new Map();
    Behind.commits = [];
    Behind.maintained = 0;
    Behind.fails = false;
    Behind.recoveredFrom = [];
    Behind.recoverFails = false;
    const clock = sinon.useFakeTimers({
      toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'Date'],
    });
    t.teardown(() => clock.restore());
    t.context = { clock };
    implementation(t);
  });
}

/** The subjects of the messages that are on the disk. */
export function durable(): unknown[] {
  const messages = [...Behind.disk.values()].filter(({ kind }) => kind === 'message');
  return messages.map(({ properties }) => properties.find(({ tag }) => tag === PR_SUBJECT_W)?.value);
}

export function open(): Client {
  return logOn({ storeClass: Behind });
}
