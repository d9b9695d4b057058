import test from 'ava';
import { dateFromFileTime, fileTimeFromDate } from '#src/contract/file-time.js';

const known: [string, bigint][] = [
  ['1601-01-01T00:00:00.000Z', 0n],
  ['1970-01-01T00:00:00.000Z', 116_444_736_000_000_000n],
  ['2000-01-01T00:00:00.001Z', 125_911_584_000_010_000n],
];
for (const [text, fileTime] of known) {
  test(`${text} is the FILETIME ${fileTime}`, (t) => {
    t.is(fileTimeFromDate(new Date(text)), fileTime);
    t.is(dateFromFileTime(fileTime).toISOString(), text);
  });
}

test('a date loses what is finer than a millisecond', (t) => {
  t.is(dateFromFileTime(116_444_736_000_009_999n).getTime(), 0);
  t.is(dateFromFileTime(116_444_736_000_010_000n).getTime(), 1);
});

test('the greatest FILETIME is still a date', (t) => {
  t.is(dateFromFileTime(2n ** 64n - 1n).getUTCFullYear(), 60056);
});

test('fileTimeFromDate refuses an invalid date and one before 1601', (t) => {
  t.throws(() => fileTimeFromDate(new Date(Number.NaN)), { instanceOf: TypeError, message: /invalid Date/ });
  t.throws(() => fileTimeFromDate(new Date('1600-12-31T23:59:59.999Z')), {
    instanceOf: TypeError,
    message: /1600-12-31/,
  });
});

test('dateFromFileTime refuses what does not fit 64 unsigned bits', (t) => {
  t.throws(() => dateFromFileTime(-1n), { instanceOf: TypeError });
  t.throws(() => dateFromFileTime(2n ** 64n), { instanceOf: TypeError });
  t.throws(() => dateFromFileTime(0 as unknown as bigint), { instanceOf: TypeError });
});
