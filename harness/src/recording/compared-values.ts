import { PT_BINARY, PT_UNICODE, propTypeName } from '@mapi-kit/sdk';
import { ABSENT, type Parts } from './parts.js';

/** How many values of a property type were compared. */
export interface ComparedType {
  readonly values: number;
  /** The largest of them, in bytes, a text as UTF-16; 0 for all types but texts and binary values. */
  readonly largestBytes: number;
}

/** What was compared of some items, in numbers: what each read-back held against what was acknowledged. */
export interface ComparedValues {
  readonly recipients: number;
  readonly attachments: number;
  readonly embeddedMessages: number;
  /** Of all values, those of named properties. */
  readonly namedValues: number;
  /** Properties that were deleted, and must not be there. */
  readonly deletedValues: number;
  /** By the name of the type, for example `PT_UNICODE`. A text counts as Unicode in either of its forms. */
  readonly types: Readonly<Record<string, ComparedType>>;
}

type Numbers = { -readonly [Key in keyof Omit<ComparedValues, 'types'>]: number };

/** Counts what was compared, item by item. */
export class ComparedValuesCount {
  readonly #numbers: Numbers = { recipients: 0, attachments: 0, embeddedMessages: 0, namedValues: 0, deletedValues: 0 };
  readonly #types = new Map<number, { values: number; largestBytes: number }>();

  /** Takes in the parts of one item, as they were acknowledged. */
  add(parts: Parts): void {
    const owners = new Set<string>();
    for (const key in parts) {
      const steps = key.split('/');
      let i = 0;
      for (let path = ''; isOwner(steps[i]) && i + 1 < steps.length; i += 1) {
        path = `${path}${steps[i]}/`;
        if (owners.has(path)) continue;
        owners.add(path);
        this.#owner(steps[i] as string);
      }
      this.#value(steps.slice(i), parts[key] as string);
    }
  }

  /** What has been counted. */
  get result(): ComparedValues {
    const types = [...this.#types]
      .sort(([a], [b]) => a - b)
      .map(([type, count]) => [propTypeName(type), count] as const);
    return { ...this.#numbers, types: Object.fromEntries(types) };
  }

  #owner(step: string): void {
    if (step === 'e') this.#numbers.embeddedMessages += 1;
    else if (step.startsWith('r')) this.#numbers.recipients += 1;
    else this.#numbers.attachments += 1;
  }

  #value(leaf: readonly string[], part: string): void {
    const type = typeOf(leaf);
    if (type === null) return;
    if (part === ABSENT) {
      this.#numbers.deletedValues += 1;
      return;
    }
    if (leaf.length > 1) this.#numbers.namedValues += 1;
    const count = this.#types.get(type) ?? { values: 0, largestBytes: 0 };
    this.#types.set(type, count);
    count.values += 1;
    count.largestBytes = Math.max(count.largestBytes, bytesOf(type, part));
  }
}

/**
 * What was compared in several runs together.
 *
 * @param all - each run's
 */
export function sumOfComparedValues(all: readonly ComparedValues[]): ComparedValues {
  const types: Record<string, ComparedType> = {};
  for (const [name, { values, largestBytes }] of all.flatMap((each) => Object.entries(each.types))) {
    const before = types[name] ?? { values: 0, largestBytes: 0 };
    types[name] = {
      values: before.values + values,
      largestBytes: Math.max(before.largestBytes, largestBytes),
    };
  }
  const sum = (key: keyof Numbers): number => all.reduce((total, each) => total + each[key], 0);
  return {
    recipients: sum('recipients'),
    attachments: sum('attachments'),
    embeddedMessages: sum('embeddedMessages'),
    namedValues: sum('namedValues'),
    deletedValues: sum('deletedValues'),
    types: Object.fromEntries(Object.entries(types).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** A recipient, an attachment, or the message that is embedded in one. */
function isOwner(step: string | undefined): boolean {
  return step !== undefined && /^(?:r\d+|a[0-9a-f]+(?:\.\d+)?|e)$/.test(step);
}

/** The type of the property that the last steps of a key name; null: they name none. */
function typeOf(leaf: readonly string[]): number | null {
  const [first = ''] = leaf;
  if (leaf.length === 1) return /^[0-9a-f]{8}$/.test(first) ? Number.parseInt(first.slice(4), 16) : null;
  return first.startsWith('n{') ? Number.parseInt(leaf.at(-1) as string, 16) : null;
}

function bytesOf(type: number, part: string): number {
  const size = Number(/^[bs](\d+):/.exec(part)?.[1] ?? 0);
  return type === PT_UNICODE ? 2 * size : type === PT_BINARY ? size : 0;
}
