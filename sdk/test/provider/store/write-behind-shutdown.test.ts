import { MAPI_E_NOT_ENOUGH_DISK, S_OK } from '@mapi-kit/sdk';
import { Behind, durable, open, test } from './support/behind-store.js';
import { newFolder, newMessage, okay, saveMessage, shutdownOf, subjects } from './support/client.js';

test('DoFastShutdown makes everything durable and leaves nothing to do', (t) => {
  const { inbox, provider } = open();
  for (let index = 0; index < 1000; index += 1) saveMessage(inbox, `${index}`);
  t.is(shutdownOf(provider).DoFastShutdown(), S_OK);
  t.is(durable().length, 1000);
  const { length } = Behind.commits;
  t.is(t.context.clock.countTimers(), 0);
  t.context.clock.tick(60_000);
  t.is(Behind.commits.length, length);
  t.is(Behind.maintained, 0);
});

test('Notify commits what is pending, and saves before Do are kept', (t) => {
  const { inbox, provider } = open();
  saveMessage(inbox, 'before');
  t.is(shutdownOf(provider).NotifyProcessShutdown(), S_OK);
  t.deepEqual(durable(), ['before']);
  saveMessage(inbox, 'between');
  t.deepEqual(durable(), ['before']);
  t.is(shutdownOf(provider).DoFastShutdown(), S_OK);
  t.deepEqual(durable(), ['before', 'between']);
});

test('Query changes nothing', (t) => {
  const { inbox, provider } = open();
  saveMessage(inbox, 'x');
  t.is(shutdownOf(provider).QueryFastShutdown(), S_OK);
  t.deepEqual(durable(), []);
  t.context.clock.tick(2000);
  t.deepEqual(durable(), ['x']);
  t.true(Behind.maintained > 0);
});

test('Notify and Do twice are like once', (t) => {
  const { inbox, provider } = open();
  saveMessage(inbox, 'x');
  const shutdown = shutdownOf(provider);
  for (const hr of [shutdown.NotifyProcessShutdown(), shutdown.NotifyProcessShutdown()]) t.is(hr, S_OK);
  for (const hr of [shutdown.DoFastShutdown(), shutdown.DoFastShutdown()]) t.is(hr, S_OK);
  t.is(shutdown.NotifyProcessShutdown(), S_OK);
  t.is(t.context.clock.countTimers(), 0);
  t.deepEqual(durable(), ['x']);
});

test('A save after Do is durable before it is acknowledged', (t) => {
  const { inbox, provider } = open();
  shutdownOf(provider).DoFastShutdown();
  const entryId = saveMessage(inbox, 'late');
  t.deepEqual(durable(), ['late']);
  okay(inbox.DeleteMessages([entryId], 0, null, 0));
  t.deepEqual(durable(), []);
  t.is(t.context.clock.countTimers(), 0);
});

test('A save after Do that cannot be committed is not acknowledged', (t) => {
  const { inbox, provider } = open();
  shutdownOf(provider).DoFastShutdown();
  Behind.fails = true;
  t.is(newMessage(inbox, 'late').SaveChanges(0), MAPI_E_NOT_ENOUGH_DISK);
  Behind.fails = false;
  t.deepEqual(subjects(inbox), []);
});

test('Maintenance runs when idle, stops at Notify, and resumes after a quiet period', (t) => {
  const { provider } = open();
  t.context.clock.tick(100);
  t.context.clock.tick(3000);
  const before = Behind.maintained;
  t.is(before, 3);
  shutdownOf(provider).NotifyProcessShutdown();
  t.context.clock.tick(1900);
  t.is(Behind.maintained, before);
  t.context.clock.tick(1200);
  t.is(Behind.maintained, before + 1);
});

test('Maintenance resumes with the first change after an abandoned Notify', (t) => {
  const { inbox, provider } = open();
  shutdownOf(provider).NotifyProcessShutdown();
  saveMessage(inbox, 'going on');
  t.context.clock.tick(1100);
  t.is(Behind.maintained, 1);
  t.deepEqual(durable(), ['going on']);
});

test('Do fails while something cannot be committed, and the next try succeeds', (t) => {
  const { inbox, provider } = open();
  saveMessage(inbox, 'x');
  Behind.fails = true;
  t.is(shutdownOf(provider).DoFastShutdown(), MAPI_E_NOT_ENOUGH_DISK);
  Behind.fails = false;
  t.context.clock.tick(100);
  t.deepEqual(durable(), ['x']);
  t.is(shutdownOf(provider).DoFastShutdown(), S_OK);
  t.is(t.context.clock.countTimers(), 0);
});

test('The classic logoff commits everything and stops all timers', (t) => {
  const { inbox, store } = open();
  saveMessage(inbox, 'x');
  newFolder(inbox, 'folder');
  store.Release();
  t.deepEqual(durable(), ['x']);
  t.is(t.context.clock.countTimers(), 0);
});

test('Nothing is written by a logoff that follows Do', (t) => {
  const { inbox, provider, logon, store } = open();
  saveMessage(inbox, 'x');
  shutdownOf(provider).DoFastShutdown();
  const { length } = Behind.commits;
  okay(logon.Logoff(0));
  store.Release();
  provider.Release();
  t.is(Behind.commits.length, length);
});
