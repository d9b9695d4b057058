import {
  IID_IMAPITable,
  KEEP_OPEN_READWRITE,
  MAPI_BCC,
  MAPI_CC,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NOT_FOUND,
  MAPI_E_UNKNOWN_FLAGS,
  MAPI_TO,
  MODRECIP_ADD,
  MODRECIP_MODIFY,
  MODRECIP_REMOVE,
  PR_DISPLAY_BCC_W,
  PR_DISPLAY_CC_W,
  PR_DISPLAY_NAME_A,
  PR_DISPLAY_NAME_W,
  PR_DISPLAY_TO_W,
  PR_EMAIL_ADDRESS_W,
  PR_MESSAGE_RECIPIENTS,
  PR_RECIPIENT_TYPE,
  PR_ROWID,
  propValue,
  type SPropValue,
} from '@mapi-kit/sdk';
import test from 'ava';
import { column, entryIdOf, get, logOn, newMessage, ok, okay, openMessage } from './support/client.js';

function recipient(name: string, type: number = MAPI_TO): SPropValue[] {
  return [propValue(PR_DISPLAY_NAME_W, name), propValue(PR_RECIPIENT_TYPE, type)];
}

function names(message: ReturnType<typeof newMessage>): unknown[] {
  return column(ok(message.GetRecipientTable(0)), PR_DISPLAY_NAME_W);
}

test('0 replaces the recipients, MODRECIP_ADD adds to them', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  okay(message.ModifyRecipients(0, [recipient('Ada')]));
  okay(message.ModifyRecipients(MODRECIP_ADD, [recipient('Ben'), recipient('Cy')]));
  t.deepEqual(names(message), ['Ada', 'Ben', 'Cy']);
  okay(message.ModifyRecipients(0, [recipient('Dee')]));
  t.deepEqual(names(message), ['Dee']);
});

test('MODRECIP_MODIFY and MODRECIP_REMOVE go by PR_ROWID', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  okay(message.ModifyRecipients(0, [recipient('Ada'), recipient('Ben'), recipient('Cy')]));
  const [ada, ben] = column(ok(message.GetRecipientTable(0)), PR_ROWID) as number[];
  okay(message.ModifyRecipients(MODRECIP_MODIFY, [[propValue(PR_ROWID, ben ?? -1), ...recipient('Bea')]]));
  okay(message.ModifyRecipients(MODRECIP_REMOVE, [[propValue(PR_ROWID, ada ?? -1)]]));
  t.deepEqual(names(message), ['Bea', 'Cy']);
});

test('Changes that cannot all be made are not made at all', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  okay(message.ModifyRecipients(0, [recipient('Ada')]));
  const mods = [[propValue(PR_ROWID, 0)], [propValue(PR_ROWID, 99)]];
  t.is(message.ModifyRecipients(MODRECIP_REMOVE, mods), MAPI_E_NOT_FOUND);
  t.is(message.ModifyRecipients(MODRECIP_REMOVE, [recipient('no row id')]), MAPI_E_INVALID_PARAMETER);
  t.is(message.ModifyRecipients(0, [[{ tag: PR_RECIPIENT_TYPE, value: 'to' }]]), MAPI_E_INVALID_PARAMETER);
  t.is(message.ModifyRecipients(MODRECIP_ADD | MODRECIP_REMOVE, []), MAPI_E_UNKNOWN_FLAGS);
  t.deepEqual(names(message), ['Ada']);
});

test('Recipients are transacted with their message', (t) => {
  const { inbox, store } = logOn();
  const message = newMessage(inbox, 'x');
  okay(message.ModifyRecipients(0, [[propValue(PR_DISPLAY_NAME_A, 'Ada'), propValue(PR_EMAIL_ADDRESS_W, 'ada@x')]]));
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  okay(message.ModifyRecipients(0, []));
  t.deepEqual(names(openMessage(store, entryIdOf(message))), ['Ada']);
  okay(message.SaveChanges(0));
  t.deepEqual(names(openMessage(store, entryIdOf(message))), []);
});

test('A save computes the lists of names', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  const rows = [recipient('Ada'), recipient('Ben', MAPI_CC), recipient('Cy'), recipient('Dee', MAPI_BCC)];
  okay(message.ModifyRecipients(0, rows));
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  t.is(get(message, PR_DISPLAY_TO_W), 'Ada; Cy');
  t.is(get(message, PR_DISPLAY_CC_W), 'Ben');
  t.is(get(message, PR_DISPLAY_BCC_W), 'Dee');
});

test('The recipient table is also a property of the message', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  okay(message.ModifyRecipients(0, [recipient('Ada')]));
  t.deepEqual(column(ok(message.OpenProperty(PR_MESSAGE_RECIPIENTS, IID_IMAPITable, 0, 0)), PR_DISPLAY_NAME_W), [
    'Ada',
  ]);
});
