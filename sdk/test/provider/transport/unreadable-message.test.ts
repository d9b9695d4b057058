import test from 'ava';
import { MAPI_E_CORRUPT_DATA, MAPI_E_NETWORK_ERROR, S_OK } from '#src/com/hresult-codes.js';
import { failed } from '#src/com/result.js';
import { ATTACH_EMBEDDED_MSG, KEEP_OPEN_READWRITE, MAPI_CREATE, MAPI_MODIFY } from '#src/contract/flags.js';
import type { IMessage } from '#src/contract/imessage.js';
import { IID_IMessage } from '#src/contract/interface-ids.js';
import {
  PR_ATTACH_DATA_OBJ,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_REPORT_TEXT_W,
  PR_SUBJECT_W,
} from '#src/contract/property-tags.js';
import { findValue } from '#src/contract/property-types.js';
import type { OutboundMessage } from '#src/provider/transport/outbound-message.js';
import type { SubmitAnswer } from '#src/provider/transport/submit-answer.js';
import { Disk, live, offer, silent } from './support/disk-transport.js';
import { attach, type LoggedOn, logOn, makeMessage, ok, openMailbox, takenAddresses } from './support/mail.js';
import { submitting } from './support/mail-transport.js';

/** A message with an attachment that says that it is a message, and has none. */
function hollow(): IMessage {
  const message = makeMessage(openMailbox(), 'hollow', ['SMTP:bob@x.org', 'FAX:1']);
  const { attach: attachment } = ok(message.CreateAttach(null, 0));
  ok(
    attachment.SetProps([
      { tag: PR_ATTACH_METHOD, value: ATTACH_EMBEDDED_MSG },
      { tag: PR_ATTACH_LONG_FILENAME_W, value: 'minutes' },
    ]),
  );
  attachment.SaveChanges(0);
  message.SaveChanges(KEEP_OPEN_READWRITE);
  return message;
}

const reasons = ({ support }: LoggedOn): string[] =>
  support.reports.flat().map((row) => findValue(row, PR_REPORT_TEXT_W) ?? '');

test('a message that cannot be read for a defect of its own is reported, done with, and not taken over', (t) => {
  const disk = new Disk();
  const life = live(disk, silent);
  const message = hollow();
  t.is(offer(life, message), 0);
  t.deepEqual(takenAddresses(message), ['bob@x.org']);
  t.is(reasons(life).length, 1);
  t.regex(reasons(life)[0] ?? '', /^the attachment minutes cannot be read: MAPI_E_/);
  t.deepEqual(disk.records(), []);
});

test('the same is reported for a transport that reads the message in its submit hook', (t) => {
  const life = logOn(submitting(({ attachments }) => (attachments.length > 0 ? 'sent' : 'busy')));
  t.is(offer(life, hollow()), 0);
  t.is(reasons(life).length, 1);
});

test('a message within a message is reported, unless the transport says that it sends such messages', (t) => {
  const outer = (): IMessage => {
    const message = makeMessage(openMailbox(), 'outer', ['SMTP:bob@x.org']);
    const { attach: attachment } = ok(message.CreateAttach(null, 0));
    ok(attachment.SetProps([{ tag: PR_ATTACH_METHOD, value: ATTACH_EMBEDDED_MSG }]));
    const inner = ok(attachment.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, MAPI_CREATE | MAPI_MODIFY));
    ok(inner.SetProps([{ tag: PR_SUBJECT_W, value: 'inner' }]));
    inner.SaveChanges(KEEP_OPEN_READWRITE);
    attachment.SaveChanges(KEEP_OPEN_READWRITE);
    message.SaveChanges(KEEP_OPEN_READWRITE);
    return message;
  };
  const disk = new Disk();
  const naive = live(disk, silent);
  t.is(offer(naive, outer()), 0);
  t.regex(reasons(naive)[0] ?? '', /^messages within messages cannot be sent: MAPI_E_NO_SUPPORT /);
  t.deepEqual(disk.records(), []);

  const sends = ({ attachments: [first] }: OutboundMessage): SubmitAnswer =>
    first?.embedded?.subject === 'inner' ? 'sent' : 'busy';
  class Sending extends submitting(sends) {
    protected override supportsEmbeddedMessages(): boolean {
      return true;
    }
  }
  const sending = logOn(Sending);
  const message = outer();
  t.is(offer(sending, message), 0);
  t.deepEqual(takenAddresses(message), ['bob@x.org']);
  t.deepEqual(reasons(sending), []);
});

for (const [what, code, hr] of [
  ['damaged data of the store is a defect of the message', MAPI_E_CORRUPT_DATA, S_OK],
  ['trouble of the store that may pass is no defect of the message', MAPI_E_NETWORK_ERROR, MAPI_E_NETWORK_ERROR],
] as const) {
  test(what, (t) => {
    const message = makeMessage(openMailbox(), 'one', ['SMTP:bob@x.org']);
    attach(message, 'a.txt', Buffer.from('a'));
    message.OpenAttach = () => failed(code);
    const life = live(new Disk(), silent);
    t.is(life.logon.SubmitMessage(0, message).hr, hr);
    t.is(reasons(life).length, hr === S_OK ? 1 : 0);
  });
}
