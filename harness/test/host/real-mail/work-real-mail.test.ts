import {
  E_FAIL,
  FOLDER_SEARCH,
  findValue,
  type HRESULT,
  type IMAPIFolder,
  MAPI_E_NO_SUPPORT,
  MAPI_E_STRING_TOO_LONG,
  MSGFLAG_UNSENT,
  PR_ADDRTYPE_W,
  PR_ATTACH_LONG_FILENAME_W,
  PR_COMMENT_W,
  PR_CREATION_TIME,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_FOLDER_TYPE,
  PR_MESSAGE_FLAGS,
  PR_MSG_STATUS,
  PROP_ID,
  type SPropValue,
} from '@mapi-kit/sdk';
import type { StoredObject } from '@mapi-kit/sdk/store';
import test from 'ava';
import { itemName } from '#harness/recording/item-names.js';
import { Lives } from '../support/lives.js';

/** Something that a careless store forgets, and how a read-back says so. */
interface Loss {
  readonly what: string;
  readonly forget: (object: StoredObject, before: StoredObject | undefined) => StoredObject | undefined;
  readonly seen: RegExp;
}

const isMessage = ({ kind }: StoredObject): boolean => kind === 'message';
const isIn = ({ kind, parent }: StoredObject, folder: string): boolean => kind === 'message' && parent === folder;
const isSearch = ({ properties }: StoredObject): boolean =>
  properties.some(({ tag, value }) => tag === PR_FOLDER_TYPE && value === FOLDER_SEARCH);
const propertyOf = (object: StoredObject | undefined, tag: number): unknown =>
  object?.properties.find((property) => property.tag === tag)?.value;
const without = (object: StoredObject, ids: (id: number) => boolean): StoredObject => ({
  ...object,
  properties: object.properties.filter(({ tag }) => !ids(PROP_ID(tag))),
});
const isPrivate = (id: number): boolean => id >= 0x6700 && id <= 0x67ff;
const CONTAINER_CLASS = 0x3613001f;
const MESSAGE_CLASS = 0x001a001f;

const withChanged = (
  object: StoredObject,
  changed: number,
  change: (value: SPropValue['value']) => SPropValue['value'],
): StoredObject => ({
  ...object,
  properties: object.properties.map((one) => (one.tag === changed ? { ...one, value: change(one.value) } : one)),
});
/** With the earlier values of those properties for which that is said. */
const withEarlier = (
  object: StoredObject,
  before: StoredObject | undefined,
  isStale: (now: SPropValue, then: SPropValue) => boolean,
): StoredObject => ({
  ...object,
  properties: object.properties.map((now) => {
    const then = before?.properties.find(({ tag }) => tag === now.tag);
    return then !== undefined && isStale(now, then) ? then : now;
  }),
});
/** Of texts and bytes; of all others one of their own. */
const sizeOf = (value: SPropValue['value']): unknown =>
  typeof value === 'string' || value instanceof Uint8Array ? value.length : {};

const LOSSES: readonly Loss[] = [
  { what: 'search folders', forget: (o) => (isSearch(o) ? undefined : o), seen: /^nothing$/ },
  {
    what: 'what they look for',
    forget: (o) => (isSearch(o) ? without(o, isPrivate) : o),
    seen: /^its search criteria, a value saved, absent; the folders that it searches: \S+.* saved, none found$/,
  },
  {
    what: 'the saved order of a folder',
    forget: (o) => (o.kind === 'folder' && !isSearch(o) ? without(o, isPrivate) : o),
    seen: /^its saved sort order, a value saved \(digest \w+\), another value found/,
  },
  { what: 'deleted items', forget: (o) => (isIn(o, 'deleted-items') ? undefined : o), seen: /^nothing$/ },
  { what: 'sent items', forget: (o) => (isIn(o, 'sent-items') ? undefined : o), seen: /^nothing$/ },
  { what: 'the outbox', forget: (o) => (isIn(o, 'outbox') ? undefined : o), seen: /^nothing$/ },
  {
    what: 'folders in the Inbox',
    forget: (o) => (o.parent === 'inbox' && o.kind === 'folder' ? undefined : o),
    seen: /^nothing$/,
  },
  {
    what: 'what changed in hidden messages',
    forget: (o, before) => (o.associated === true && before !== undefined ? before : o),
    seen: /^subject "m\d+ v1", PR_CLIENT_SUBMIT_TIME/,
  },
  {
    what: 'endless numbers',
    forget: (o) => ({
      ...o,
      properties: o.properties.map((one) => (one.value === Number.POSITIVE_INFINITY ? { ...one, value: 0 } : one)),
    }),
    seen: /0x6B0F0005 \(PT_DOUBLE\), a value saved \(digest \w+\), another value found/,
  },
  { what: 'messages at the top', forget: (o) => (isIn(o, 'ipm-subtree') ? undefined : o), seen: /^nothing$/ },
  {
    what: 'recipients beyond the 256th',
    forget: (o) => (o.recipients === undefined ? o : { ...o, recipients: o.recipients.slice(0, 256) }),
    seen: /^recipient 257 of 1000 absent; .* and 742 more parts$/,
  },
  {
    what: 'named properties of attachments',
    forget: (o) =>
      o.attachments === undefined
        ? o
        : {
            ...o,
            attachments: o.attachments.map((one) => ({
              ...one,
              properties: one.properties.filter(({ tag }) => PROP_ID(tag) < 0x8000),
            })),
          },
    seen: /^the named property "Keywords" of PS_PUBLIC_STRINGS \(type 0x101F\) of attachment \d of \d, .* saved, absent/,
  },
  {
    what: 'the status of messages',
    forget: (o) => (isMessage(o) ? without(o, (id) => id === PROP_ID(PR_MSG_STATUS)) : o),
    seen: /^its message status: 0x\d saved, 0x0 found$/,
  },
  {
    what: 'values beyond the 255th of a list',
    forget: (o) => ({
      ...o,
      properties: o.properties.map((one) =>
        isMessage(o) && Array.isArray(one.value) ? { ...one, value: one.value.slice(0, 255) as typeof one.value } : one,
      ),
    }),
    seen: /, 300 values saved \(digest \w+\), 255 values found/,
  },
  {
    what: 'control characters',
    forget: (o) => ({
      ...o,
      properties: o.properties.map((one) =>
        isMessage(o) && typeof one.value === 'string' ? { ...one, value: one.value.replace(/[\v\f]/g, '') } : one,
      ),
    }),
    seen: /characters saved/,
  },
  {
    what: 'the new class of a message',
    forget: (o, before) =>
      isMessage(o) && before !== undefined
        ? {
            ...o,
            properties: o.properties.map((one) =>
              one.tag === MESSAGE_CLASS ? { ...one, value: String(propertyOf(before, MESSAGE_CLASS)) } : one,
            ),
          }
        : o,
    seen: /^PR_MESSAGE_CLASS_W \(0x001A001F\)/,
  },
  {
    what: 'the new class of a folder',
    forget: (o, before) =>
      o.kind === 'folder' && propertyOf(before, CONTAINER_CLASS) !== undefined
        ? {
            ...o,
            properties: o.properties.map((one) =>
              one.tag === CONTAINER_CLASS ? { ...one, value: String(propertyOf(before, CONTAINER_CLASS)) } : one,
            ),
          }
        : o,
    seen: /^PR_CONTAINER_CLASS_W \(0x3613001F\)/,
  },
  {
    what: 'that the last recipients and attachments went',
    forget: (o, before) =>
      isMessage(o) && before !== undefined && o.recipients?.length === 0 && o.attachments?.length === 0
        ? { ...o, recipients: before.recipients, attachments: before.attachments }
        : o,
    seen: /^recipients: 0 saved, 5 found; attachments: 0 saved, 1 found$/,
  },
  {
    what: 'that a message that no user sees was moved',
    forget: (o, before) => (o.associated === true && before !== undefined ? { ...o, parent: before.parent } : o),
    seen: /^in folder Inbox$/,
  },
  {
    what: 'the new comment of a folder',
    forget: (o, before) => withEarlier(o, before, ({ tag }) => o.kind === 'folder' && tag === PR_COMMENT_W),
    seen: /PR_COMMENT_W \(0x3004001F\), .* characters saved/,
  },
  {
    what: 'what has the size that it had',
    forget: (o, before) => withEarlier(o, before, (now, then) => sizeOf(now.value) === sizeOf(then.value)),
    seen: /PR_HTML \(0x10130102\), [\d,]+ bytes saved \(digest \w+\), another value found/,
  },
  {
    what: 'that messages of a folder were moved with it',
    forget: (o, before) => (o.kind === 'folder' && before !== undefined && before.parent !== o.parent ? before : o),
    seen: /^in folder /,
  },
];

/** Each value of a text, or of a list of texts, is another one. */
const texts =
  (change: (text: string) => string | undefined) =>
  (object: StoredObject): StoredObject => ({
    ...object,
    properties: object.properties.flatMap((one) => {
      if (typeof one.value !== 'string' || !isMessage(object)) return [one];
      const value = change(one.value);
      return value === undefined ? [] : [{ ...one, value }];
    }),
  });
const numberOf = (text: string): string => (/^[\d.]+$/.test(text) ? String(Number(text)) : text);
const addressOf = (recipient: readonly SPropValue[]): unknown => findValue(recipient, PR_EMAIL_ADDRESS_W);
const nameOf = (one: { readonly properties: readonly SPropValue[] }): unknown =>
  findValue(one.properties, PR_ATTACH_LONG_FILENAME_W) ?? findValue(one.properties, PR_DISPLAY_NAME_W);

/** What messages and folders have that is rare. */
const ODD_LOSSES: readonly Loss[] = [
  {
    what: 'zeros before numbers in texts',
    forget: texts(numberOf),
    seen: /^0x6C00001F .*, 5 characters saved .*, 3 characters found/,
  },
  {
    what: 'marks before texts',
    forget: texts((text) => text.replace(/^\ufeff/, '')),
    seen: /, 7 characters saved .*, 6 characters found/,
  },
  {
    what: 'more properties than 255',
    // What it is called stays.
    forget: (o) => ({
      ...o,
      properties: o.properties.filter(
        ({ tag }, index) => index < 255 || PROP_ID(tag) === 0x6801 || PROP_ID(tag) === 0x37,
      ),
    }),
    seen: /^(?:0x6[CD]\w{6}|the named property) .* and \d+ more parts$/,
  },
  {
    what: 'the first of two attachments of one name',
    forget: (o) =>
      o.attachments === undefined
        ? o
        : {
            ...o,
            attachments: o.attachments.filter(
              (one, index) => !o.attachments?.slice(index + 1).some((other) => nameOf(other) === nameOf(one)),
            ),
          },
    seen: /attachments: 6 saved, 4 found/,
  },
  {
    what: 'recipients without an address',
    forget: (o) => ({ ...o, recipients: o.recipients?.filter((one) => addressOf(one) !== undefined) }),
    seen: /recipients: 3 saved, 2 found/,
  },
  {
    what: 'that an address is none of SMTP',
    forget: (o) => ({
      ...o,
      recipients: o.recipients?.map((one) =>
        one.map((each) => (each.tag === PR_ADDRTYPE_W ? { ...each, value: 'SMTP' } : each)),
      ),
    }),
    seen: /PR_ADDRTYPE_W \(0x3002001F\) of recipient 1 of 3/,
  },
  {
    what: 'empty texts of recipients',
    forget: (o) => ({ ...o, recipients: o.recipients?.map((one) => one.filter(({ value }) => value !== '')) }),
    seen: /0x6B21001F .* of recipient 1 of 1, 0 characters saved, absent/,
  },
];

/** Of what a folder or a message has that nobody touches after its first save. */
const FIRST_LOSSES: readonly Loss[] = [
  {
    what: 'the names of folders beyond the 255th character',
    forget: (o) =>
      withChanged(o, PR_DISPLAY_NAME_W, (name) => (o.kind === 'folder' ? String(name).slice(0, 255) : name)),
    seen: /PR_DISPLAY_NAME_W \(0x3001001F\), (?:29\d|300) characters saved \(digest \w+\), 255 characters found/,
  },
  {
    what: 'folders beyond the 100th in one',
    forget: (o) => (/^f3(?:10[1-9]|1[1-9]\d) /.test(String(propertyOf(o, PR_DISPLAY_NAME_W))) ? undefined : o),
    seen: /^nothing$/,
  },
  {
    what: 'large values of folders',
    forget: (o) =>
      o.kind === 'folder'
        ? {
            ...o,
            properties: o.properties.filter(({ value }) => !(value instanceof Uint8Array && value.length > 1_000)),
          }
        : o,
    seen: /20,000 bytes saved, absent/,
  },
  {
    what: 'attachments beyond the 64th',
    forget: (o) => ({ ...o, attachments: o.attachments?.slice(0, 64) }),
    seen: /^attachments: 70 saved, 64 found; attachment 65 of 70 absent/,
  },
  {
    what: 'when messages were made',
    forget: (o) => withChanged(o, PR_CREATION_TIME, (time) => (isMessage(o) ? 0n : time)),
    seen: /PR_CREATION_TIME \(0x30070040\)/,
  },
  {
    what: 'when folders were made',
    forget: (o) => withChanged(o, PR_CREATION_TIME, (time) => (o.kind === 'folder' ? 0n : time)),
    seen: /PR_CREATION_TIME \(0x30070040\)/,
  },
];

test('what is rare of folders and messages is missed at once', (t) => {
  const lives = new Lives(t);
  lives.live(t, 'real');
  const whole = new Map(lives.objects);
  for (const [id, object] of whole) {
    lives.objects.set(
      id,
      FIRST_LOSSES.reduce((left, { forget }) => forget(left, undefined) ?? left, object),
    );
    if (FIRST_LOSSES.some(({ forget }) => forget(object, undefined) === undefined)) lives.objects.delete(id);
  }
  const words = Object.values(lives.differences());
  for (const { what, seen } of FIRST_LOSSES)
    t.true(
      words.some((text) => seen.test(text)),
      `${what}: ${words.join('\n')}`,
    );
});

const ROUNDS = 5;

test('what a client has done in two lives is all there, and whatever a careless store forgets of it is missed', (t) => {
  const lives = new Lives(t);
  lives.live(t, 'real');
  lives.live(t, 'real');
  t.deepEqual(lives.differences(), {});
  const whole = new Map(lives.objects);
  const [, earlier = new Map<string, StoredObject>()] = lives.before;
  // Several at a time, of different objects: each read-back takes its time.
  for (let round = 0; round < ROUNDS; round += 1) {
    const losses = LOSSES.filter((_, index) => index % ROUNDS === round);
    for (const [id, object] of whole) {
      const forget = (left: StoredObject | undefined, loss: Loss): StoredObject | undefined =>
        left === undefined ? left : loss.forget(left, earlier.get(id));
      const left = losses.reduce(forget, object);
      if (left === undefined) lives.objects.delete(id);
      else lives.objects.set(id, left);
    }
    const words = Object.values(lives.differences());
    for (const { what, seen } of losses)
      t.true(
        words.some((text) => seen.test(text)),
        `${what}: ${words.join('\n')}`,
      );
    for (const [id, object] of whole) lives.objects.set(id, object);
  }
});

test('of a message of odd contents nothing is forgotten unseen', (t) => {
  const lives = new Lives(t);
  lives.live(t, 'real');
  const whole = new Map(lives.objects);
  for (const { what, forget, seen } of ODD_LOSSES) {
    for (const [id, object] of whole) if (isMessage(object)) lives.objects.set(id, forget(object, undefined) ?? object);
    const words = Object.values(lives.differences());
    t.true(
      words.some((text) => seen.test(text)),
      `${what}: ${words.join('\n')}`,
    );
    for (const [id, object] of whole) lives.objects.set(id, object);
  }
});

test('attachments of one name may be listed in any order', (t) => {
  const lives = new Lives(t);
  lives.live(t, 'real');
  for (const [id, object] of lives.objects) {
    if (object.attachments === undefined) continue;
    lives.objects.set(id, { ...object, attachments: [...object.attachments].reverse() });
  }
  t.deepEqual(lives.differences(), {});
});

test('what was emptied, deleted with its folder, or several at once, is seen when it comes back', (t) => {
  const lives = new Lives(t);
  lives.live(t, 'real');
  lives.live(t, 'real');
  const [, earlier = new Map<string, StoredObject>()] = lives.before;
  const gone = [...earlier.values()].filter(({ id, kind }) => kind !== 'store' && !lives.objects.has(id));
  const messages = gone.filter(isMessage);
  // Four that were emptied, two deleted in one call, two deleted with their folders, and two deleted by themselves, one of them
  // hidden; two of a folder of which a copy is left, and one of which a copy is left itself; four that copies of their contents
  // have replaced, and two of which copies were made in one call; one that no user sees of a folder of which a copy is left, and
  // three that were emptied with it, or with a folder below. Of sixty in one folder the half, one that was left in a folder when
  // others had been moved out, and one of a folder into which something else came then.
  t.is(messages.length, 23 + 32);
  for (const object of gone) lives.objects.set(object.id, object);
  t.deepEqual(
    Object.values(lives.differences()),
    gone.map(() => 'nobody saved it'),
  );
});

test('several messages are marked in one call, in the life that made them and in the next one', (t) => {
  const lives = new Lives(t);
  lives.live(t, 'real');
  lives.live(t, 'real');
  for (const number of [21, 22, 23, 61, 62, 63]) {
    const last = lives.saved(itemName('m', 0, 1_001 + number)).at(-1);
    t.is(last?.parts?.['flag/read'], 'false');
  }
});

test('each life sets what the store keeps at once, and marks a message as a draft', (t) => {
  const lives = new Lives(t);
  lives.live(t, 'whole');
  lives.live(t, 'whole');
  t.deepEqual(lives.differences(), {});
  const whole = new Map(lives.objects);
  const [, earlier = new Map<string, StoredObject>()] = lives.before;
  const put = (id: string, change: (object: StoredObject) => StoredObject): Record<string, string> => {
    lives.objects.set(id, change(whole.get(id) as StoredObject));
    const words = lives.differences();
    lives.objects.set(id, whole.get(id) as StoredObject);
    return words;
  };
  t.regex(
    put('inbox', () => earlier.get('inbox') as StoredObject)['setting-inbox-properties'] ?? '',
    /another value found/,
  );
  const named = put('store', (object) => without(object, (id) => id >= 0x8000));
  t.regex(
    named['setting-store-properties'] ?? '',
    /^the named property "Keywords" of PS_PUBLIC_STRINGS .* saved, absent/,
  );
  // The first life has set it, the second has deleted it.
  const deleted = earlier.get('store')?.properties.find(({ tag }) => PROP_ID(tag) === 0x6b40);
  const kept = put('store', (object) => ({ ...object, properties: [...object.properties, deleted as never] }));
  t.regex(kept['setting-store-properties'] ?? '', /is there again, which was deleted$/);
  const draft = [...whole.values()].find(
    // One that was taken back is none that was saved as a draft.
    (object) =>
      ((propertyOf(object, PR_MESSAGE_FLAGS) as number) & MSGFLAG_UNSENT) !== 0 && object.attachments?.length !== 0,
  );
  const asSent = put(draft?.id ?? '', (object) => ({
    ...object,
    properties: object.properties.map((one) =>
      one.tag === PR_MESSAGE_FLAGS ? { ...one, value: Number(one.value) & ~MSGFLAG_UNSENT } : one,
    ),
  }));
  t.deepEqual(Object.values(asSent), ['MSGFLAG_UNSENT: true saved, false found']);
});

for (const [what, limit] of [
  ['no folders but its own', { CreateFolder: () => ({ hr: MAPI_E_NO_SUPPORT, value: null }) }],
  ['no read flags', { SetReadFlags: () => MAPI_E_NO_SUPPORT }],
  [
    'no search, no order, no status, and moves no folders',
    {
      CopyFolder: () => MAPI_E_NO_SUPPORT,
      EmptyFolder: () => MAPI_E_NO_SUPPORT,
      SaveContentsSort: () => MAPI_E_NO_SUPPORT,
      SetSearchCriteria: () => MAPI_E_NO_SUPPORT,
      SetMessageStatus: () => ({ hr: MAPI_E_NO_SUPPORT, value: null }),
    },
  ],
] as const) {
  test(`a store that has ${what} is asked for no more, and what it has is compared`, (t) => {
    const lives = new Lives(t, (object) => {
      for (const [name, method] of Object.entries(limit)) if (name in object) Object.assign(object, { [name]: method });
    });
    for (const work of ['mixed', 'real', 'mixed'] as const) {
      lives.live(t, work);
      t.deepEqual(lives.differences(), {}, work);
    }
  });
}

/** A store that takes no name of a folder which is longer than this. */
const namesOf =
  (most: number, hr: HRESULT) =>
  (object: object): void => {
    if (!('CreateFolder' in object)) return;
    const folder = object as IMAPIFolder;
    const create = folder.CreateFolder.bind(folder);
    folder.CreateFolder = (type, name, ...others) =>
      name.length > most ? { hr, value: null } : create(type, name, ...others);
  };
const LONG_NAMED = itemName('f', 0, 951);

for (const [most, asked] of [
  [1_000, 300],
  [250, 240],
] as const) {
  test(`of a store that takes names of ${most} characters the longest one is compared`, (t) => {
    const lives = new Lives(t, namesOf(most, E_FAIL));
    lives.live(t, 'real');
    t.is(lives.saved(LONG_NAMED).length, 1);
    t.deepEqual(lives.differences(), {});
    const longest = Math.max(...[...lives.objects.values()].map(nameLength));
    // A name does not end in a blank.
    t.true(longest > asked - 10 && longest <= asked, `${longest}`);
  });
}

test('a store that says that a name is too long for it need not have the folder', (t) => {
  const lives = new Lives(t, namesOf(200, MAPI_E_STRING_TOO_LONG));
  lives.live(t, 'real');
  t.deepEqual(lives.saved(LONG_NAMED), []);
  t.deepEqual(lives.differences(), {});
});

function nameLength(object: StoredObject): number {
  return String(propertyOf(object, PR_DISPLAY_NAME_W) ?? '').length;
}
