import { closest } from '../run/input/closest.js';
import { ConfigurationError } from '../run/input/configuration-error.js';

/** Reads the text of an option; commander calls it with the value so far, undefined the first time. */
export type OptionReader<T> = (text: string, previous: T | undefined) => T;

function once(flag: string, previous: unknown): void {
  if (previous !== undefined) throw new ConfigurationError(`${flag} is given twice`);
}

/**
 * A reader of a text that is given once.
 *
 * @param flag - the option, for messages
 * @param what - what the text is, for messages
 * @returns the reader
 */
export function text(flag: string, what: string): OptionReader<string> {
  return (value, previous) => {
    once(flag, previous);
    if (value === '') throw new ConfigurationError(`${flag} takes ${what}, not an empty text`);
    return value;
  };
}

/**
 * A reader of a whole number within limits.
 *
 * @param flag - the option, for messages
 * @param least - the least number
 * @param most - the greatest number
 * @returns the reader
 */
export function wholeNumber(flag: string, least: number, most: number): OptionReader<number> {
  return (value, previous) => {
    once(flag, previous);
    const number = Number(value);
    if (!/^\d{1,15}$/u.test(value) || number < least || number > most) {
      throw new ConfigurationError(`${flag} takes a whole number from ${least} to ${most}, not "${value}"`);
    }
    return number;
  };
}

/**
 * A reader of one of a few words.
 *
 * @param flag - the option, for messages
 * @param words - the words
 * @returns the reader
 */
export function choice<T extends string>(flag: string, words: readonly T[]): OptionReader<T> {
  return (value, previous) => {
    once(flag, previous);
    const word = words.find((candidate) => candidate === value.toLowerCase());
    if (word !== undefined) return word;
    // Of a number nothing is near.
    const near = /\d/u.test(value) ? undefined : closest(value, words);
    const all = `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
    throw new ConfigurationError(
      `${flag} takes ${all}, not "${value}"${near === undefined ? '' : `; did you mean ${near}?`}`,
    );
  };
}

const LONGEST_MS = 7 * 24 * 3_600_000;

/**
 * A reader of a time: hours, minutes and seconds, each with its unit.
 *
 * @param flag - the option, for messages
 * @returns the reader, which gives milliseconds
 */
export function duration(flag: string): OptionReader<number> {
  return (value, previous) => {
    once(flag, previous);
    const {
      hours = '0',
      minutes = '0',
      seconds = '0',
    } = /^(?:(?<hours>\d{1,4})h)?(?:(?<minutes>\d{1,6})m)?(?:(?<seconds>\d{1,6})s)?$/u.exec(value)?.groups ?? {};
    const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
    if (ms > 0 && ms <= LONGEST_MS) return ms;
    throw new ConfigurationError(`${flag} takes a time up to 168h, for example 90s, 10m or 1h30m, not "${value}"`);
  };
}

/**
 * A reader of names, separated by commas, that may be given several times.
 *
 * @param flag - the option, for messages
 * @param what - what is named, for messages
 * @returns the reader
 */
export function names(flag: string, what: string): OptionReader<readonly string[]> {
  return (value, previous = []) => {
    const given = value.split(',').map((name) => name.trim());
    if (given.includes('')) {
      throw new ConfigurationError(`${flag} takes ${what}, separated by commas; "${value}" has an empty one`);
    }
    return [...previous, ...given];
  };
}

/**
 * A reader of `key=value` pairs, that may be given several times.
 *
 * @param flag - the option, for messages
 * @returns the reader
 */
export function pairs(flag: string): OptionReader<Readonly<Record<string, string>>> {
  return (value, previous = {}) => {
    const equals = value.indexOf('=');
    const key = value.slice(0, Math.max(0, equals)).trim();
    if (key === '') throw new ConfigurationError(`${flag} takes key=value, not "${value}"`);
    if (Object.hasOwn(previous, key)) throw new ConfigurationError(`${flag} ${key} is given twice`);
    return { ...previous, [key]: value.slice(equals + 1) };
  };
}
