/** A kind of provider that a project can begin with. */
export interface StarterKind {
  /** As the command has it, and the folder of its template. */
  readonly kind: string;
  /** What it is, in words. */
  readonly what: string;
  /** The name of its module, without the extension. */
  readonly module: string;
}

/** The kinds of providers that a project can begin with. */
export const STARTER_KINDS: readonly StarterKind[] = [
  { kind: 'store', what: 'message store', module: 'my-store' },
  { kind: 'transport', what: 'transport', module: 'my-transport' },
  { kind: 'address-book', what: 'address book', module: 'my-book' },
];
