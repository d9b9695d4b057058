import { MAPI_E_NOT_ENOUGH_DISK, MapiError, PR_SUBJECT_W } from '@mapi-kit/sdk';
import { AbstractEncodedStore, type EncodedObject, type StoreChange, type StoredObject } from '@mapi-kit/sdk/store';
import anyTest, { type ExecutionContext, type TestFn } from 'ava';
import sinon, { type SinonFakeTimers } from 'sinon';
import { decodeWhole } from '#src/provider/store/apart-values.js';
import { type Client, logOn } from './client.js';

/** A store of bytes whose disk a test can see, and which it can have fail. */
export class Encoded extends AbstractEncodedStore {
  static disk = new Map<string, EncodedObject>();
  static commits: string[][] = [];
  static fails = false;

  protected override supportsFastShutdown(): boolean {
    return true;
  }
  protected override commit(batch: readonly StoreChange<EncodedObject>[]): void {
    if (Encoded.fails) throw new MapiError(MAPI_E_NOT_ENOUGH_DISK, 'full');
    const ids = batch.map((change) => ('put' in change ? change.put.id : change.remove));
    if (new Set(ids).size !== ids.length) throw new TypeError('something occurs twice');
    Encoded.commits.push(batch.map((change) => ('put' in change ? `put ${change.put.kind}` : `remove ${change.kind}`)));
    for (const change of batch) {
      if ('put' in change) Encoded.disk.set(change.put.id, { ...change.put, bytes: new Uint8Array(change.put.bytes) });
      else Encoded.disk.delete(change.remove);
    }
  }
  protected override readBytes(id: string): Uint8Array | undefined {
    return Encoded.disk.get(id)?.bytes;
  }
  protected override *listBytes(parent: string, kind: string): Iterable<Uint8Array> {
    for (const object of onDisk()) if (object.parent === parent && object.kind === kind) yield object.bytes;
  }
}

/** Registers a test with a new disk and a clock that stands still, of those that run one after the other. */
export function test(title: string, implementation: (t: ExecutionContext<{ clock: SinonFakeTimers }>) => void): void {
  (anyTest as TestFn<{ clock: SinonFakeTimers }>).serial(title, (t) => {
    Encoded.disk = new Map();
    Encoded.commits = [];
    Encoded.fails = false;
    const clock = sinon.useFakeTimers({
      toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'Date'],
    });
    t.teardown(() => clock.restore());
    t.context = { clock };
    implementation(t);
  });
}

/** In the order of creation. */
function onDisk(): EncodedObject[] {
  return [...Encoded.disk.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** The messages that are on the disk. */
export function durable(): StoredObject[] {
  const messages = onDisk().filter(({ kind }) => kind === 'message');
  return messages.flatMap(({ bytes }) => decodeWhole(bytes, (id) => Encoded.disk.get(id)?.bytes) ?? []);
}

/** The subjects of the messages that are on the disk. */
export function durableSubjects(): unknown[] {
  return durable().map(({ properties }) => properties.find(({ tag }) => tag === PR_SUBJECT_W)?.value);
}

export function open(): Client {
  return logOn({ storeClass: Encoded });
}
