import {
  ComObject,
  DT_MAILUSER,
  DT_PRIVATE_DISTLIST,
  type IMessage,
  MAPI_CC,
  MAPI_DISTLIST,
  MAPI_E_NOT_FOUND,
  MAPI_TO,
  NEEDS_SPOOLER,
  PR_DISPLAY_NAME_W,
  PR_DISPLAY_TYPE,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_RECIPIENT_TYPE,
  PR_ROWID,
  S_OK,
  type SRow,
} from '@mapi-kit/sdk';
import { MemoryTable } from '@mapi-kit/sdk/subsystem';
import test from 'ava';
import { type EntryOpener, expandRecipients } from '#src/subsystem/submission.js';
import { FakeMessage } from './support/fake-folder.js';

const COLUMNS = [PR_ROWID, PR_DISPLAY_NAME_W, PR_EMAIL_ADDRESS_W, PR_ENTRYID, PR_DISPLAY_TYPE, PR_RECIPIENT_TYPE];

/** A table that shows names only until it is asked for more, as tables may. */
function namesFirst(rows: readonly SRow[]): { readonly hr: typeof S_OK; readonly value: MemoryTable } {
  const table = new MemoryTable(COLUMNS, () => rows);
  table.SetColumns([PR_DISPLAY_NAME_W], 0);
  return { hr: S_OK, value: table };
}

class Message extends FakeMessage {
  override GetRecipientTable(): unknown {
    return namesFirst(this.recipients);
  }
}

class List extends ComObject {
  readonly #members: readonly SRow[];

  constructor(members: readonly SRow[]) {
    super();
    this.#members = members;
  }

  protected override interfaces(): [] {
    return [];
  }

  GetContentsTable(): unknown {
    return namesFirst(this.#members);
  }
}

const id = (number: number): Uint8Array => Uint8Array.of(0, 0, 0, 0, number);
const user = (name: string): SRow => [
  { tag: PR_DISPLAY_NAME_W, value: name },
  { tag: PR_EMAIL_ADDRESS_W, value: `${name}@example.org` },
  { tag: PR_DISPLAY_TYPE, value: DT_MAILUSER },
];
const list = (name: string, number: number): SRow => [
  { tag: PR_DISPLAY_NAME_W, value: name },
  { tag: PR_ENTRYID, value: id(number) },
  { tag: PR_DISPLAY_TYPE, value: DT_PRIVATE_DISTLIST },
];

/** Opens lists, by the last byte of their entry ids. */
function opener(lists: Readonly<Record<number, readonly SRow[]>>): EntryOpener {
  return (entryId) => {
    const members = lists[entryId.at(-1) ?? 0];
    if (members === undefined) return { hr: MAPI_E_NOT_FOUND, value: null };
    return { hr: S_OK, value: { objectType: MAPI_DISTLIST, unknown: new List(members) } };
  };
}

function recipients(message: Message): unknown[][] {
  const value = (row: SRow, wanted: number): unknown => row.find(({ tag }) => tag === wanted)?.value;
  return message.recipients.map((row) => [value(row, PR_DISPLAY_NAME_W), value(row, PR_RECIPIENT_TYPE)]);
}

/** A message to one user and to a list, whose members are to get copies. */
function toList(): Message {
  const message = new Message();
  message.recipients = [
    [...user('ann'), { tag: PR_ROWID, value: 1 }, { tag: PR_RECIPIENT_TYPE, value: MAPI_TO }],
    [...list('team', 1), { tag: PR_ROWID, value: 2 }, { tag: PR_RECIPIENT_TYPE, value: MAPI_CC }],
  ];
  return message;
}

test('the members take the place of a list, whatever columns the tables show at first', (t) => {
  const message = toList();
  const result = expandRecipients(message as unknown as IMessage, opener({ 1: [user('bob'), user('eve')] }));
  t.is(result.value, NEEDS_SPOOLER);
  t.deepEqual(recipients(message), [
    ['ann', MAPI_TO],
    ['bob', MAPI_CC],
    ['eve', MAPI_CC],
  ]);
});

test('a list in a list is expanded once, also where lists contain each other', (t) => {
  const message = toList();
  expandRecipients(
    message as unknown as IMessage,
    opener({ 1: [user('bob'), list('others', 2)], 2: [user('eve'), list('team', 1)] }),
  );
  t.deepEqual(recipients(message).slice(1), [
    ['bob', MAPI_CC],
    ['eve', MAPI_CC],
  ]);
});
