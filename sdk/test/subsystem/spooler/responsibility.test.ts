import { setImmediate } from 'node:timers/promises';
import type { ProviderModule } from '@mapi-kit/sdk';
import type { SpoolerModel } from '@mapi-kit/sdk/subsystem';
import {
  AbstractQueueingTransport,
  type DeliveryReport,
  type OutboundContent,
  type QueueingOptions,
  type StoredOutbound,
  transportProvider,
} from '@mapi-kit/sdk/transport';
import test, { type ExecutionContext } from 'ava';
import { inbox, type Mail, mailWith, submit } from '../support/mail-fixture.js';

type Responsibility = NonNullable<QueueingOptions['responsibility']>;

interface Case {
  readonly model: SpoolerModel;
  readonly responsibility: Responsibility;
  readonly report?: DeliveryReport;
}

/** A queueing transport with its outbox in memory, and what its server got. */
function makeTransport({ responsibility, report = {} }: Case): { module: ProviderModule; sent: string[] } {
  const sent: string[] = [];
  const records = new Map<string, StoredOutbound>();
  class Queueing extends AbstractQueueingTransport {
    protected override open(): void {
      this.pace({ responsibility });
    }
    protected addressTypes(): readonly string[] {
      return ['SMTP'];
    }
    protected storeOutbound(record: StoredOutbound): void {
      records.set(record.id, record);
    }
    protected removeOutbound(id: string): void {
      records.delete(id);
    }
    protected listOutbound(): Iterable<StoredOutbound> {
      return records.values();
    }
    protected async deliver({ subject }: OutboundContent): Promise<DeliveryReport> {
      sent.push(subject);
      return report;
    }
  }
  return { module: { XPProviderInit: transportProvider(Queueing) }, sent };
}

/** Sends a message, and lets spooler and transport work until nothing moves any more. */
async function send(t: ExecutionContext, how: Case): Promise<Mail & { readonly sent: string[] }> {
  const transport = makeTransport(how);
  const mail = mailWith(t, [transport], { spooler: { model: how.model } });
  submit(mail.store, 'x', ['ada@x']);
  for (let turns = 0; turns < 20; turns += 1) {
    mail.subsystem.spooler.run();
    await setImmediate();
  }
  return { ...mail, sent: transport.sent };
}

const fits: readonly Case[] = [
  { model: 'documented', responsibility: 'when-sent' },
  { model: 'documented', responsibility: 'at-hand-over' },
  { model: 'outlook-2002', responsibility: 'at-hand-over' },
];

for (const how of fits) {
  const { model, responsibility } = how;
  test(`recipients marked ${responsibility}: with the ${model} spooler a message is sent once, and not reported`, async (t) => {
    const { subsystem, store, sent } = await send(t, how);
    t.deepEqual(sent, ['x']);
    t.deepEqual(inbox(store), []);
    t.deepEqual(subsystem.spooler.queued(), []);
  });

  test(`recipients marked ${responsibility}: with the ${model} spooler a refusal is reported once`, async (t) => {
    const report = { failed: [{ address: 'ada@x', reason: 'no such user' }] };
    const { subsystem, store } = await send(t, { ...how, report });
    t.deepEqual(inbox(store), ['REPORT.IPM.Note.NDR: Undeliverable: x']);
    t.deepEqual(subsystem.spooler.queued(), []);
  });
}

test('recipients marked when-sent: the outlook-2002 spooler reports what is sent all the same', async (t) => {
  const { subsystem, store, sent } = await send(t, { model: 'outlook-2002', responsibility: 'when-sent' });
  t.deepEqual(inbox(store), ['REPORT.IPM.Note.NDR: Undeliverable: x']);
  t.deepEqual(subsystem.spooler.queued(), []);
  t.deepEqual(sent, ['x']);
});
