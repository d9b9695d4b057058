const UNITS_PER_MILLISECOND = 10_000n;
const UNIX_EPOCH_IN_MILLISECONDS = 11_644_473_600_000n;
const LARGEST = 0xffff_ffff_ffff_ffffn;

/**
 * Turns a date into a FILETIME, the value of a PT_SYSTIME property.
 *
 * @param date - a valid date of the year 1601 or later
 * @returns units of 100 nanoseconds since 1601-01-01 UTC
 * @throws TypeError when the date is invalid or before 1601
 */
export function fileTimeFromDate(date: Date): bigint {
  const milliseconds = date.getTime();
  if (Number.isNaN(milliseconds)) throw new TypeError('An invalid Date has no FILETIME');
  const fileTime = (BigInt(milliseconds) + UNIX_EPOCH_IN_MILLISECONDS) * UNITS_PER_MILLISECOND;
  if (fileTime < 0n) throw new TypeError(`A FILETIME begins in the year 1601; got ${date.toISOString()}`);
  return fileTime;
}

/**
 * Turns a FILETIME into a date, dropping what is finer than a millisecond.
 *
 * @param fileTime - units of 100 nanoseconds since 1601-01-01 UTC, 0 to 2^64 - 1
 * @throws TypeError when the number does not fit an unsigned integer of 64 bits
 */
export function dateFromFileTime(fileTime: bigint): Date {
  if (typeof fileTime !== 'bigint' || fileTime < 0n || fileTime > LARGEST) {
    throw new TypeError(`A FILETIME is a bigint from 0 to 2^64 - 1; got ${String(fileTime)}`);
  }
  return new Date(Number(fileTime / UNITS_PER_MILLISECOND - UNIX_EPOCH_IN_MILLISECONDS));
}
