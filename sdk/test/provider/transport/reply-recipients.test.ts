import test from 'ava';
import {
  PR_REPLY_RECIPIENT_ENTRIES,
  PR_REPLY_RECIPIENT_NAMES_W,
  PR_SENT_REPRESENTING_ADDRTYPE_W,
  PR_SENT_REPRESENTING_EMAIL_ADDRESS_W,
} from '#src/contract/property-tags.js';
import { findValue, type SPropValue } from '#src/contract/property-types.js';
import { PropertyBag } from '#src/provider/objects/property-bag.js';
import { AbstractTransport } from '#src/provider/transport/abstract-transport.js';
import type { InboundMessage } from '#src/provider/transport/inbound-message.js';
import { readMessage } from '#src/provider/transport/message-reading.js';
import { flatEntryList, readReplyRecipients } from '#src/provider/transport/reply-recipients.js';
import { oneOffEntryId } from '#src/subsystem/one-off-entry-id.js';
import { logOn, makeMessage, ok, openMailbox } from './support/mail.js';

const list = (value: Uint8Array, names = ''): PropertyBag =>
  new PropertyBag([
    { tag: PR_REPLY_RECIPIENT_ENTRIES, value },
    { tag: PR_REPLY_RECIPIENT_NAMES_W, value: names },
  ]);

test('reply recipients are read of their entry ids', (t) => {
  const entryIds = [
    oneOffEntryId('Zoë', 'SMTP', 'zoe@x.org', true),
    Uint8Array.of(0, 0, 0, 0, 1, 2, 3),
    oneOffEntryId('', 'SMTP', 'bob@x.org', false),
  ];
  t.deepEqual(readReplyRecipients(list(flatEntryList(entryIds), 'Z; The boss; Bob')), [
    { name: 'Zoë', addressType: 'SMTP', address: 'zoe@x.org' },
    { name: 'The boss', addressType: '', address: '' },
    { name: 'Bob', addressType: 'SMTP', address: 'bob@x.org' },
  ]);
});

test('a list that ends too early, or promises too much, gives what is there', (t) => {
  const whole = flatEntryList([oneOffEntryId('Bob', 'SMTP', 'bob@x.org', true)]);
  t.deepEqual(readReplyRecipients(list(new Uint8Array())), []);
  t.deepEqual(readReplyRecipients(list(whole.subarray(0, 7))), []);
  const promising = Uint8Array.from(whole);
  promising[0] = 200;
  t.is(readReplyRecipients(list(promising)).length, 1);
});

test('whom an inbound message represents, and who gets replies, comes out again as it went in', (t) => {
  class Receiving extends AbstractTransport {
    protected addressTypes(): readonly string[] {
      return ['SMTP'];
    }
    protected submit(): 'not-mine' {
      return 'not-mine';
    }
    protected override receive(): InboundMessage {
      return {
        sender: { name: 'Sec', addressType: 'SMTP', address: 'sec@x.org' },
        representing: { name: 'Boss', addressType: 'SMTP', address: 'boss@x.org' },
        replyTo: [
          { name: 'Team; all', addressType: 'SMTP', address: 'team@x.org' },
          { name: 'Bob', addressType: 'SMTP', address: 'bob@x.org' },
        ],
      };
    }
  }
  const message = ok(openMailbox().CreateMessage(null, 0));
  logOn(Receiving).logon.StartMessage(0, message);
  const { sender, representing, replyTo, properties } = readMessage(message);
  t.is(sender?.address, 'sec@x.org');
  t.is(representing?.address, 'boss@x.org');
  t.deepEqual(
    replyTo?.map(({ name, address }) => `${name} ${address}`),
    ['Team; all team@x.org', 'Bob bob@x.org'],
  );
  t.is(findValue(properties, PR_REPLY_RECIPIENT_NAMES_W), 'Team, all; Bob');
});

test('a sender who represents himself represents nobody', (t) => {
  const same: SPropValue[] = [
    { tag: PR_SENT_REPRESENTING_ADDRTYPE_W, value: 'smtp' },
    { tag: PR_SENT_REPRESENTING_EMAIL_ADDRESS_W, value: 'Ann@Example.org' },
  ];
  t.is(readMessage(makeMessage(openMailbox(), 'one', [], same)).representing, undefined);
});
