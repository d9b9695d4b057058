import {
  type IMessage,
  KEEP_OPEN_READWRITE,
  MAPI_E_COMPUTED,
  PR_NORMALIZED_SUBJECT_W,
  PR_SUBJECT_PREFIX_W,
  PR_SUBJECT_W,
  PT_STRING8,
  propTag,
  propValue,
} from '@mapi-kit/sdk';
import test from 'ava';
import { entryIdOf, get, logOn, newMessage, ok, okay, openMessage } from './support/client.js';

const parts = (message: IMessage) => [get(message, PR_SUBJECT_PREFIX_W), get(message, PR_NORMALIZED_SUBJECT_W)];

for (const [subject, prefix, expected] of [
  ['Antwort: Frage', 'Antwort: ', ['Antwort: ', 'Frage']],
  ['RE: FW: budget', 'RE: FW: ', ['RE: FW: ', 'budget']],
  ['RE: budget', '', ['', 'RE: budget']],
  ['RE: budget', 'FW: ', ['RE: ', 'budget']],
  ['Antwort: Frage', 'Réponse: ', ['', 'Antwort: Frage']],
  ['Antwort: Frage', undefined, ['', 'Antwort: Frage']],
  ['R2: budget', undefined, ['', 'R2: budget']],
] as const) {
  const set = prefix === undefined ? 'no prefix' : `the prefix ${JSON.stringify(prefix)}`;
  test(`The subject ${JSON.stringify(subject)} with ${set} has the parts ${JSON.stringify(expected)}`, (t) => {
    const { inbox, store } = logOn();
    const message = newMessage(inbox, subject);
    if (prefix !== undefined) t.deepEqual(ok(message.SetProps([propValue(PR_SUBJECT_PREFIX_W, prefix)])), []);
    okay(message.SaveChanges(KEEP_OPEN_READWRITE));
    t.deepEqual(parts(message), expected);
    t.deepEqual(parts(openMessage(store, entryIdOf(message))), expected);
    t.is(get(message, PR_SUBJECT_W), subject);
  });
}

test('A prefix that does not fit any more is computed anew by the save, and does not come back', (t) => {
  const message = newMessage(logOn().inbox, 'Antwort: Frage');
  ok(message.SetProps([{ tag: propTag(0x003d, PT_STRING8), value: 'Antwort: ' }]));
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  t.deepEqual(parts(message), ['Antwort: ', 'Frage']);
  ok(message.SetProps([propValue(PR_SUBJECT_W, 'RE: Frage')]));
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  t.deepEqual(parts(message), ['RE: ', 'Frage']);
  ok(message.SetProps([propValue(PR_SUBJECT_W, 'Antwort: Frage')]));
  t.deepEqual(parts(message), ['', 'Antwort: Frage']);
});

test('A prefix that a client deletes is computed again; the normalized subject is always computed', (t) => {
  const message = newMessage(logOn().inbox, 'RE: FW: x');
  ok(message.SetProps([propValue(PR_SUBJECT_PREFIX_W, 'RE: FW: ')]));
  t.deepEqual(ok(message.DeleteProps([PR_SUBJECT_PREFIX_W])), []);
  t.deepEqual(parts(message), ['RE: ', 'FW: x']);
  t.is(ok(message.SetProps([propValue(PR_NORMALIZED_SUBJECT_W, 'y')]))[0]?.scode, MAPI_E_COMPUTED);
});

test('A copy in another store has the prefix that a client set', (t) => {
  const [from, to] = [logOn(), logOn()];
  const message = newMessage(from.inbox, 'Antwort: Frage');
  ok(message.SetProps([propValue(PR_SUBJECT_PREFIX_W, 'Antwort: ')]));
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  okay(from.inbox.CopyMessages([entryIdOf(message)], null, to.inbox, 0, null, 0));
  const table = ok(to.inbox.GetContentsTable(0));
  okay(table.SetColumns([PR_SUBJECT_PREFIX_W, PR_NORMALIZED_SUBJECT_W], 0));
  t.deepEqual(
    ok(table.QueryRows(1, 0))[0]?.map(({ value }) => value),
    ['Antwort: ', 'Frage'],
  );
});
