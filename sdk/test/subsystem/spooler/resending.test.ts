import {
  findValue,
  MAPI_P1,
  MAPI_SUBMITTED,
  MAPI_TO,
  MSGFLAG_RESEND,
  PR_ADDRTYPE_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_IPM_OUTBOX_ENTRYID,
  PR_MESSAGE_FLAGS,
  PR_RECIPIENT_TYPE,
  PR_RESPONSIBILITY,
  PR_SEARCH_KEY,
  type PropTag,
  propValue,
  S_OK,
} from '@mapi-kit/sdk';
import test from 'ava';
import { FakeTransport } from '../support/fake-transport.js';
import { must } from '../support/fixture.js';
import { mailWith, openFolder, openMessage, propOf } from '../support/mail-fixture.js';

test('of a message that is sent again, who has it already is done with from the beginning', (t) => {
  const smtp = new FakeTransport();
  const { subsystem, store } = mailWith(t, [smtp]);
  const message = must(
    openFolder(store, propOf(store, PR_IPM_OUTBOX_ENTRYID) ?? new Uint8Array()).CreateMessage(null, 0),
  );
  must(message.SetProps([propValue(PR_MESSAGE_FLAGS, MSGFLAG_RESEND)]));
  const recipient = (address: string, type: number) => [
    propValue(PR_DISPLAY_NAME_W, address),
    propValue(PR_ADDRTYPE_W, 'SMTP'),
    propValue(PR_EMAIL_ADDRESS_W, address),
    propValue(PR_RECIPIENT_TYPE, type | 0),
    propValue(PR_SEARCH_KEY, Uint8Array.of(7)),
  ];
  message.ModifyRecipients(0, [
    recipient('has-it@x', MAPI_TO),
    recipient('lacks-it@x', MAPI_TO | MAPI_SUBMITTED),
    recipient('hidden@x', MAPI_P1 | MAPI_SUBMITTED),
  ]);
  const entryId = propOf(message, PR_ENTRYID) ?? new Uint8Array();
  t.is(message.SubmitMessage(0), S_OK);
  message.Release();

  const table = must(openMessage(store, entryId).GetRecipientTable(0));
  const columns = [PR_EMAIL_ADDRESS_W, PR_RECIPIENT_TYPE, PR_RESPONSIBILITY, PR_SEARCH_KEY];
  table.SetColumns(columns, 0);
  t.deepEqual(
    must(table.QueryRows(9, 0)).map((row) => columns.map((tag) => findValue(row, tag as PropTag))),
    [
      ['has-it@x', MAPI_TO | MAPI_P1, true, Uint8Array.of(7)],
      ['lacks-it@x', MAPI_TO, false, Uint8Array.of(7)],
      ['hidden@x', MAPI_P1, false, Uint8Array.of(7)],
    ],
  );
  table.Release();

  t.is(subsystem.spooler.run().finished, 1);
  t.deepEqual(smtp.opened, ['lacks-it@x hidden@x']);
});
