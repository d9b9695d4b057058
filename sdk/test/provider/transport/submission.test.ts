import test from 'ava';
import sinon from 'sinon';
import type { HRESULT } from '#src/com/hresult.js';
import {
  E_UNEXPECTED,
  MAPI_E_BUSY,
  MAPI_E_CALL_FAILED,
  MAPI_E_CANCEL,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NETWORK_ERROR,
  MAPI_E_NOT_ENOUGH_DISK,
  MAPI_E_NOT_ME,
  MAPI_E_USER_CANCEL,
  MAPI_E_WAIT,
  MAPI_W_CANCEL_MESSAGE,
  S_OK,
} from '#src/com/hresult-codes.js';
import { MapiError } from '#src/com/mapi-error.js';
import {
  BEGIN_DEFERRED,
  END_DONT_RESEND,
  END_RESEND_LATER,
  END_RESEND_NOW,
  MAPI_P1,
  MAPI_TO,
  NOTIFY_ABORT_DEFERRED,
  NOTIFY_CANCEL_MESSAGE,
  NOTIFY_SENTDEFERRED,
} from '#src/contract/flags.js';
import {
  PR_ADDRTYPE_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_RECIPIENT_TYPE,
  PR_REPORT_TEXT_W,
  PR_RESPONSIBILITY,
} from '#src/contract/property-tags.js';
import { findValue } from '#src/contract/property-types.js';
import type { OutboundMessage } from '#src/provider/transport/outbound-message.js';
import type { SubmitAnswer } from '#src/provider/transport/submit-answer.js';
import {
  attach,
  entryIdOf,
  logOn,
  makeMessage,
  ok,
  openMailbox,
  recipientRow,
  takenAddresses,
  until,
} from './support/mail.js';
import { submitting } from './support/mail-transport.js';

test('a message that was sent ends with 0 and all own recipients are taken', (t) => {
  const { logon } = logOn(submitting(() => 'sent'));
  const message = makeMessage(openMailbox(), 'one', ['SMTP:bob@x.org', 'smtp:eve@x.org', 'FAX:12345']);
  const { hr, msgRef } = logon.SubmitMessage(0, message);
  t.is(hr, S_OK);
  t.is(ok(logon.EndMessage(msgRef)), 0);
  t.deepEqual(takenAddresses(message), ['bob@x.org', 'eve@x.org']);
});

test('recipients keep all their properties when they are taken', (t) => {
  const { logon } = logOn(submitting(() => 'sent'));
  const message = makeMessage(openMailbox(), 'one', ['SMTP:bob@x.org']);
  logon.SubmitMessage(0, message);
  const [row = []] = ok(ok(message.GetRecipientTable(0)).QueryRows(1, 0));
  t.is(findValue(row, PR_DISPLAY_NAME_W), 'Name of bob@x.org');
  t.is(findValue(row, PR_ADDRTYPE_W), 'SMTP');
});

test('a message without a recipient of this transport is not offered to the author', (t) => {
  let offered = 0;
  const { logon } = logOn(
    submitting(() => {
      offered += 1;
      return 'sent';
    }),
  );
  const taken = [
    ...recipientRow('SMTP:bob@x.org').filter(({ tag }) => tag !== PR_RESPONSIBILITY),
    { tag: PR_RESPONSIBILITY, value: true },
  ];
  const message = makeMessage(openMailbox(), 'one', ['FAX:12345', taken]);
  t.is(logon.SubmitMessage(0, message).hr, MAPI_E_NOT_ME);
  t.is(offered, 0);
});

test('the author sees an ordinary view of the message', (t) => {
  let seen: unknown;
  const { logon } = logOn(
    submitting((message) => {
      const { subject, body, sender, recipients, addressees, attachments, deferred } = message;
      seen = {
        subject,
        body,
        sender,
        deferred,
        own: recipients.map(({ name, addressType, address, type }) => ({ name, addressType, address, type })),
        all: addressees.map(({ address }) => address),
        attachments: attachments.map(({ name, data }) => [name, Buffer.from(data).toString()]),
      };
      return 'sent';
    }),
  );
  const message = makeMessage(openMailbox(), 'Häuser', ['SMTP:blind@x.org', 'FAX:12345']);
  attach(message, 'a.txt', Buffer.from('attached'));
  t.is(logon.SubmitMessage(0, message).hr, S_OK);
  t.deepEqual(seen, {
    subject: 'Häuser',
    body: 'Body of Häuser',
    sender: { name: 'Ann', addressType: 'SMTP', address: 'ann@example.org' },
    deferred: false,
    own: [{ name: 'Name of blind@x.org', addressType: 'SMTP', address: 'blind@x.org', type: 'bcc' }],
    all: ['blind@x.org', '12345'],
    attachments: [['a.txt', 'attached']],
  });
});

test('a recipient with MAPI_P1 whom nobody has taken yet is sent to, and not named', (t) => {
  let seen: string[][] = [];
  const { logon } = logOn(
    submitting((message) => {
      const { recipients, addressees } = message;
      const content = message.content();
      seen = [recipients, addressees, content.recipients, content.addressees].map((list) =>
        list.map(({ address }) => address),
      );
      return 'sent';
    }),
  );
  const p1 = (address: string, isResponsible: boolean) => [
    ...recipientRow(`SMTP:${address}`).filter(({ tag }) => tag !== PR_RECIPIENT_TYPE && tag !== PR_RESPONSIBILITY),
    { tag: PR_RECIPIENT_TYPE, value: MAPI_TO | MAPI_P1 },
    { tag: PR_RESPONSIBILITY, value: isResponsible },
  ];
  const rows = [p1('has-it@x.org', true), p1('lacks-it@x.org', false), 'SMTP:bob@x.org'];
  const message = makeMessage(openMailbox(), 'again', rows);
  t.is(logon.SubmitMessage(0, message).hr, S_OK);
  t.deepEqual(seen, [['lacks-it@x.org', 'bob@x.org'], ['bob@x.org'], ['lacks-it@x.org', 'bob@x.org'], ['bob@x.org']]);
  t.deepEqual(takenAddresses(message), ['has-it@x.org', 'lacks-it@x.org', 'bob@x.org']);
});

test('key and Message-ID stay with a submission, and the key goes with the message', (t) => {
  const seen: string[][] = [];
  const transport = submitting((message) => {
    seen.push([message.key, message.messageId]);
    return 'busy';
  });
  const folder = openMailbox();
  const [one, two] = [makeMessage(folder, 'one', ['SMTP:b@x.org']), makeMessage(folder, 'two', ['SMTP:b@x.org'])];
  logOn(transport).logon.SubmitMessage(0, one);
  logOn(transport).logon.SubmitMessage(0, one);
  logOn(transport).logon.SubmitMessage(0, two);
  t.deepEqual(seen[0], seen[1]);
  t.not(seen[0]?.[0], seen[2]?.[0]);
  t.not(seen[0]?.[1], seen[2]?.[1]);
  t.regex(seen[0]?.[1] ?? '', /^<[0-9a-f]{40}@example\.org>$/);
});

test('for whom a message failed is done with, too, and reported', (t) => {
  const { logon, support } = logOn(
    submitting(({ recipients }) => {
      const [bob, eve] = recipients;
      return {
        sent: bob === undefined ? [] : [bob],
        failed: eve === undefined ? [] : [{ recipient: eve, reason: 'no such user' }],
      };
    }),
  );
  const message = makeMessage(openMailbox(), 'one', ['SMTP:bob@x.org', 'SMTP:eve@x.org', 'SMTP:kim@x.org']);
  const { msgRef } = logon.SubmitMessage(0, message);
  t.is(ok(logon.EndMessage(msgRef)), 0);
  t.deepEqual(takenAddresses(message), ['bob@x.org', 'eve@x.org']);
  t.is(support.reports.length, 1);
  const [row = []] = support.reports[0] ?? [];
  t.is(findValue(row, PR_EMAIL_ADDRESS_W), 'eve@x.org');
  t.is(findValue(row, PR_REPORT_TEXT_W), 'no such user');
});

test('a report that MAPI does not take undoes nothing: the message is sent, and not offered again', (t) => {
  const offers: string[][] = [];
  const { logon, support } = logOn(
    submitting(({ recipients }) => {
      offers.push(recipients.map(({ address }) => address));
      const [bob, eve] = recipients;
      return {
        sent: bob === undefined ? [] : [bob],
        failed: eve === undefined ? [] : [{ recipient: eve, reason: 'no such user' }],
      };
    }),
  );
  sinon.stub(support, 'StatusRecips').returns(MAPI_E_NOT_ENOUGH_DISK);
  const message = makeMessage(openMailbox(), 'one', ['SMTP:bob@x.org', 'SMTP:eve@x.org']);
  const { hr, msgRef } = logon.SubmitMessage(0, message);
  t.is(hr, S_OK);
  t.is(ok(logon.EndMessage(msgRef)), 0);
  t.deepEqual(takenAddresses(message), ['bob@x.org', 'eve@x.org']);
  t.regex(
    ok(ok(logon.OpenStatusEntry(null, 0)).GetLastError(MAPI_E_NOT_ENOUGH_DISK, 0)).error,
    /StatusRecips.*MAPI_E_NOT_ENOUGH_DISK/,
  );
  t.is(logon.SubmitMessage(0, message).hr, MAPI_E_NOT_ME);
  t.deepEqual(offers, [['bob@x.org', 'eve@x.org']]);
});

const answers = test.macro((t, answer: SubmitAnswer, hr: HRESULT, retrySeconds: number) => {
  const { logon } = logOn(submitting(() => answer));
  const result = logon.SubmitMessage(0, makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']));
  t.is(result.hr, hr);
  t.is(result.retrySeconds, retrySeconds);
  t.is(logon.EndMessage(result.msgRef).hr, MAPI_E_INVALID_PARAMETER, 'nothing was done, so nothing can be ended');
});
test('not-mine becomes MAPI_E_NOT_ME', answers, 'not-mine', MAPI_E_NOT_ME, 0);
test('busy becomes MAPI_E_BUSY', answers, 'busy', MAPI_E_BUSY, 0);
test('cancelled becomes MAPI_E_CANCEL', answers, 'cancelled', MAPI_E_CANCEL, 0);
test('waiting becomes MAPI_E_WAIT with the seconds', answers, { waitSeconds: 7 }, MAPI_E_WAIT, 7);
test('a part of a second is waited for as a whole one', answers, { waitSeconds: 0.2 }, MAPI_E_WAIT, 1);
test('waiting for no time is passed on', answers, { waitSeconds: 0 }, MAPI_E_WAIT, 0);
test(
  'a failed network becomes MAPI_E_NETWORK_ERROR',
  answers,
  { waitSeconds: 9, networkFailed: true },
  MAPI_E_NETWORK_ERROR,
  9,
);

const endings = test.macro((t, answer: SubmitAnswer, flags: number) => {
  const { logon } = logOn(submitting(() => answer));
  const message = makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']);
  const { hr, msgRef } = logon.SubmitMessage(0, message);
  t.is(hr, S_OK);
  t.is(ok(logon.EndMessage(msgRef)), flags);
  t.deepEqual(takenAddresses(message), []);
});
test('a deferred message ends with END_DONT_RESEND', endings, 'deferred', END_DONT_RESEND);
test('resend-later ends with END_RESEND_LATER', endings, { next: 'resend-later' }, END_RESEND_LATER);
test('resend-now ends with END_RESEND_NOW', endings, { next: 'resend-now' }, END_RESEND_NOW);

const failures = test.macro((t, submit: () => SubmitAnswer, hr: HRESULT, text: RegExp, retrySeconds: number) => {
  const { logon } = logOn(submitting(submit), { retrySeconds: 33 });
  const result = logon.SubmitMessage(0, makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']));
  t.is(result.hr, hr);
  t.is(result.retrySeconds, retrySeconds);
  const status = ok(logon.OpenStatusEntry(null, 0));
  t.regex(ok(status.GetLastError(hr, 0)).error, text);
});
test(
  'a MapiError of submit gives its code',
  failures,
  () => {
    throw new MapiError(MAPI_E_NOT_ENOUGH_DISK, 'no room');
  },
  MAPI_E_NOT_ENOUGH_DISK,
  /no room/,
  0,
);
test(
  'another exception of submit gives MAPI_E_CALL_FAILED',
  failures,
  () => {
    throw new RangeError('odd');
  },
  MAPI_E_CALL_FAILED,
  /odd/,
  0,
);
test(
  'a promise of submit gives E_UNEXPECTED',
  failures,
  () => Promise.resolve('sent') as unknown as SubmitAnswer,
  E_UNEXPECTED,
  /submit\(\) returned a promise/,
  0,
);
test(
  'no answer gives MAPI_E_CALL_FAILED',
  failures,
  () => undefined as unknown as SubmitAnswer,
  MAPI_E_CALL_FAILED,
  /no answer/,
  0,
);
test(
  'an answer with an unknown next gives MAPI_E_CALL_FAILED',
  failures,
  () => ({ next: 'soon' }) as unknown as SubmitAnswer,
  MAPI_E_CALL_FAILED,
  /next: soon/,
  0,
);
for (const waitSeconds of [Number.NaN, -1, Number.POSITIVE_INFINITY, '5', undefined]) {
  test(
    `waiting for ${typeof waitSeconds} ${waitSeconds} gives MAPI_E_CALL_FAILED`,
    failures,
    () => ({ waitSeconds }) as unknown as SubmitAnswer,
    MAPI_E_CALL_FAILED,
    new RegExp(`^submit\\(\\) returned waitSeconds: ${waitSeconds}, which is no time to wait`),
    0,
  );
}
test(
  'MAPI_E_WAIT that is thrown comes with the usual delay',
  failures,
  () => {
    throw new MapiError(MAPI_E_WAIT);
  },
  MAPI_E_WAIT,
  /MAPI_E_WAIT/,
  33,
);

test('a cancellation that comes while the message is handled ends the hook', (t) => {
  const { logon, support } = logOn(
    submitting((message) => {
      support.yieldResult = MAPI_W_CANCEL_MESSAGE;
      message.throwIfCancelled();
      return 'sent';
    }),
  );
  t.is(logon.SubmitMessage(0, makeMessage(openMailbox(), 'one', ['SMTP:b@x.org'])).hr, MAPI_E_USER_CANCEL);
});

test('NOTIFY_CANCEL_MESSAGE with the reference cancels that message', (t) => {
  const seen: boolean[] = [];
  const { logon } = logOn(
    submitting((message) => {
      seen.push(message.cancelled);
      logon.TransportNotify(NOTIFY_CANCEL_MESSAGE, 1);
      seen.push(message.cancelled);
      return 'sent';
    }),
  );
  t.is(logon.SubmitMessage(0, makeMessage(openMailbox(), 'one', ['SMTP:b@x.org'])).msgRef, 1);
  t.deepEqual(seen, [false, true]);
});

test('NOTIFY_ABORT_DEFERRED tells the author which message the user has cancelled, or that the session ends', (t) => {
  const told: (Uint8Array | null)[] = [];
  class Deferring extends submitting(() => 'deferred') {
    protected override cancelled(entryId: Uint8Array | null): void {
      told.push(entryId);
    }
  }
  const { logon } = logOn(Deferring);
  const entryId = Uint8Array.of(1, 2, 3);
  const byUser = NOTIFY_ABORT_DEFERRED | NOTIFY_CANCEL_MESSAGE;
  t.is(ok(logon.TransportNotify(byUser, entryId)), byUser);
  logon.TransportNotify(NOTIFY_ABORT_DEFERRED, entryId);
  logon.TransportNotify(NOTIFY_ABORT_DEFERRED, null);
  t.deepEqual(told, [entryId, null, null]);
});

test('a deferred message is reported, offered again with BEGIN_DEFERRED, and finished', (t) => {
  const seen: [boolean, string][] = [];
  const finished: string[] = [];
  let report = (_entryId: Uint8Array): void => {};
  class Deferring extends submitting((message) => {
    seen.push([message.deferred, message.key]);
    return message.deferred ? 'sent' : 'deferred';
  }) {
    protected override open(): void {
      report = (entryId) => this.reportSent(entryId);
    }
    protected override finished(message: OutboundMessage): void {
      finished.push(message.key);
    }
  }
  const { logon, support } = logOn(Deferring);
  const message = makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']);
  logon.EndMessage(logon.SubmitMessage(0, message).msgRef);
  t.deepEqual(finished, []);
  report(entryIdOf(message));
  t.deepEqual(support.notices, [{ flags: NOTIFY_SENTDEFERRED, data: entryIdOf(message) }]);
  const again = logon.SubmitMessage(BEGIN_DEFERRED, message);
  t.is(ok(logon.EndMessage(again.msgRef)), 0);
  t.deepEqual(
    seen.map(([deferred]) => deferred),
    [false, true],
  );
  t.is(seen[0]?.[1], seen[1]?.[1]);
  t.deepEqual(finished, [seen[0]?.[1]]);
  t.deepEqual(takenAddresses(message), ['b@x.org']);
});

test('a message that was sent before EndMessage is reported after it', async (t) => {
  let report = (_entryId: Uint8Array): void => {};
  class Hasty extends submitting((message) => {
    report(message.entryId);
    return 'deferred';
  }) {
    protected override open(): void {
      report = (entryId) => this.reportSent(entryId);
    }
  }
  const { logon, support } = logOn(Hasty);
  const { msgRef } = logon.SubmitMessage(0, makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']));
  t.deepEqual(support.notices, []);
  logon.EndMessage(msgRef);
  t.deepEqual(support.notices, [], 'the spooler does not know the answer before EndMessage has returned');
  await until(() => support.notices.length === 1);
  t.is(support.notices[0]?.flags, NOTIFY_SENTDEFERRED);
});
