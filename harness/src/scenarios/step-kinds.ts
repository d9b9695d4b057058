/** Names of the workloads that a client can do; each kind of provider has its own, see host/subjects. */
export type WorkloadName =
  | 'mixed'
  | 'bulk'
  | 'bulk-changes'
  | 'light'
  | 'varied'
  | 'real-mail'
  | 'submitted'
  | 'sent-mail';

/** A span of time in which background work is watched. */
export type WatchedSpan = 'ordinary' | 'after-notify' | 'resumed';

/** One call of IMAPIClientShutdown: QueryFastShutdown, NotifyProcessShutdown or DoFastShutdown. */
export type ShutdownCall = 'query' | 'notify' | 'shutdown';

/** What a step has that needs nothing but its name. */
export type NameAlone = Readonly<Record<never, never>>;

/** Every step by its name, and what it has besides. */
export interface StepFields {
  /** MAPIInitialize, then for each session MAPILogonEx and OpenMsgStore of the provider under test. */
  readonly logon: NameAlone;
  /**
   * Creates, changes, saves. Every acknowledged save is journalled. `items` is a share of the configured number of items
   * (1 = all), or an absolute count; `session` is 0-based.
   */
  readonly work: {
    readonly workload: WorkloadName;
    readonly items?: { readonly share: number } | { readonly count: number };
    readonly session?: number;
    /**
     * Of real mail and contacts as few as show every sort and every change once, in one life or the next; of other work no
     * item that has everything.
     */
    readonly brief?: true;
    /** One of the messages is not to be delivered at once: whoever reads back waits for it longer than for others. */
    readonly deferred?: true;
  };
  /**
   * Lets the event loop run for `ms` milliseconds, or less. `attempts`: somebody has the queues flushed all the time, until the
   * far side has cut so many connections. `refusal`: from here on the spooler does no rounds of its own, so that what a
   * transport has to tell stays with it, until the far side has refused a recipient, and the transport has read that.
   */
  readonly wait: { readonly ms: number; readonly attempts?: number; readonly refusal?: true };
  /**
   * One message goes through each transport, and whatever it has taken over, in earlier lives too, is given the time to
   * arrive and to be known as sent. Other providers have nothing to do.
   */
  readonly deliver: NameAlone;
  /** The spooler asks the transports for the mail that waits for them. */
  readonly fetch: NameAlone;
  /** IMAPIClientShutdown::QueryFastShutdown. */
  readonly query: NameAlone;
  /** IMAPIClientShutdown::NotifyProcessShutdown. */
  readonly notify: NameAlone;
  /** IMAPIClientShutdown::DoFastShutdown. */
  readonly shutdown: NameAlone;
  /**
   * The client's own way out: query; S_OK: notify, shutdown, kill; refused: (MFCMAPI: notify,) logoff, exit. `gapMs` is
   * the time between the calls; without it all of them come in one turn.
   */
  readonly leave: { readonly gapMs?: number };
  /**
   * Lists everything the store has, opens every entry id acknowledged before, and journals it. A transport is first given
   * the time to bring everything to its far side, unless `drain` is false, and to know it, where `settle` is true.
   */
  readonly 'read-back': { readonly drain?: false; readonly settle?: true };
  /** Exercises the COM contract of the provider object. */
  readonly probe: NameAlone;
  /** Exercises the COM contract of what a client opens: stores, folders, tables, messages, attachments, entries. */
  readonly 'probe-opened': NameAlone;
  /** Goes on calling after DoFastShutdown, against the rules. */
  readonly 'call-after-shutdown': NameAlone;
  /** Stays alive for `ms` milliseconds and journals what goes on meanwhile, under the name of the span. */
  readonly watch: { readonly ms: number; readonly span: WatchedSpan };
  /** From here on the medium of the data has the scenario's fault. */
  readonly 'break-medium': NameAlone;
  /** From here on the medium has no fault any more: there is room, and it can be written to. */
  readonly 'heal-medium': NameAlone;
  /** Stands still until the next life of the scenario that has not been lived yet, in a process of its own, is over. */
  readonly 'second-instance': NameAlone;
  /** Stays alive for `ms` milliseconds after DoFastShutdown and watches the data directory. */
  readonly linger: { readonly ms: number };
  /** StoreLogoff, Release, IMAPISession::Logoff, Release, MAPIUninitialize. */
  readonly logoff: NameAlone;
  /** Ends the process with SIGKILL (TerminateProcess) in the same turn. */
  readonly kill: NameAlone;
  /** Ends the process normally with code 0. */
  readonly exit: NameAlone;
}

/** The names of all steps. */
export type StepName = keyof StepFields;

/** A step of this name. */
export type StepOf<Name extends StepName> = {
  readonly [Each in Name]: { readonly do: Each } & StepFields[Each];
}[Name];

/** One thing the client does. The steps of a life run in order, in one turn of the event loop unless a step waits. */
export type Step = StepOf<StepName>;

/**
 * What is known of a step before anybody does it: parent, host and judges read it here, by the functions of step-facts.ts.
 * What it does is in host/driver.ts.
 */
export interface StepKind<Name extends StepName> {
  /**
   * How many items it works on; absent: on none.
   *
   * @param step - the step
   * @param configured - how many items the user wants
   * @param kept - how many there may be to be read back
   */
  readonly items?: (step: StepOf<Name>, configured: number, kept: number) => number;
  /** For how many milliseconds it waits, whatever the provider does; absent: it does not wait. */
  readonly waitMs?: (step: StepOf<Name>) => number;
  /** The calls of IMAPIClientShutdown that it makes, or may make; absent: none. */
  readonly calls?: readonly ShutdownCall[];
  /** How it ends the process: `as-answered` kills it where the provider agrees, and exits elsewhere; absent: it goes on. */
  readonly ends?: 'kill' | 'exit' | 'as-answered';
  /** What stands in its place in a null control, which says no word of a shutdown; absent: the step itself. */
  readonly inControl?: readonly Step[];
  /** The part of a life to which it belongs, or that which goes on; absent: what went on is over. */
  readonly part?: 'work' | 'shutdown' | 'unchanged';
  /** What the provider does by itself is counted meanwhile. */
  readonly watches?: true;
  /** The client calls nobody in it. In others it may be in a method of the provider that is not journalled. */
  readonly callsNobody?: true;
}

const KILL: readonly Step[] = [{ do: 'kill' }];

/** A step that is not in here does not compile. */
export const STEP_KINDS: { readonly [Name in StepName]: StepKind<Name> } = {
  logon: {},
  work: { items: workItems, part: 'work' },
  wait: { waitMs: ({ ms }) => ms, part: 'unchanged', callsNobody: true },
  deliver: {},
  fetch: {},
  query: { calls: ['query'], inControl: [] },
  notify: { calls: ['notify'], inControl: [], part: 'shutdown' },
  shutdown: { calls: ['shutdown'], inControl: [], part: 'shutdown' },
  leave: {
    waitMs: ({ gapMs = 0 }) => 2 * gapMs,
    calls: ['query', 'notify', 'shutdown'],
    ends: 'as-answered',
    inControl: KILL,
  },
  'read-back': { items: (_, _configured, kept) => kept },
  probe: {},
  'probe-opened': {},
  'call-after-shutdown': {},
  watch: { waitMs: ({ ms }) => ms, watches: true, callsNobody: true },
  'break-medium': {},
  'heal-medium': { part: 'unchanged' },
  'second-instance': { callsNobody: true },
  linger: { waitMs: ({ ms }) => ms, inControl: [], watches: true, callsNobody: true },
  logoff: {},
  kill: { ends: 'kill', callsNobody: true },
  exit: { ends: 'exit', callsNobody: true },
};

function workItems({ items }: StepOf<'work'>, configured: number): number {
  if (items === undefined) return configured;
  return 'count' in items ? items.count : Math.max(1, Math.round(configured * items.share));
}
