import type { Companion } from './companions.js';
import type { Step } from './step-kinds.js';

/** What a provider says about fast shutdown: answers S_OK, answers a failure, or has no IMAPIProviderShutdown. */
export type Stance = 'in' | 'out' | 'none';

/** The three kinds of service provider. */
export type ProviderKind = 'store' | 'transport' | 'address-book';

/** All of them, in the order in which MAPI tells them of a shutdown. */
export const PROVIDER_KINDS: readonly ProviderKind[] = ['transport', 'address-book', 'store'];

/** Which client the harness plays. Outlook obeys a refusal; MFCMAPI calls NotifyProcessShutdown all the same. */
export type ClientName = 'outlook' | 'mfcmapi';

/** How the far side of a transport answers: see run/far-side. */
export type FarSideMode = 'normal' | 'slow' | 'silent' | 'refusing' | 'cutting' | 'unreachable';

/** Where a life is ended by a kill that nobody announces, instead of by its last step. */
export type KillPoint =
  /**
   * At a share (0 to 1) of the time that the same part took in the last life before that came to its end: of ordinary `work`,
   * or of a `shutdown`, from the client's call of NotifyProcessShutdown to the return of DoFastShutdown. The run's seed moves
   * the point by up to half of `spread` to either side.
   */
  | { readonly within: 'work' | 'shutdown'; readonly time: number; readonly spread?: number }
  /**
   * At a share of the durable writes that the journal saw in that part of that life; before or after the write. Where it
   * saw none, since native code wrote, at that share of the time.
   */
  | {
      readonly within: 'work' | 'shutdown';
      readonly write: number;
      readonly when: 'before' | 'after';
      readonly spread?: number;
    }
  /** When all ordinary work is done, before the client goes on to anything else. */
  | { readonly within: 'work'; readonly end: true }
  /**
   * When the store is about to keep the inbound message of this number, the first unless given, in the transport's
   * StartMessage.
   */
  | { readonly within: 'start-message'; readonly message?: number };

/** What goes wrong with the medium that holds the data, from the step `break-medium` on. */
export type MediumFault = 'full' | 'read-only' | 'file-size';

/** One life of a process: a list of steps, the last of which ends it, unless it is killed before. */
export interface Life {
  readonly steps: readonly Step[];
  readonly kill?: KillPoint;
  /**
   * It is lived while the process of the last life before that is not itself `beside` stands still in a step
   * `second-instance`.
   */
  readonly beside?: true;
  /** How the far side answers in this life; `normal` unless given. */
  readonly farSide?: FarSideMode;
  /** How much inbound mail the far side has at the beginning of this life, as a share of the items; none unless given. */
  readonly inbound?: number;
  /** That mail has attachments, as what is sent in the workload `sent-mail`. */
  readonly isRealInbound?: true;
}

/**
 * A client script as data. It judges nothing.
 *
 * Each life is a process of its own over the same data directory and profile, unless it may be lived together with others.
 * After the last life given here the runner adds one more, unless nobody asks what is left: it logs on, reads everything
 * back and leaves the classic way, as a rule in a process that reads other runs back, too.
 */
export interface Scenario {
  readonly name: string;
  /** What the client does, in one sentence. */
  readonly title: string;
  /** For which kinds of providers it is; for all, unless given. */
  readonly kinds?: readonly ProviderKind[];
  /** Besides for these kinds, when the user has given a far side: whether they talk to a server nobody else can know. */
  readonly kindsWithFarSide?: readonly ProviderKind[];
  /** It says nothing where a provider of one of these kinds is among those under test. */
  readonly notWith?: readonly ProviderKind[];
  /** Which providers it is for. */
  readonly stances: readonly Stance[];
  readonly lives: readonly Life[];
  /** The user option, where the scenario prescribes one. */
  readonly option?: 1 | 2 | 3;
  /** How many sessions log on in each life, each with a profile and data directory of its own; 1 unless given. */
  readonly sessions?: number;
  readonly companions?: readonly Companion[];
  /** It is compared with the other scenarios of a series: they are played on one machine. */
  readonly series?: string;
  /** How many times it is run, each time with another seed; once unless given. */
  readonly trials?: number;
  /**
   * Its lives, but for those that are killed at a point or lived beside others, may each be lived by a process that lives
   * others as well, all of which end in this way, when the last one of them ends.
   */
  readonly together?: 'exit' | 'kill';
  /** False: nobody asks what it has left, and no life reads back. */
  readonly readsBack?: boolean;
  /** Also run the null control: the same lives, with every shutdown call left out. */
  readonly control?: boolean;
  /**
   * Some kills come without a word. What was saved in such a life may be there or not, but whole, and nothing of the lives
   * before is touched.
   */
  readonly unannounced?: true;
  /** Its lives are random walks, made from the seed of the certification: see walk.ts. */
  readonly walks?: true;
  /** The data lies on a medium that breaks in this way. */
  readonly medium?: MediumFault;
  /** Mostly waiting: it does not take one of the places of `--jobs`. */
  readonly idle?: boolean;
}
