import { MAPI_E_NOT_ENOUGH_DISK, S_OK } from '#src/com/hresult-codes.js';
import { MapiError } from '#src/com/mapi-error.js';
import type { IMessage } from '#src/contract/imessage.js';
import type { DeliveryReport } from '#src/provider/transport/delivery-report.js';
import type { OutboundContent } from '#src/provider/transport/outbound-content.js';
import { AbstractQueueingTransport, type QueueingOptions } from '#src/provider/transport/queueing-transport.js';
import {
  decodeStoredOutbound,
  encodeStoredOutbound,
  type StoredOutbound,
} from '#src/provider/transport/stored-outbound.js';
import { FakeSupport } from './fake-support.js';
import { type LoggedOn, logOn, ok } from './mail.js';

export type Deliver = (message: OutboundContent, signal: AbortSignal) => Promise<DeliveryReport | undefined>;

/** What outlives a process: the bytes of the outbox, and a log of what was done to it. */
export class Disk {
  readonly files = new Map<string, Uint8Array>();
  readonly log: string[] = [];
  full = false;

  records(): StoredOutbound[] {
    return [...this.files.values()].map(decodeStoredOutbound);
  }
}

/** One life of a transport over a disk. */
export function live(
  disk: Disk,
  deliver: Deliver,
  options: QueueingOptions = {},
  logonFlags = 0,
  resumeAfter = 2000,
): LoggedOn {
  class DiskTransport extends AbstractQueueingTransport {
    constructor() {
      super({ retryInterval: 10, ...options });
    }
    protected addressTypes(): readonly string[] {
      return ['SMTP'];
    }
    protected storeOutbound(record: StoredOutbound): void {
      if (disk.full) throw new MapiError(MAPI_E_NOT_ENOUGH_DISK, 'the disk is full');
      disk.log.push(`store ${record.state}`);
      disk.files.set(record.id, encodeStoredOutbound(record));
    }
    protected removeOutbound(id: string): void {
      disk.log.push('remove');
      disk.files.delete(id);
    }
    protected listOutbound(): Iterable<StoredOutbound> {
      return disk.records();
    }
    protected deliver(message: OutboundContent, signal: AbortSignal): Promise<DeliveryReport | undefined> {
      return deliver(message, signal);
    }
    protected override supportsFastShutdown(): boolean {
      return true;
    }
  }
  return logOn(DiskTransport, { support: new FakeSupport(), flags: logonFlags, resumeAfter });
}

/** Offers a message; gives the END_ flags. */
export function offer({ logon }: LoggedOn, message: IMessage, flags = 0): number {
  const { hr, msgRef } = logon.SubmitMessage(flags, message);
  if (hr !== S_OK) throw new Error(`SubmitMessage gave ${hr}`);
  return ok(logon.EndMessage(msgRef));
}

/** A server that never answers; what it was asked ends when its signal is aborted. */
export const silent: Deliver = (_message, signal) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
