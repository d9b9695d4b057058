/** What a provider says about fast shutdown: answers S_OK, answers a failure, or has no IMAPIProviderShutdown. */
export type Stance = 'in' | 'out' | 'none';

/** The three kinds of service provider. */
export type ProviderKind = 'store' | 'transport' | 'address-book';

/** Which client the harness plays. Outlook obeys a refusal; MFCMAPI calls NotifyProcessShutdown all the same. */
export type ClientName = 'outlook' | 'mfcmapi';

/** Names of the workloads that a client can do; see host/workload. */
export type WorkloadName = 'mixed' | 'bulk' | 'light';

/**
 * One thing the client does. The steps of a life run in order, in one turn of the event loop unless a step waits.
 *
 * - `logon`: MAPIInitialize, then for each session MAPILogonEx and OpenMsgStore of the provider under test.
 * - `work`: creates, changes, saves. Every acknowledged save is journalled. `items` is a share of the configured number
 *   of items (1 = all), or an absolute count; `session` is 0-based.
 * - `wait`: lets the event loop run for `ms` milliseconds.
 * - `query`, `notify`, `shutdown`: one call of IMAPIClientShutdown each.
 * - `leave`: the client's own way out: query; S_OK: notify, shutdown, kill; refused: (MFCMAPI: notify,) logoff, exit.
 * - `read-back`: lists everything the store has, opens every entry id acknowledged before, and journals it.
 * - `probe`: exercises the COM contract of the provider object.
 * - `call-after-shutdown`: goes on calling after DoFastShutdown, against the rules.
 * - `linger`: stays alive for `ms` after DoFastShutdown and watches the data directory.
 * - `logoff`: StoreLogoff, Release, IMAPISession::Logoff, Release, MAPIUninitialize.
 * - `kill`: ends the process with SIGKILL (TerminateProcess) in the same turn.
 * - `exit`: ends the process normally with code 0.
 */
export type Step =
  | { readonly do: 'logon' }
  | {
      readonly do: 'work';
      readonly workload: WorkloadName;
      readonly items?: { readonly share: number } | { readonly count: number };
      readonly session?: number;
    }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'query' }
  | { readonly do: 'notify' }
  | { readonly do: 'shutdown' }
  | { readonly do: 'leave'; readonly gapMs?: number }
  | { readonly do: 'read-back' }
  | { readonly do: 'probe' }
  | { readonly do: 'call-after-shutdown' }
  | { readonly do: 'linger'; readonly ms: number }
  | { readonly do: 'logoff' }
  | { readonly do: 'kill' }
  | { readonly do: 'exit' };

/** A provider of the harness's own that shares the profile: it refuses fast shutdown. */
export type Companion = 'refusing-store';

/** One life of a process: a list of steps, the last of which ends it. */
export interface Life {
  readonly steps: readonly Step[];
}

/**
 * A client script as data. It judges nothing.
 *
 * Each life is a process of its own over the same data directory and profile. After the last life given here the runner
 * adds one more, which logs on, reads everything back and leaves the classic way.
 */
export interface Scenario {
  readonly name: string;
  /** What the client does, in one sentence. */
  readonly title: string;
  /** Which providers it is for. */
  readonly stances: readonly Stance[];
  readonly lives: readonly Life[];
  /** The user option, where the scenario prescribes one. */
  readonly option?: 1 | 2 | 3;
  /** How many sessions log on in each life, each with a profile and data directory of its own; 1 unless given. */
  readonly sessions?: number;
  readonly companions?: readonly Companion[];
  /** How many times it is run, each time with another seed; once unless given. */
  readonly trials?: number;
  /** Also run the null control: the same lives, with every shutdown call left out. */
  readonly control?: boolean;
  /** Mostly waiting: it does not take one of the places of `--jobs`. */
  readonly idle?: boolean;
}
