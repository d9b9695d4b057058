import { MAPI_E_DISK_ERROR, MAPI_E_NOT_ENOUGH_DISK, MapiError, S_OK } from '@mapi-kit/sdk';
import { Behind, durable, open, test } from './support/behind-store.js';
import { newMessage, saveMessage, shutdownOf } from './support/client.js';

const codes = (): unknown[] => Behind.recoveredFrom.map((error) => error instanceof MapiError && error.hr);

test('recover is called once before the first commit after one that failed, with what that has thrown', (t) => {
  const { inbox } = open();
  saveMessage(inbox, 'a');
  Behind.fails = true;
  t.context.clock.tick(100);
  t.deepEqual(codes(), []);
  Behind.fails = false;
  t.context.clock.tick(100);
  t.deepEqual(codes(), [MAPI_E_NOT_ENOUGH_DISK]);
  t.deepEqual(durable(), ['a']);
  saveMessage(inbox, 'b');
  t.context.clock.tick(100);
  t.is(codes().length, 1);
});

test('As long as recover throws nothing is committed, and it comes again with the failure of the commit', (t) => {
  const { inbox, provider } = open();
  saveMessage(inbox, 'a');
  t.context.clock.tick(100);
  Behind.fails = true;
  saveMessage(inbox, 'b');
  t.context.clock.tick(100);
  Behind.fails = false;
  Behind.recoverFails = true;
  const { length } = Behind.commits;
  t.context.clock.tick(200);
  t.is(Behind.commits.length, length);
  t.deepEqual(codes(), [MAPI_E_NOT_ENOUGH_DISK, MAPI_E_NOT_ENOUGH_DISK]);
  const shutdown = shutdownOf(provider);
  t.is(shutdown.NotifyProcessShutdown(), MAPI_E_DISK_ERROR);
  t.is(shutdown.DoFastShutdown(), MAPI_E_DISK_ERROR);
  Behind.recoverFails = false;
  t.is(shutdown.DoFastShutdown(), S_OK);
  t.deepEqual(durable(), ['a', 'b']);
});

test('recover also comes between a DoFastShutdown that failed and the next one', (t) => {
  const { inbox, provider } = open();
  saveMessage(inbox, 'a');
  Behind.fails = true;
  t.is(shutdownOf(provider).DoFastShutdown(), MAPI_E_NOT_ENOUGH_DISK);
  Behind.fails = false;
  t.is(shutdownOf(provider).DoFastShutdown(), S_OK);
  t.deepEqual(codes(), [MAPI_E_NOT_ENOUGH_DISK]);
});

test('recover comes before a save after Do that follows one which could not be committed', (t) => {
  const { inbox, provider } = open();
  shutdownOf(provider).DoFastShutdown();
  Behind.fails = true;
  t.is(newMessage(inbox, 'lost').SaveChanges(0), MAPI_E_NOT_ENOUGH_DISK);
  Behind.fails = false;
  saveMessage(inbox, 'kept');
  t.deepEqual(codes(), [MAPI_E_NOT_ENOUGH_DISK]);
  t.deepEqual(durable(), ['kept']);
});
