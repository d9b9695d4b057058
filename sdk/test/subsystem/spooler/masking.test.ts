import {
  END_DONT_RESEND,
  findValue,
  type IMessage,
  KEEP_OPEN_READWRITE,
  MAPI_E_BUSY,
  MAPI_E_CALL_FAILED,
  MAPI_E_WAIT,
  MAPI_MODIFY,
  MODRECIP_MODIFY,
  NOTIFY_SENTDEFERRED,
  PR_ADDRTYPE_W,
  PR_EMAIL_ADDRESS_W,
  PR_MAPI_KIT_MASKED,
  PR_RESPONSIBILITY,
  PR_SEARCH_KEY,
  PR_SUBJECT_W,
  propValue,
  S_OK,
  TBL_ALL_COLUMNS,
} from '@mapi-kit/sdk';
import test from 'ava';
import { disks } from '../../provider/store/support/memory-store.js';
import { addressOf, FakeTransport, recipientsOf, take } from '../support/fake-transport.js';
import { logOn, must } from '../support/fixture.js';
import { inbox, mailWith, openMessage, openStore, submit } from '../support/mail-fixture.js';

const saves = (_: FakeTransport, message: IMessage): void => {
  if (message.SaveChanges(KEEP_OPEN_READWRITE) !== S_OK) throw new Error('it was not saved');
};

/** Each recipient with PR_RESPONSIBILITY, and with the mark of a mask where it has one. */
function statesOf(message: IMessage): unknown[] {
  const table = must(message.GetRecipientTable(0));
  table.SetColumns([PR_ADDRTYPE_W, PR_EMAIL_ADDRESS_W, PR_RESPONSIBILITY, PR_MAPI_KIT_MASKED], 0);
  const rows = must(table.QueryRows(1000, 0));
  table.Release();
  return rows.map((row) => {
    const mask = findValue(row, PR_MAPI_KIT_MASKED);
    return [addressOf(row), findValue(row, PR_RESPONSIBILITY), ...(mask === undefined ? [] : [mask])];
  });
}

test('a transport that saves the message and then fails leaves the recipients of the others open', (t) => {
  const fax = new FakeTransport({ addressTypes: ['FAX'], answers: [{ hr: MAPI_E_CALL_FAILED, during: saves }, {}] });
  const smtp = new FakeTransport();
  const { subsystem, store } = mailWith(t, [fax, smtp]);
  const entryId = submit(store, 'x', ['FAX:1', 'ada@x']);
  const round = subsystem.spooler.run();
  t.deepEqual([round.finished, round.waiting, round.failures], [0, 1, 1]);
  t.deepEqual(smtp.opened, ['ada@x']);
  t.deepEqual(statesOf(openMessage(store, entryId)), [
    ['FAX:1', false],
    ['ada@x', true],
  ]);
  t.is(subsystem.spooler.run().finished, 1);
  t.deepEqual([fax.opened, smtp.opened], [['FAX:1', 'FAX:1'], ['ada@x']]);
  t.deepEqual(inbox(store), []);
});

for (const [name, answer] of [
  ['says that it is busy', { hr: MAPI_E_BUSY }],
  ['asks for a pause', { hr: MAPI_E_WAIT, retrySeconds: 60 }],
  ['fails', { hr: MAPI_E_CALL_FAILED }],
  ['defers the message', { endFlags: END_DONT_RESEND }],
] as const) {
  test(`the store has no masks after the turn of a transport that saves the message and then ${name}`, (t) => {
    const fax = new FakeTransport({ addressTypes: ['FAX'], answers: [{ ...answer, during: saves }] });
    const smtp = new FakeTransport({ answers: [{ hr: MAPI_E_WAIT, retrySeconds: 60 }, {}] });
    const { subsystem, session, store } = mailWith(t, [fax, smtp]);
    const entryId = submit(store, 'x', ['FAX:1', 'ada@x']);
    subsystem.spooler.run();
    fax.options.answers = [{}];
    session.Logoff(0, 0, 0);
    const later = openStore(logOn(subsystem), 0);
    t.deepEqual(statesOf(openMessage(later, entryId)), [
      ['FAX:1', false],
      ['ada@x', false],
    ]);
    t.is(subsystem.spooler.run().finished, 1);
    t.deepEqual(smtp.opened, ['ada@x', 'ada@x']);
    t.deepEqual(inbox(later), []);
  });
}

test('masks that are in the store when the process ends are none in the next life', (t) => {
  let killed: [string, unknown][] = [];
  const disk = () => [...disks.values()].at(-1) as Map<string, unknown>;
  const fax = new FakeTransport({
    addressTypes: ['FAX'],
    answers: [
      {
        during: (transport, message) => {
          take(message, ['FAX:1']);
          saves(transport, message);
          killed = [...disk()];
        },
      },
      {},
    ],
  });
  const smtp = new FakeTransport();
  const { subsystem, session, store } = mailWith(t, [fax, smtp]);
  const entryId = submit(store, 'x', ['FAX:1', 'ada@x', 'FAX:2']);
  subsystem.spooler.run();
  session.Logoff(0, 0, 0);
  disk().clear();
  for (const [id, object] of killed) disk().set(id, object);
  fax.offers.length = 0;
  smtp.offers.length = 0;

  const next = openStore(logOn(subsystem), 0);
  t.deepEqual(statesOf(openMessage(next, entryId)), [
    ['FAX:1', true],
    ['ada@x', true, true],
    ['FAX:2', false],
  ]);
  const round = subsystem.spooler.run();
  t.deepEqual([round.finished, round.reports], [1, 0]);
  t.deepEqual([fax.opened, smtp.opened], [['FAX:2'], ['ada@x']]);
  t.deepEqual(statesOf(openMessage(next, entryId)), [
    ['FAX:1', true],
    ['ada@x', true],
    ['FAX:2', true],
  ]);
});

test('a store that does not keep the mark of a mask loses nobody while the process lives', (t) => {
  const forgets = (transport: FakeTransport, message: IMessage): void => {
    const rows = recipientsOf(message).map((row) => row.filter(({ tag }) => tag !== PR_MAPI_KIT_MASKED));
    t.is(message.ModifyRecipients(MODRECIP_MODIFY, rows), S_OK);
    saves(transport, message);
  };
  const fax = new FakeTransport({ addressTypes: ['FAX'], answers: [{ hr: MAPI_E_CALL_FAILED, during: forgets }, {}] });
  const smtp = new FakeTransport();
  const { subsystem, store } = mailWith(t, [fax, smtp]);
  submit(store, 'x', ['FAX:1', 'ada@x']);
  subsystem.spooler.run();
  t.is(subsystem.spooler.run().finished, 1);
  t.deepEqual([fax.opened, smtp.opened], [['FAX:1', 'FAX:1'], ['ada@x']]);
});

test('a mask takes nothing else from a recipient', (t) => {
  const fax = new FakeTransport({ addressTypes: ['FAX'], answers: [{ endFlags: END_DONT_RESEND }] });
  const { subsystem, session, store } = mailWith(t, [fax]);
  const entryId = submit(store, 'x', ['FAX:1', 'ada@x']);
  t.is(store.AbortSubmit(entryId, 0), S_OK);
  const draft = openMessage(store, entryId, MAPI_MODIFY);
  const keyed = recipientsOf(draft).map((row) => [...row, propValue(PR_SEARCH_KEY, Uint8Array.of(1, 2))]);
  t.is(draft.ModifyRecipients(MODRECIP_MODIFY, keyed), S_OK);
  t.is(draft.SubmitMessage(0), S_OK);
  draft.Release();
  subsystem.spooler.run();
  session.Logoff(0, 0, 0);
  const table = must(openMessage(openStore(logOn(subsystem), 0), entryId).GetRecipientTable(0));
  t.true(must(table.QueryColumns(TBL_ALL_COLUMNS)).includes(PR_SEARCH_KEY));
  table.SetColumns([PR_SEARCH_KEY], 0);
  const keys = must(table.QueryRows(9, 0)).map((row) => findValue(row, PR_SEARCH_KEY));
  t.deepEqual(
    keys.map((key) => [...(key ?? [])]),
    [
      [1, 2],
      [1, 2],
    ],
  );
});

test('what a failing transport has saved of its own recipients is kept', (t) => {
  const takesOne = (transport: FakeTransport, message: IMessage): void => {
    take(message, ['ada@x']);
    saves(transport, message);
  };
  const smtp = new FakeTransport({ answers: [{ hr: MAPI_E_CALL_FAILED, during: takesOne }, {}] });
  const fax = new FakeTransport({ addressTypes: ['FAX'] });
  const { subsystem, store } = mailWith(t, [smtp, fax]);
  submit(store, 'x', ['ada@x', 'FAX:1', 'bob@x']);
  subsystem.spooler.run();
  t.is(subsystem.spooler.run().finished, 1);
  t.deepEqual([smtp.opened, fax.opened], [['ada@x bob@x', 'bob@x'], ['FAX:1']]);
});

test('what a busy transport has changed and not saved is not saved for it', (t) => {
  const changes = (_: FakeTransport, message: IMessage): void => {
    must(message.SetProps([propValue(PR_SUBJECT_W, 'changed')]));
  };
  const fax = new FakeTransport({ addressTypes: ['FAX'], answers: [{ hr: MAPI_E_BUSY, during: changes }] });
  const smtp = new FakeTransport();
  const { subsystem, store } = mailWith(t, [fax, smtp]);
  const entryId = submit(store, 'as it was', ['FAX:1', 'ada@x']);
  subsystem.spooler.run();
  t.deepEqual(
    smtp.offers.map(({ subject }) => subject),
    ['as it was'],
  );
  const values = must(openMessage(store, entryId).GetProps([PR_SUBJECT_W], 0));
  t.is(findValue(values, PR_SUBJECT_W), 'as it was');
});

test('a mask that a message has from an earlier submission is none in this one', (t) => {
  const smtp = new FakeTransport({ answers: [{ endFlags: END_DONT_RESEND }, {}] });
  const { subsystem, store } = mailWith(t, [smtp]);
  const entryId = submit(store, 'x', ['ada@x']);
  t.is(store.AbortSubmit(entryId, 0), S_OK);
  const draft = openMessage(store, entryId, MAPI_MODIFY);
  const [ada = []] = recipientsOf(draft);
  t.is(draft.ModifyRecipients(MODRECIP_MODIFY, [[...ada, propValue(PR_MAPI_KIT_MASKED, true)]]), S_OK);
  t.is(draft.SubmitMessage(0), S_OK);
  draft.Release();
  subsystem.spooler.run();
  smtp.support?.SpoolerNotify(NOTIFY_SENTDEFERRED, entryId);
  t.is(subsystem.spooler.run().finished, 1);
  t.is(subsystem.spooler.run().finished, 0);
  t.deepEqual(smtp.opened, ['ada@x', 'ada@x']);
  t.deepEqual(statesOf(openMessage(store, entryId)), [['ada@x', true]]);
});
