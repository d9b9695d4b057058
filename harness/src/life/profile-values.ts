import { Buffer } from 'node:buffer';
import {
  isMultiValued,
  isPropertyValue,
  PROP_TYPE,
  type PropertyValue,
  type PropTag,
  PT_APPTIME,
  PT_BINARY,
  PT_BOOLEAN,
  PT_CURRENCY,
  PT_DOUBLE,
  PT_I2,
  PT_I8,
  PT_LONG,
  PT_R4,
  PT_STRING8,
  PT_SYSTIME,
  PT_UNICODE,
  propTagFromNumber,
  type SPropValue,
} from '@mapi-kit/sdk';

/** What `--profile` gives a provider. */
export interface ProfileValues {
  readonly settings: Readonly<Record<string, string>>;
  readonly properties: readonly SPropValue[];
}

/** Not a literal, so that the bundle does not take all names of the SDK in: they are looked up in the SDK itself. */
const SDK: string = '@mapi-kit/sdk';

/**
 * Parts `--profile` values: a key that is a tag's name (`PR_…`) or number (`0x6702001F`) sets that property, any other key
 * is a free setting.
 *
 * @param profile - the values by their keys
 * @throws RangeError when a property's value does not fit its type
 */
export async function parseProfile(profile: Readonly<Record<string, string>>): Promise<ProfileValues> {
  const settings: Record<string, string> = {};
  const properties: SPropValue[] = [];
  for (const [key, text] of Object.entries(profile)) {
    const tag = await tagOf(key);
    if (tag === undefined) settings[key] = text;
    else properties.push({ tag, value: parseValue(key, tag, text) });
  }
  return { settings, properties };
}

async function tagOf(key: string): Promise<PropTag | undefined> {
  if (/^0x[\da-f]{8}$/i.test(key)) return propTagFromNumber(Number(key));
  if (!key.startsWith('PR_')) return undefined;
  const names: Readonly<Record<string, unknown>> = await import(SDK);
  const value = names[key];
  if (typeof value !== 'number')
    throw new RangeError(`the profile value ${key} is no property that mapi-kit knows; give its tag`);
  return propTagFromNumber(value);
}

function parseValue(key: string, tag: PropTag, text: string): PropertyValue {
  const type = PROP_TYPE(tag);
  const value = isMultiValued(type) && type === 0x101f ? text.split(',') : parseOne(type, text);
  if (value === undefined || !isPropertyValue(type, value)) {
    throw new RangeError(`the profile value ${key}=${text} does not fit the type of that property`);
  }
  return value;
}

function parseOne(type: number, text: string): PropertyValue | undefined {
  switch (type) {
    case PT_UNICODE:
    case PT_STRING8:
      return text;
    case PT_I2:
    case PT_LONG:
    case PT_R4:
    case PT_DOUBLE:
    case PT_APPTIME:
      return text.trim() === '' ? undefined : Number(text);
    case PT_I8:
    case PT_CURRENCY:
    case PT_SYSTIME:
      return /^-?\d+$/.test(text) ? BigInt(text) : undefined;
    case PT_BOOLEAN:
      return /^(?:true|1|yes)$/i.test(text) ? true : /^(?:false|0|no)$/i.test(text) ? false : undefined;
    case PT_BINARY:
      return /^(?:[\da-f]{2})*$/i.test(text) ? new Uint8Array(Buffer.from(text, 'hex')) : undefined;
    default:
      return undefined;
  }
}
