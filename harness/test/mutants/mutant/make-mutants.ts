import { PROP_ID, type PropTag } from '@mapi-kit/sdk';
import {
  ATTACHMENT_TAGS,
  CONTACT_TAGS,
  CONTRACT_TAGS,
  FOLDER_TAGS,
  MAIL_TAGS,
  RECIPIENT_TAGS,
  TYPED_TAGS,
  TYPES,
} from '../reader/tags.js';
import { NAMES } from '../reader/values.js';
import { Draw } from './draw.js';
import {
  KINDS,
  lineOf,
  type Mutant,
  type MutantKind,
  NEUTRAL,
  OPERATORS,
  type Operator,
  type Owner,
  SEQUENCES,
  type Target,
  type When,
} from './mutant.js';
import { isBeyondAscii, NAME_SORTS } from './named-ids.js';

/** Of six mutants so many lose nothing. */
const NEUTRAL_OF_SIX = 1;
const WEIGHTS: Readonly<Record<MutantKind, number>> = { store: 7, 'address-book': 1.5, transport: 1.5 };

/** Types of which a value has no parts. */
const INDIVISIBLE = [0x2, 0x3, 0x4, 0x5, 0x6, 0x7, 0xb, 0x14, 0x40, 0x48];

/** The standard properties of each owner: bodies, names, addresses, data. */
const USUAL: Readonly<Record<Owner, readonly number[]>> = {
  message: [0x1000, 0x1013, 0x1009, 0x0037, 0x001a],
  embedded: [0x1000, 0x1013, 0x0037],
  inner: [0x1000, 0x1013, 0x0037],
  attachment: [0x3701, 0x3705, 0x3707],
  recipient: [0x3001, 0x3002, 0x3003, 0x0c15],
  folder: [0x3001, 0x3004],
  store: [],
  entry: [0x3001, 0x3002, 0x3003],
};

const OWN: Readonly<Record<Owner, readonly PropTag[]>> = {
  message: [...CONTRACT_TAGS, ...MAIL_TAGS],
  embedded: MAIL_TAGS,
  inner: MAIL_TAGS,
  attachment: ATTACHMENT_TAGS,
  recipient: RECIPIENT_TAGS,
  folder: FOLDER_TAGS,
  store: [],
  entry: CONTACT_TAGS,
};

/** The add-in's own set, which no client but the add-in knows: what it has is meant by the sort of its names. */
const OF_AN_ADD_IN = NAMES.at(-1)?.name.guid;

/** The names of named properties, in the words of targets. */
const TARGET_NAMES: readonly string[] = [
  ...NAMES.filter(({ name }) => name.guid !== OF_AN_ADD_IN && !(name.kind === 1 && isBeyondAscii(name.name))).map(
    ({ name }) => (name.kind === 0 ? `${name.guid}0${name.id}` : `${name.guid}1${name.name}`),
  ),
  ...NAME_SORTS,
];

/**
 * Makes mutants, the same for the same seed, none of them twice.
 *
 * @param kind - of this kind only
 */
export function makeMutants(count: number, seed: number, kind?: MutantKind): readonly Mutant[] {
  const draw = new Draw(seed);
  const made = new Map<string, Mutant>();
  let neutral = 0;
  for (let tries = 0; made.size < count && tries < 50 * count; tries += 1) {
    const of = kind ?? draw.weighed(KINDS.map((each) => [WEIGHTS[each], each] as const));
    const isNeutral = 6 * neutral < NEUTRAL_OF_SIX * (made.size + 1);
    // Of neutral ones there are only so many: they come again, for they depend on the seed of the certification, too.
    const mutant: Mutant = isNeutral ? { kind: of, operator: draw.pick(NEUTRAL) } : losing(of, draw);
    const line = isNeutral ? `${lineOf(mutant)} ${neutral}` : lineOf(mutant);
    if (made.has(line)) continue;
    if (isNeutral) neutral += 1;
    made.set(line, mutant);
  }
  return [...made.values()];
}

function losing(kind: MutantKind, draw: Draw): Mutant {
  const target = kind === 'store' ? ofStore(draw) : kind === 'transport' ? ofTransport(draw) : ofBook(draw);
  const operator = draw.pick(OPERATORS.filter((each) => isSensible(each, target)));
  return { kind, operator, target, when: when(kind, draw) };
}

function ofStore(draw: Draw): Target {
  const part = draw.weighed<Target['part']>([
    [45, 'property'],
    [15, 'list'],
    [25, 'object'],
    [8, 'embedded'],
    [7, 'names'],
  ]);
  if (part === 'names') return { part };
  if (part === 'embedded') return { part, depth: draw.pick([1, 2] as const) };
  if (part === 'list') {
    const of = draw.weighed([
      [3, 'message'],
      [1, 'embedded'],
    ] as const);
    const list = draw.pick(['recipients', 'attachments'] as const);
    return { part, of, list, pick: draw.pick(['first', 'last', 'beyond-ten', 'all'] as const) };
  }
  if (part === 'object') {
    const object = draw.weighed([
      [5, 'message'],
      [1, 'hidden'],
      [3, 'folder'],
      [2, 'queued'],
    ] as const);
    const change = draw.pick(
      object === 'queued' ? (['new', 'removed'] as const) : (['new', 'changed', 'moved', 'removed'] as const),
    );
    return {
      part,
      object,
      change: object === 'hidden' ? 'new' : change,
      pick: draw.pick(['first', 'last', 'all'] as const),
    };
  }
  const of = draw.weighed<Owner>([
    [40, 'message'],
    [12, 'recipient'],
    [12, 'attachment'],
    [12, 'embedded'],
    [6, 'inner'],
    [12, 'folder'],
    [6, 'store'],
  ]);
  return property(of, draw);
}

function property(of: Owner, draw: Draw): Target {
  const part = 'property';
  // Which ids clients use there, nobody says.
  if (of === 'store') return { part, of, type: draw.pick([0x1f, 0x102, 0x3]) };
  const ids = [...OWN[of].map(PROP_ID), ...USUAL[of], ...USUAL[of]];
  const how = draw.weighed([
    [5, 'id'],
    [3, 'type'],
    [2, 'size'],
    [['message', 'embedded', 'inner', 'folder'].includes(of) ? 2 : 0, 'name'],
  ] as const);
  if (how === 'id') return { part, of, id: draw.pick(ids) };
  if (how === 'name') return { part, of, name: draw.pick(TARGET_NAMES) };
  const text = draw.pick([0x1f, 0x102]);
  if (how === 'size') return { part, of, type: text, size: draw.pick(['empty', 'small', 'middle', 'large'] as const) };
  return { part, of, type: draw.pick(of === 'message' || of === 'entry' ? TYPES : [0x3, 0xb, 0x1f, 0x40, 0x102]) };
}

function ofBook(draw: Draw): Target {
  if (draw.fraction < 0.6) {
    const own = TYPED_TAGS.map((tag) => tag & 0xffff);
    const chance = draw.fraction;
    if (chance < 0.25) return { part: 'members', pick: draw.pick(['first', 'last', 'all'] as const) };
    return chance < 0.5 ? { part: 'property', of: 'entry', type: draw.pick(own) } : property('entry', draw);
  }
  const change = draw.pick(['new', 'changed', 'removed'] as const);
  return { part: 'object', object: 'entry', change, pick: draw.pick(['first', 'last', 'all'] as const) };
}

function ofTransport(draw: Draw): Target {
  if (draw.fraction < 0.5) {
    const fields = ['subject', 'body', 'recipients', 'attachments', 'state'] as const;
    return { part: 'mail', field: draw.pick(fields) };
  }
  const object = draw.weighed([
    [2, 'mail'],
    [1, 'acknowledgement'],
  ] as const);
  return { part: 'object', object, change: 'new', pick: draw.pick(['first', 'last', 'all'] as const) };
}

function isSensible(operator: Operator, target: Target): boolean {
  if (target.part === 'object') {
    if (operator === 'round' || operator === 'reorder') return false;
    return target.change !== 'removed' || !['swap', 'duplicate'].includes(operator);
  }
  if (target.part === 'members') return !['round', 'swap', 'misplace'].includes(operator);
  if (target.part === 'list') return operator !== 'round' && (operator !== 'misplace' || target.list === 'recipients');
  if (target.part === 'embedded') return !['swap', 'duplicate', 'round'].includes(operator);
  if (target.part === 'mail' && target.field === 'state') return operator === 'drop' || operator === 'stale';
  if (target.part === 'property' && target.type !== undefined && INDIVISIBLE.includes(target.type)) {
    return operator !== 'reorder' && operator !== 'duplicate';
  }
  return target.part !== 'mail' || operator !== 'stale';
}

function when(kind: MutantKind, draw: Draw): When {
  const what = draw.weighed([
    [55, 'always'],
    [15, 'sequence'],
    [10, 'life'],
    [8, 'session'],
    [kind === 'store' ? 12 : 0, 'folder'],
  ] as const);
  if (what === 'sequence') return { sequence: draw.pick(SEQUENCES) };
  if (what === 'life') return { life: draw.pick([1, 2, 3, 4]) };
  if (what === 'session') return { session: draw.pick([1, 2]) };
  return what === 'folder' ? { folder: draw.pick(['standard', 'deep'] as const) } : {};
}
