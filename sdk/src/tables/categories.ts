import { Buffer } from 'node:buffer';
import type { HRESULT } from '../com/hresult.js';
import { MAPI_E_NO_SUPPORT, MAPI_E_UNKNOWN_FLAGS, S_OK } from '../com/hresult-codes.js';
import { MSGFLAG_READ, TBL_COLLAPSED_CATEGORY, TBL_EXPANDED_CATEGORY, TBL_LEAF_ROW } from '../contract/flags.js';
import {
  PR_CONTENT_COUNT,
  PR_CONTENT_UNREAD,
  PR_DEPTH,
  PR_INSTANCE_KEY,
  PR_MESSAGE_FLAGS,
  PR_ROW_TYPE,
} from '../contract/property-tags.js';
import type { PropertyValue } from '../contract/property-types.js';
import type { SPropTagArray, SRow, SSortOrderSet } from '../contract/structures.js';
import { plainValueInRow, valueInRow } from './row-values.js';

/** A row of a categorised table: a heading, or a leaf, which has no key of a heading. */
interface Node {
  /** Where it is among all nodes, shown or not. */
  readonly index: number;
  /** The instance key, in hexadecimal digits. */
  readonly key: string;
  /** How many headings it is below. */
  readonly level: number;
  readonly isHeading: boolean;
  /** The keys of the headings it is below, the outermost first. */
  readonly above: readonly string[];
  readonly row: SRow;
}

/**
 * The headings of a sorted table, and which of them are expanded.
 *
 * The first columns of a sort order are those of its categories. A heading has the values of its columns, PR_ROW_TYPE,
 * PR_DEPTH, PR_CONTENT_COUNT and PR_CONTENT_UNREAD of the leaf rows below it, and an instance key that follows from its values:
 * it is the same when the rows are read anew, and in another table of the same order.
 */
export class Categories {
  readonly #order: SSortOrderSet;
  readonly #count: number;
  readonly #expandedLevels: number;
  /** Headings that are not as the sort order says, by their keys. */
  #toggled = new Map<string, boolean>();
  #nodes: readonly Node[] = [];
  #shown: readonly Node[] = [];

  constructor(order: SSortOrderSet) {
    this.#order = order;
    this.#count = order.categories ?? 0;
    this.#expandedLevels = order.expanded ?? 0;
  }

  /** Whether there are any. */
  get isOn(): boolean {
    return this.#count > 0;
  }

  /** The properties that have to be read of each row. */
  get tags(): SPropTagArray {
    return this.isOn ? [PR_INSTANCE_KEY, PR_MESSAGE_FLAGS] : [];
  }

  /** Takes the rows, sorted, and gives those that are shown. */
  load(rows: readonly SRow[]): readonly SRow[] {
    const columns = this.#order.sorts.slice(0, this.#count).map(({ tag }) => tag);
    const keys = rows.map((row) => columns.map((_, level) => keyOf(columns.slice(0, level + 1), row)));
    const nodes: Node[] = [];
    for (const [at, row] of rows.entries()) {
      const above = keys[at] ?? [];
      for (const [level, key] of above.entries()) {
        if (keys[at - 1]?.[level] === key) continue;
        let end = at + 1;
        while (keys[end]?.[level] === key) end += 1;
        const heading = headingOf(row, columns.slice(0, level + 1), key, level, rows.slice(at, end));
        nodes.push({ index: nodes.length, key, isHeading: true, level, above: above.slice(0, level), row: heading });
      }
      const instance = plainValueInRow(row, PR_INSTANCE_KEY);
      const key = instance instanceof Uint8Array ? hexOf(instance) : '';
      const leaf = [{ tag: PR_ROW_TYPE, value: TBL_LEAF_ROW }, { tag: PR_DEPTH, value: this.#count }, ...row];
      nodes.push({ index: nodes.length, key, level: this.#count, isHeading: false, above, row: leaf });
    }
    this.#nodes = nodes;
    return this.#show();
  }

  /** Why the methods of categorised tables cannot be called: S_OK where they can. */
  refusal(flags: number): HRESULT {
    if (flags !== 0) return MAPI_E_UNKNOWN_FLAGS;
    return this.isOn ? S_OK : MAPI_E_NO_SUPPORT;
  }

  /** Expands or collapses a heading that is shown; undefined when there is none of that instance key. */
  toggle(instanceKey: Uint8Array, expanded: boolean): Toggled | undefined {
    const key = hexOf(instanceKey);
    const heading = this.#shown.findIndex((node) => node.isHeading && node.key === key);
    if (heading === -1) return undefined;
    this.#toggled.set(key, expanded);
    const before = this.#shown.length;
    return { heading, ...this.#reshow(), change: this.#shown.length - before };
  }

  /** What {@link Categories.restore} takes: which headings are expanded, and a row. */
  save(instanceKey: Uint8Array): Uint8Array {
    return Buffer.from(JSON.stringify({ toggled: [...this.#toggled], row: hexOf(instanceKey) }));
  }

  /**
   * Expands and collapses headings as they were.
   *
   * @returns what is shown now, and where the row is that was saved with it; undefined when the bytes are none of ours
   */
  restore(state: Uint8Array): (Shown & { readonly row: number }) | undefined {
    const saved = parsed(state);
    if (saved === undefined) return undefined;
    this.#toggled = new Map(saved.toggled);
    const shown = this.#reshow();
    const node = this.#nodes.find(({ key }) => key === saved.row);
    return { ...shown, row: node === undefined ? 0 : this.#positionOf(node) };
  }

  #reshow(): Shown {
    const before = this.#shown;
    const rows = this.#show();
    const moved = (position: number): number => {
      const node = before[position];
      return node === undefined ? rows.length : this.#positionOf(node);
    };
    return { rows, moved };
  }

  #show(): readonly SRow[] {
    const expanded = new Map<string, boolean>();
    for (const { isHeading, key, level } of this.#nodes) {
      if (isHeading) expanded.set(key, this.#toggled.get(key) ?? level < this.#expandedLevels);
    }
    this.#shown = this.#nodes.filter(({ above }) => above.every((key) => expanded.get(key)));
    return this.#shown.map(({ isHeading, key, row }) => {
      if (!isHeading) return row;
      const type = expanded.get(key) ? TBL_EXPANDED_CATEGORY : TBL_COLLAPSED_CATEGORY;
      return [{ tag: PR_ROW_TYPE, value: type }, ...row];
    });
  }

  #positionOf({ index }: Node): number {
    const found = this.#shown.findIndex((node) => node.index >= index);
    return found === -1 ? this.#shown.length : found;
  }
}

/** What a table shows after its headings have been expanded or collapsed. */
export interface Shown {
  readonly rows: readonly SRow[];
  /** Where a row is now that was at a position. */
  readonly moved: (position: number) => number;
}

/** What has become of a heading. */
export interface Toggled extends Shown {
  /** Its position. */
  readonly heading: number;
  /** How many rows are shown more than before; negative: less. */
  readonly change: number;
}

function headingOf(row: SRow, columns: SPropTagArray, key: string, level: number, leaves: readonly SRow[]): SRow {
  const unread = leaves.filter((leaf) => {
    const flags = plainValueInRow(leaf, PR_MESSAGE_FLAGS);
    return typeof flags === 'number' && (flags & MSGFLAG_READ) === 0;
  });
  return [
    { tag: PR_INSTANCE_KEY, value: Uint8Array.from(Buffer.from(key, 'hex')) },
    { tag: PR_DEPTH, value: level },
    { tag: PR_CONTENT_COUNT, value: leaves.length },
    { tag: PR_CONTENT_UNREAD, value: unread.length },
    ...columns.flatMap((tag) => valueInRow(row, tag) ?? []),
  ];
}

function keyOf(columns: SPropTagArray, row: SRow): string {
  const values = columns.map((tag) => [tag, plainValueInRow(row, tag) ?? null]);
  return hexOf(Buffer.from(JSON.stringify(values, plain)));
}

/** Values that JSON does not know, as texts. */
function plain(_: string, value: PropertyValue): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  return value instanceof Uint8Array ? hexOf(value) : value;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function parsed(state: Uint8Array): { readonly toggled: [string, boolean][]; readonly row: string } | undefined {
  try {
    const { toggled, row } = JSON.parse(Buffer.from(state).toString()) as { toggled?: unknown; row?: unknown };
    const isPair = (pair: unknown): pair is [string, boolean] =>
      Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'boolean';
    return Array.isArray(toggled) && toggled.every(isPair) && typeof row === 'string' ? { toggled, row } : undefined;
  } catch {
    return undefined;
  }
}
