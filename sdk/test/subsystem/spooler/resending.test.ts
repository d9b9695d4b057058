import {
  findValue,
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
  propValue,
  S_OK,
} from '@mapi-kit/sdk';
import test from 'ava';
import { FakeTransport } from '../support/fake-transport.js';
import { must } from '../support/fixture.js';
import { mailWith, openFolder, openMessage, propOf } from '../support/mail-fixture.js';

test('of a message that is sent again, who has it already is done with from the beginning', (t) => {
  const { store } = mailWith(t, [new FakeTransport()]);
  const message = must(
    openFolder(store, propOf(store, PR_IPM_OUTBOX_ENTRYID) ?? new Uint8Array()).CreateMessage(null, 0),
  );
  must(message.SetProps([propValue(PR_MESSAGE_FLAGS, MSGFLAG_RESEND)]));
  const recipient = (address: string, type: number) => [
    propValue(PR_DISPLAY_NAME_W, address),
    propValue(PR_ADDRTYPE_W, 'SMTP'),
    propValue(PR_EMAIL_ADDRESS_W, address),
    propValue(PR_RECIPIENT_TYPE, type),
  ];
  message.ModifyRecipients(0, [recipient('has-it@x', MAPI_TO), recipient('lacks-it@x', MAPI_TO | MAPI_SUBMITTED | 0)]);
  const entryId = propOf(message, PR_ENTRYID) ?? new Uint8Array();
  t.is(message.SubmitMessage(0), S_OK);
  message.Release();

  const table = must(openMessage(store, entryId).GetRecipientTable(0));
  table.SetColumns([PR_EMAIL_ADDRESS_W, PR_RESPONSIBILITY], 0);
  t.deepEqual(
    must(table.QueryRows(9, 0)).map((row) => [findValue(row, PR_EMAIL_ADDRESS_W), findValue(row, PR_RESPONSIBILITY)]),
    [
      ['has-it@x', true],
      ['lacks-it@x', false],
    ],
  );
  table.Release();
});
