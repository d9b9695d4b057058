import { formatHresult, hresult } from '@mapi-kit/sdk';
import { exceptionInWords } from '../recording/ending.js';
import type { CallOutcome, JournalEvent } from '../recording/events.js';
import { itemInWords, noun } from '../recording/item-words.js';
import { duration } from './numbers.js';
import { plain } from './text.js';

/** How far a row's arrow goes. */
export type Reach =
  /** From the client to the subsystem, which answers itself. */
  | 'subsystem'
  /** From the client through the subsystem to the provider. */
  | 'provider'
  /** From the client to the provider's object, without the subsystem. */
  | 'direct'
  /** From the subsystem to the provider: a further call for the same call of the client. */
  | 'onward'
  /** From the subsystem back to the client. */
  | 'answer'
  /** From the provider to the subsystem. */
  | 'support'
  /** No arrow: something that happened. */
  | 'none';

/** One line of a timeline, before it is drawn. */
export interface TimelineRow {
  readonly reach: Reach;
  /** The method, written on the arrow. */
  readonly label: string;
  /** Nanoseconds on the life's clock. */
  readonly at: number;
  readonly result: string;
  /** The result is one that harms. */
  readonly bad: boolean;
}

interface OpenRow {
  reach: Reach;
  readonly label: string;
  readonly at: number;
  result: string;
  bad: boolean;
  saves: number;
}

/** Something that happened, and is no call. */
export interface Happening {
  /** One line, safe to print. */
  readonly text: string;
  /** It harms. */
  readonly bad: boolean;
  /** It is a step of the client's script, which begins. */
  readonly isStep: boolean;
}

/** Names in a timeline: what goes without saying is not said. */
export interface TimelineNames {
  /** The provider under test, as the mock subsystem names it. */
  readonly provider: string;
  /**
   * Of a whole life: what is said of an event that is no call, null: nothing. Each save has a row of its own then. Only calls,
   * and what harms, unless given.
   */
  readonly happening?: (event: JournalEvent) => Happening | null;
}

/** The label of a row that is a step of the client's script. */
export const STEP = 'step';

function codeText(hr: number): string {
  return formatHresult(hresult(hr)).replace(/^S_OK .*$/u, 'S_OK');
}

function outcomeText(outcome: CallOutcome): { readonly result: string; readonly bad: boolean } {
  switch (outcome.kind) {
    case 'returned':
      return { result: codeText(outcome.hr), bad: false };
    case 'threw':
      return { result: `threw: ${plain(outcome.message)}`, bad: true };
    case 'promise':
      return { result: 'returned a promise', bad: true };
    case 'not-an-hresult':
      return { result: `returned ${plain(outcome.value)}, not an HRESULT`, bad: true };
  }
}

/** `IMAPISession::Logoff` is `Logoff`: the lanes say whose it is. */
function methodName(method: string): string {
  return method.slice(method.lastIndexOf(':') + 1);
}

/** Reference counting is noise here, unless it goes wrong. */
function isReferenceCounting(method: string): boolean {
  return method === 'AddRef' || method === 'Release' || method === 'QueryInterface';
}

/** How long DoFastShutdown took says whether it did anything; of the others only what can be felt. */
function tellsTime(label: string, ms: number): boolean {
  return ms >= 1 || (label === 'DoFastShutdown' && ms >= 0.1);
}

function methodOf(event: JournalEvent & { readonly e: 'saved' }): string {
  if (event.category === 'setting') return 'SaveChanges';
  if (event.state === null) return 'Delete';
  return event.category === 'folder' ? 'CreateFolder' : 'SaveChanges';
}

/** Which item, with what a human knows it by. */
function savedInWords({ category, state, item }: JournalEvent & { readonly e: 'saved' }): string {
  return state === null ? `${noun(category, item)} ${item}` : itemInWords(category, state, item);
}

/**
 * Turns the events of a life into the rows of its timeline.
 *
 * A call of the client and the call of the provider that it caused are one row; consecutive saves are one row.
 *
 * @param events - the events of one life, in their order
 * @param names - what goes without saying
 * @returns the rows, without the end of the life
 */
export function timelineRows(events: readonly JournalEvent[], names: TimelineNames): TimelineRow[] {
  const timeline = new Timeline(events, names);
  for (const event of events) timeline.add(event);
  return timeline.rows();
}

/** The rows so far, and the calls that are open. */
class Timeline {
  readonly #names: TimelineNames;
  readonly #severalSessions: boolean;
  /** The calls of the provider that came back as calls do. */
  readonly #uneventful: ReadonlySet<number>;
  readonly #rows: OpenRow[] = [];
  readonly #callRows = new Map<number, OpenRow>();
  /** The row of the client's call that is open. */
  #clientRow: OpenRow | null = null;
  /** What providers have answered to it. */
  #answers: number[] = [];

  constructor(events: readonly JournalEvent[], names: TimelineNames) {
    this.#names = names;
    this.#severalSessions = events.some((event) => {
      return ('session' in event && event.session > 0) || ('provider' in event && event.provider.session > 0);
    });
    this.#uneventful = new Set(
      events.flatMap((event) => (event.e === 'return' && event.outcome.kind === 'returned' ? [event.call] : [])),
    );
  }

  rows(): TimelineRow[] {
    return this.#rows.map(({ reach, label, at, result, bad }) => ({ reach, label, at, result, bad }));
  }

  add(event: JournalEvent): void {
    switch (event.e) {
      case 'client-call':
        this.#clientRow = this.#push('subsystem', methodName(event.method), event.t, 'never returned', true);
        this.#answers = [];
        break;
      case 'call':
        this.#called(event);
        break;
      case 'return':
        this.#returned(event);
        break;
      case 'client-return':
        this.#answered(event);
        break;
      case 'saved':
        this.#saved(event);
        break;
      case 'refused':
        this.#push('direct', methodName(event.method), event.t, codeText(event.hr), true);
        break;
      case 'support-call':
        this.#push('support', '', event.t, `calls ${methodName(event.method)}: ${codeText(event.hr)}`, true);
        break;
      default:
        this.#happened(event);
    }
  }

  #push(reach: Reach, label: string, at: number, result: string, bad: boolean = false): OpenRow {
    const row: OpenRow = { reach, label, at, result, bad, saves: 0 };
    this.#rows.push(row);
    return row;
  }

  #called({ method: whole, call, provider, t }: Extract<JournalEvent, { e: 'call' }>): void {
    const method = methodName(whole);
    if (isReferenceCounting(method) && this.#uneventful.has(call)) return;
    const client = this.#clientRow;
    const isFree = client !== null && client.reach === 'subsystem' && client.label === method;
    const row = isFree ? client : this.#push('onward', '', t, '', true);
    if (isFree) row.reach = 'provider';
    const who = [
      provider.name === this.#names.provider ? '' : plain(provider.name),
      this.#severalSessions ? `session ${provider.session + 1}` : '',
      client?.label === method ? '' : method,
    ].filter((part) => part !== '');
    const note = who.length === 0 ? '' : `${who.join(', ')}: `;
    row.result = `${note}never returned`;
    this.#callRows.set(call, row);
  }

  #returned({ call, outcome, t }: Extract<JournalEvent, { e: 'return' }>): void {
    const row = this.#callRows.get(call);
    if (row === undefined) return;
    const { result, bad } = outcomeText(outcome);
    const took = (t - row.at) / 1e6;
    const time = tellsTime(row.label, took) ? ` after ${duration(took)}` : '';
    row.result = `${row.result.replace(/never returned$/u, '')}${result}${time}`;
    row.bad = bad;
    if (outcome.kind === 'returned') this.#answers.push(outcome.hr);
  }

  #answered({ hr, t }: Extract<JournalEvent, { e: 'client-return' }>): void {
    const row = this.#clientRow;
    this.#clientRow = null;
    if (row?.reach === 'subsystem') {
      row.result = codeText(hr);
      row.bad = false;
    } else if (row !== null && (this.#answers.length === 0 || this.#answers.some((answer) => answer !== hr))) {
      this.#push('answer', '', t, `the client gets ${codeText(hr)}`);
    }
  }

  #saved(event: Extract<JournalEvent, { e: 'saved' }>): void {
    const label = methodOf(event);
    if (this.#names.happening !== undefined) {
      this.#push('direct', `${label} ${plain(savedInWords(event))}`, event.t, 'S_OK');
      return;
    }
    const what = event.category === 'setting' ? 'settings' : event.state && `"${plain(event.state.label)}"`;
    const last = this.#rows.at(-1);
    const saves = last !== undefined && last.saves > 0 && last.reach === 'direct' ? last.saves + 1 : 1;
    if (saves > 1) this.#rows.pop();
    const row = this.#push('direct', label, event.t, `S_OK${what === null ? '' : ` ${what}`}`);
    row.saves = saves;
    if (saves > 1) row.result += `, the last of ${saves}`;
  }

  /** What is no call. */
  #happened(event: JournalEvent): void {
    const harm = harmInWords(event);
    if (harm !== null) this.#push('none', '', event.t, harm, true);
    else {
      const said = this.#names.happening?.(event) ?? null;
      if (said !== null) this.#push('none', said.isStep ? STEP : '', event.t, said.text, said.bad);
    }
  }
}

/** What harms, and is no call, in words; null: it does not harm. */
function harmInWords(event: JournalEvent): string | null {
  switch (event.e) {
    case 'written':
      return `${plain(event.file)} ${event.change} ${duration(event.afterNs / 1e6)} after Do`;
    case 'connected':
      return `connects to ${plain(event.to)} ${duration(event.afterNs / 1e6)} after Do`;
    case 'problem':
      return plain(event.what) + (event.hr === undefined ? '' : `: ${codeText(event.hr)}`);
    case 'uncaught':
      return `${event.origin}: ${plain(exceptionInWords(event.message))}`;
    default:
      return null;
  }
}
