/** The kinds of provider that are mutated. */
export const KINDS = ['store', 'address-book', 'transport'] as const;
export type MutantKind = (typeof KINDS)[number];

/** What a mutant does to what its shutdown makes durable. */
export const OPERATORS = [
  'drop',
  'truncate',
  'swap',
  'duplicate',
  'round',
  'reorder',
  'stale',
  'delay',
  'misplace',
] as const;
export type Operator = (typeof OPERATORS)[number];

/** Other ways to make the same durable, with which nothing is lost. */
export const NEUTRAL = [
  'other-order',
  'other-encoding',
  'late-sync',
  'joined-thread',
  'several-records',
  'written-twice',
] as const;
export type NeutralOperator = (typeof NEUTRAL)[number];

/** Whose properties: an `inner` message is embedded in an embedded one. */
export type Owner = 'message' | 'embedded' | 'inner' | 'attachment' | 'recipient' | 'folder' | 'store' | 'entry';

/** Of values whose size can vary. The limits are those of a page, and of what goes through streams. */
export type SizeClass = 'empty' | 'small' | 'middle' | 'large';

/** Properties: all that fit what is given. */
export interface PropertyTarget {
  readonly part: 'property';
  readonly of: Owner;
  /** The property id, for the one property that has it. */
  readonly id?: number;
  /**
   * Of named properties: the name, as its set, then 0 and its number, or 1 and its text; or all whose name is a number, a text,
   * or a text beyond ASCII.
   */
  readonly name?: string;
  /** The property type. */
  readonly type?: number;
  readonly size?: SizeClass;
}

/** A list of a message. */
export interface ListTarget {
  readonly part: 'list';
  readonly of: 'message' | 'embedded';
  readonly list: 'recipients' | 'attachments';
  readonly pick: Picked;
}

/** The members of distribution lists. */
export interface MembersTarget {
  readonly part: 'members';
  readonly pick: Picked;
}

/** Which of several: the first, the last, those beyond the tenth, all. */
export type Picked = 'first' | 'last' | 'beyond-ten' | 'all';

/** What of an object is committed. */
export type Change = 'new' | 'changed' | 'moved' | 'removed';

/** Objects that are committed. */
export interface ObjectTarget {
  readonly part: 'object';
  readonly object: 'message' | 'hidden' | 'folder' | 'queued' | 'entry' | 'mail' | 'acknowledgement';
  readonly change: Change;
  readonly pick: Picked;
}

/** The messages embedded in attachments. */
export interface EmbeddedTarget {
  readonly part: 'embedded';
  readonly depth: 1 | 2;
}

/** The table of names of the named properties. */
export interface NamesTarget {
  readonly part: 'names';
}

/** A field of a message that a transport has taken over. */
export interface MailTarget {
  readonly part: 'mail';
  readonly field: 'subject' | 'body' | 'recipients' | 'messageId' | 'attachments' | 'state';
}

export type Target =
  | PropertyTarget
  | ListTarget
  | MembersTarget
  | ObjectTarget
  | EmbeddedTarget
  | NamesTarget
  | MailTarget;

/** In which sequence of calls. */
export const SEQUENCES = [
  'do-alone',
  'notified-twice',
  'saved-after-query',
  'saved-after-notify',
  'classic',
  'classic-after-notify',
] as const;
export type Sequence = (typeof SEQUENCES)[number];

/** When it happens; whenever something is committed for a shutdown, where nothing is given. */
export interface When {
  readonly sequence?: Sequence;
  /** The number of the life, from 1. */
  readonly life?: number;
  /** The number of the session in the process, from 1. */
  readonly session?: number;
  /** Only to what is in a folder that every store has, or in one that is three or more below those. */
  readonly folder?: 'standard' | 'deep';
}

/** A provider that is right but for one thing. */
export type Mutant =
  | { readonly kind: MutantKind; readonly operator: Operator; readonly target: Target; readonly when: When }
  | { readonly kind: MutantKind; readonly operator: NeutralOperator };

/** One that changes what is made durable. */
export type LosingMutant = Extract<Mutant, { readonly target: Target }>;

/** Tells whether a mutant only does the same in another way. */
export function isNeutral(mutant: Mutant): mutant is Exclude<Mutant, LosingMutant> {
  return !('target' in mutant);
}

/** The one line by which a mutant is repeated. */
export function lineOf(mutant: Mutant): string {
  return JSON.stringify(mutant);
}

/**
 * Reads that line.
 *
 * @throws TypeError when it is no mutant
 */
export function readMutant(line: string): Mutant {
  const mutant: Partial<LosingMutant> = JSON.parse(line) as Partial<LosingMutant>;
  const operators: readonly unknown[] = 'target' in mutant ? OPERATORS : NEUTRAL;
  if (!KINDS.some((kind) => kind === mutant.kind) || !operators.includes(mutant.operator)) {
    throw new TypeError(`${line} is no mutant: it has no known kind and operator`);
  }
  return 'target' in mutant ? ({ ...mutant, when: mutant.when ?? {} } as LosingMutant) : (mutant as Mutant);
}
