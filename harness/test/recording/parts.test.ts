import test from 'ava';
import { partDifferencesInWords } from '#harness/recording/part-words.js';
import {
  ABSENT,
  addedParts,
  aspectOfDifferences,
  aspectsOfParts,
  differingParts,
  isLarge,
  MEMBER,
  MORE_THAN_ONCE,
  memberKey,
  namedKey,
  type Parts,
  partOf,
  propertyKey,
  samePartsAsExpected,
} from '#harness/recording/parts.js';

const SUBJECT = propertyKey('', 0x0037001f);
const HTML = propertyKey('', 0x10130102);
const KEYWORDS = namedKey('', '{00020329-0000-0000-C000-000000000046}', 'Keywords', 0x101f);
const REMINDER = namedKey('', '{00062008-0000-0000-C000-000000000046}', 0x8503, 0x000b);

const saved: Parts = {
  [SUBJECT]: partOf('Hello'),
  [HTML]: partOf(new Uint8Array(10_240)),
  [KEYWORDS]: partOf(['red', 'blue']),
  [REMINDER]: partOf(true),
  'r1/3001001f': partOf('Ann'),
  'r2/3001001f': partOf('Bob'),
  r: '2',
  'a1f/37010102': partOf(new Uint8Array(70_000)),
  'a2f/37050003': partOf(5),
  'a2f/e/0037001f': partOf('inside'),
  'a2f/e/r1/3001001f': partOf('Eve'),
  a: '2',
  'flag/read': 'true',
};

function without(...keys: readonly RegExp[]): Parts {
  return Object.fromEntries(Object.entries(saved).filter(([key]) => !keys.some((pattern) => pattern.test(key))));
}

function words(expected: Parts, found: Parts): string {
  return partDifferencesInWords(expected, differingParts(expected, found));
}

test('what a store has besides what was saved is no difference', (t) => {
  const found = { ...saved, '0e080003': partOf(4711) };
  t.true(samePartsAsExpected(saved, found));
  t.deepEqual(differingParts(saved, found), []);
  t.deepEqual(
    addedParts(saved, found).map(({ key }) => key),
    ['0e080003'],
  );
});

test('a property that is gone is named with its tag and size', (t) => {
  t.is(words(saved, without(/^10130102$/)), 'PR_HTML (0x10130102), 10,240 bytes saved, absent');
});

test('a value that is another one is told by sizes and digests', (t) => {
  const cut = words(saved, { ...saved, [HTML]: partOf(new Uint8Array(8_192)) });
  t.regex(
    cut,
    /^PR_HTML \(0x10130102\), 10,240 bytes saved \(digest [0-9a-f]{8}\), 8,192 bytes found \(digest [0-9a-f]{8}\)$/,
  );
  const other = words(saved, { ...saved, [SUBJECT]: partOf('hello') });
  t.regex(
    other,
    /^PR_SUBJECT_W \(0x0037001F\), 5 characters saved \(digest \w+\), another value found \(digest \w+\)$/,
  );
});

test('a text in either of its forms is the same property', (t) => {
  t.is(propertyKey('', 0x0037001e), SUBJECT);
  t.is(namedKey('', '{x}', 'k', 0x101e), namedKey('', '{x}', 'k', 0x101f));
});

test('named properties are known by their names', (t) => {
  t.is(
    words(saved, without(/^n/)),
    'the named property "Keywords" of PS_PUBLIC_STRINGS (type 0x101F), 2 values saved, absent; the named property 0x8503 of PSETID_Common (type 0x000B), a value saved, absent',
  );
});

test('a name that looks like a number is another one than the number', (t) => {
  t.not(namedKey('', '{x}', '8503', 3), namedKey('', '{x}', 0x8503, 3));
});

test('recipients, attachments and embedded messages that are gone altogether are one difference each', (t) => {
  t.is(words(saved, { ...without(/^r2/), r: '1' }), 'recipient 2 of 2 absent; recipients: 2 saved, 1 found');
  t.is(words(saved, { ...without(/^a1f/), a: '1' }), 'attachment 1 of 2 absent; attachments: 2 saved, 1 found');
  t.is(words(saved, without(/^a2f\/e/)), 'the embedded message of attachment 2 of 2 absent');
});

test('a deleted property that is there again is told so', (t) => {
  const deleted = { ...saved, [HTML]: ABSENT };
  t.false(samePartsAsExpected(deleted, saved));
  t.is(words(deleted, saved), 'PR_HTML (0x10130102), 10,240 bytes, is there again, which was deleted');
  t.true(samePartsAsExpected(deleted, without(/^10130102$/)));
});

test('recipients are counted where a state has no number of them', (t) => {
  const bare = Object.fromEntries(Object.entries(saved).filter(([key]) => key !== 'r'));
  const left = Object.fromEntries(Object.entries(bare).filter(([key]) => !key.startsWith('r2/')));
  t.is(words(bare, left), 'recipient 2 of 2 absent');
});

test('a flag is told by its values', (t) => {
  t.is(words(saved, { ...saved, 'flag/read': 'false' }), 'its read flag: true saved, false found');
});

test('of many differences three are told', (t) => {
  t.regex(words(saved, {}), /absent; .* absent; .* absent; and \d+ more parts$/);
});

test('differences of names, embedded messages and large values alone are of that aspect', (t) => {
  const aspect = (found: Parts): unknown => aspectOfDifferences(differingParts(saved, found));
  t.is(aspect(without(/^n/)), 'named');
  t.is(aspect(without(/^a2f\/e/)), 'embedded');
  t.is(aspect(without(/^a2f\/e\/r1/)), 'embedded');
  t.is(aspect(without(/^a1f\/37010102$/)), undefined, 'nothing is left of that attachment: it is gone as a whole');
  t.is(aspect({ ...saved, 'a1f/37010102': partOf(new Uint8Array(3)) }), 'large');
  t.is(aspect(without(/^n/, /^10130102$/)), undefined);
  t.deepEqual([...aspectsOfParts(saved)].sort(), ['embedded', 'large', 'named']);
});

test('large is what is more than 64 KiB in memory', (t) => {
  t.false(isLarge(partOf(new Uint8Array(65_536))));
  t.true(isLarge(partOf(new Uint8Array(65_537))));
  t.false(isLarge(partOf('x'.repeat(32_768))));
  t.true(isLarge(partOf('x'.repeat(32_769))));
});

test('members of a distribution list are told by their names, and are an aspect of their own', (t) => {
  const list: Parts = { ...saved, [memberKey('e7')]: MEMBER, [memberKey('Zoë Z.')]: MEMBER, [memberKey('e8')]: ABSENT };
  t.is(words(list, { ...saved, [memberKey('e7')]: MEMBER }), 'member Zoë Z. absent');
  t.is(words(list, { ...list, [memberKey('e8')]: MEMBER }), 'member e8 is in it again, who was taken out');
  const twice = { ...saved, [memberKey('e7')]: MORE_THAN_ONCE, [memberKey('Zoë Z.')]: MEMBER };
  t.is(words(list, twice), 'member e7 is in it more than once');
  t.is(words(twice, list), 'one of two members called e7 absent');
  t.is(aspectOfDifferences(differingParts(list, saved)), 'members');
  t.is(aspectOfDifferences(differingParts(list, without(/^10130102$/))), undefined);
  t.true(aspectsOfParts(list).has('members'));
  t.false(aspectsOfParts({ [memberKey('e8')]: ABSENT }).has('members'));
});
