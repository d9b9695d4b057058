import {
  ATTACH_BY_VALUE,
  BOOKMARK_BEGINNING,
  FL_IGNORECASE,
  FL_SUBSTRING,
  MAPI_CC,
  MAPI_E_NOT_FOUND,
  MAPI_E_TOO_COMPLEX,
  MAPI_TO,
  PR_ATTACH_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_CONTAINER_CONTENTS,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_IMPORTANCE,
  PR_MESSAGE_ATTACHMENTS,
  PR_MESSAGE_RECIPIENTS,
  PR_RECIPIENT_TYPE,
  PR_SUBJECT_W,
  type PropTag,
  propValue,
  RELOP_EQ,
  RELOP_NE,
  S_OK,
  type SPropValue,
  type SRestriction,
} from '@mapi-kit/sdk';
import test from 'ava';
import { logOn, logOnSpooler, newMessage, ok, okay, submitFrom } from './support/client.js';

const inside = (subobject: PropTag, restriction: SRestriction): SRestriction => ({ rt: 9, subobject, restriction });
const named = (tag: typeof PR_DISPLAY_NAME_W, value: string): SRestriction => ({
  rt: 3,
  fuzzyLevel: FL_SUBSTRING | FL_IGNORECASE,
  tag,
  prop: propValue(tag, value),
});
const ofType = (value: number): SRestriction => ({
  rt: 4,
  relop: RELOP_EQ,
  tag: PR_RECIPIENT_TYPE,
  prop: propValue(PR_RECIPIENT_TYPE, value),
});

function inboxOf() {
  const client = logOn();
  const add = (subject: string, recipients: SPropValue[][], file?: string): void => {
    const message = newMessage(client.inbox, subject);
    okay(message.ModifyRecipients(0, recipients));
    if (file !== undefined) {
      const { attach } = ok(message.CreateAttach(null, 0));
      ok(attach.SetProps([propValue(PR_ATTACH_METHOD, ATTACH_BY_VALUE), propValue(PR_ATTACH_FILENAME_W, file)]));
      okay(attach.SaveChanges(0));
    }
    okay(message.SaveChanges(0));
  };
  const to = (name: string, type: number = MAPI_TO): SPropValue[] => [
    propValue(PR_DISPLAY_NAME_W, name),
    propValue(PR_EMAIL_ADDRESS_W, `${name}@example.org`),
    propValue(PR_RECIPIENT_TYPE, type),
  ];
  add('to Ann', [to('Ann')]);
  add('to Bob, copy to Ann', [to('Bob'), to('Ann', MAPI_CC)], 'plan.pdf');
  add('to nobody', [], 'notes.txt');
  const table = ok(client.inbox.GetContentsTable(0));
  okay(table.SetColumns([PR_SUBJECT_W], 0));
  const found = (restriction: SRestriction): unknown => {
    const hr = table.Restrict(restriction, 0);
    return hr === S_OK ? ok(table.QueryRows(10, 0)).map(([subject]) => subject?.value) : hr;
  };
  return { ...client, table, found };
}

test('a contents table finds messages by what one of their recipients is', (t) => {
  const { found, table } = inboxOf();
  const ann = named(PR_DISPLAY_NAME_W, 'ann');
  t.deepEqual(found(inside(PR_MESSAGE_RECIPIENTS, ann)), ['to Ann', 'to Bob, copy to Ann']);
  const copied: SRestriction = { rt: 0, restrictions: [ann, ofType(MAPI_CC)] };
  t.deepEqual(found(inside(PR_MESSAGE_RECIPIENTS, copied)), ['to Bob, copy to Ann'], 'both of one recipient');
  t.deepEqual(found({ rt: 2, restriction: inside(PR_MESSAGE_RECIPIENTS, ann) }), ['to nobody']);
  okay(table.Restrict(null, 0));
  okay(table.FindRow(inside(PR_MESSAGE_RECIPIENTS, named(PR_DISPLAY_NAME_W, 'bob')), BOOKMARK_BEGINNING, 0));
  t.is(ok(table.QueryPosition()).row, 1);
  const carl = inside(PR_MESSAGE_RECIPIENTS, named(PR_DISPLAY_NAME_W, 'carl'));
  t.is(table.FindRow(carl, BOOKMARK_BEGINNING, 0), MAPI_E_NOT_FOUND);
});

test('a contents table finds messages by what one of their attachments is', (t) => {
  const { found } = inboxOf();
  const pdf = inside(PR_MESSAGE_ATTACHMENTS, named(PR_ATTACH_FILENAME_W, '.pdf'));
  t.deepEqual(found(pdf), ['to Bob, copy to Ann']);
  t.deepEqual(found({ rt: 1, restrictions: [pdf, named(PR_SUBJECT_W, 'nobody')] }), [
    'to Bob, copy to Ann',
    'to nobody',
  ]);
});

test('the outgoing queue finds messages by their recipients', (t) => {
  const client = logOn();
  submitFrom(client.inbox, 'one');
  const table = ok(logOnSpooler(client).store.GetOutgoingQueue(0));
  okay(table.Restrict(inside(PR_MESSAGE_RECIPIENTS, named(PR_DISPLAY_NAME_W, 'ada')), 0));
  t.is(ok(table.GetRowCount(0)), 1);
  okay(table.Restrict(inside(PR_MESSAGE_RECIPIENTS, named(PR_DISPLAY_NAME_W, 'bob')), 0));
  t.is(ok(table.GetRowCount(0)), 0);
});

test('what a subrestriction cannot look into, and what is wrong inside it, is too complex', (t) => {
  const { found, root } = inboxOf();
  const ann = named(PR_DISPLAY_NAME_W, 'ann');
  t.is(found(inside(PR_CONTAINER_CONTENTS, ann)), MAPI_E_TOO_COMPLEX);
  t.is(found(inside(PR_MESSAGE_RECIPIENTS, inside(PR_MESSAGE_RECIPIENTS, ann))), MAPI_E_TOO_COMPLEX);
  const mixed: SRestriction = { rt: 4, relop: RELOP_NE, tag: PR_DISPLAY_NAME_W, prop: propValue(PR_IMPORTANCE, 1) };
  t.is(found(inside(PR_MESSAGE_RECIPIENTS, mixed)), MAPI_E_TOO_COMPLEX);
  const folders = ok(root.GetHierarchyTable(0));
  t.is(folders.Restrict(inside(PR_MESSAGE_RECIPIENTS, ann), 0), MAPI_E_TOO_COMPLEX);
});

test('recipients and attachments are objects: they are there, and of size 0', (t) => {
  const { found } = inboxOf();
  const all = ['to Ann', 'to Bob, copy to Ann', 'to nobody'];
  t.deepEqual(found({ rt: 8, tag: PR_MESSAGE_RECIPIENTS }), all);
  t.deepEqual(found({ rt: 7, relop: RELOP_EQ, tag: PR_MESSAGE_ATTACHMENTS, size: 0 }), all);
  t.deepEqual(found({ rt: 7, relop: RELOP_NE, tag: PR_MESSAGE_ATTACHMENTS, size: 0 }), []);
});
