import { counted } from '../catalogue/rules/words.js';
import { mailSentences } from '../report/mail-text.js';
import { createStyle, type Style } from '../report/style.js';
import type { ProgressEvent } from '../run/input/progress.js';
import { debuggerLines } from './debugger-lines.js';
import { failingLine } from './failing-line.js';
import { type OutputStream, widthOf } from './output.js';

/** Shows how far a certification is, and what fails. */
export interface ProgressDisplay {
  readonly tell: (event: ProgressEvent) => void;
  /** Shows that the run is being stopped. */
  readonly stopping: () => void;
  /** Takes the display off the terminal. */
  readonly dispose: () => void;
}

const BAR = 20;
const REDRAW_MS = 100;
/** CI servers end a job that says nothing for minutes. */
const LIFE_MS = 30_000;

/** What is known of a run that goes on, and the lines that show it. */
export class ProgressState {
  readonly #running = new Set<string>();
  #finished = 0;
  #runs = 0;
  readonly #failed = new Set<string>();
  #verifying = 0;
  #shrinking = false;
  #stopping = false;

  /** Takes an event in. */
  apply(event: ProgressEvent): void {
    switch (event.kind) {
      case 'planned':
        this.#runs = event.runs;
        break;
      case 'run-started':
        this.#running.add(event.name);
        this.#runs = event.runs;
        break;
      case 'run-finished':
        this.#running.delete(event.run.name);
        this.#finished = event.finished;
        this.#runs = event.runs;
        break;
      case 'verifying':
        this.#verifying = event.runs;
        break;
      case 'shrinking':
        this.#shrinking = true;
        break;
      case 'failing':
      case 'finding':
        if (event.finding.status === 'fail') this.#failed.add(event.finding.id);
        else this.#failed.delete(event.finding.id);
        break;
      case 'mail-read':
      case 'two-threads':
      case 'waiting-for-debugger':
      case 'left-behind':
        // Told in a line that stays; told when the display is gone.
        break;
    }
  }

  #now(): string {
    if (this.#shrinking) return 'looking for the shortest script that fails';
    return this.#verifying > 0 ? 'repeating alone what failed' : [...this.#running].join(', ');
  }

  /**
   * The line that says, where lines stay, that it goes on.
   *
   * @param seconds - whole seconds since the run began
   * @param limitMs - the time limit, if there is one
   * @returns for example `12 of 40 runs · 60 s · about 2 min left`
   */
  life(seconds: number, limitMs?: number): string {
    const of = this.#runs === 0 ? 'starting' : `${this.#finished} of ${counted(this.#runs, 'run')}`;
    const isRepeating = this.#shrinking || this.#verifying > 0;
    // What is repeated alone takes longer than what went on beside others.
    const isKnown = this.#finished > 0 && !isRepeating;
    const leftMs = isKnown ? (seconds * 1000 * (this.#runs - this.#finished)) / this.#finished : null;
    const left = leftMs === null ? [] : [`about ${wholeSeconds(leftMs)} left`];
    const limit = limitMs === undefined ? [] : [`time limit in ${wholeSeconds(limitMs - seconds * 1000)}`];
    return [of, `${seconds} s`, ...left, ...limit, ...(isRepeating ? [this.#now()] : [])].join(' · ');
  }

  /** The user wants the run to stop. */
  stop(): void {
    this.#stopping = true;
  }

  /**
   * The lines to show.
   *
   * @param seconds - whole seconds since the run began
   * @param width - the columns of a line; longer lines are cut
   * @returns one or two lines
   */
  lines(seconds: number, width: number): string[] {
    const share = this.#runs === 0 ? 0 : Math.min(1, this.#finished / this.#runs);
    const full = Math.round(share * BAR);
    const bar = `${'█'.repeat(full)}${'░'.repeat(BAR - full)}`;
    const of = this.#runs === 0 ? 'starting' : `${this.#finished} of ${counted(this.#runs, 'run')}`;
    const now = this.#now();
    const lines = [`${bar}  ${of} · ${seconds} s${now === '' ? '' : ` · ${now}`}`];
    if (this.#failed.size > 0) lines.push(`failed so far: ${[...this.#failed].join(', ')}`);
    if (this.#stopping) lines.push('Stopping. Press Ctrl-C again to end at once.');
    return lines.map((line) => (line.length < width ? line : `${line.slice(0, width - 2)}…`));
  }
}

/** For example `20 s` or `2 min 5 s`. */
function wholeSeconds(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return seconds < 100 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const TWO_THREADS =
  'A thread of the library called MAPI while the library was being called, and had to wait: from now on each run calls the library on a thread of its own, as with --two-threads, also the runs in which one had to wait.';

/** Tells whole seconds since now. */
function stopwatch(): () => number {
  const startedAt = performance.now();
  return () => Math.floor((performance.now() - startedAt) / 1000);
}

/** What stays to be read: what fails, what is done otherwise from now on, and where a debugger may attach; null: nothing. */
function stayingLine(event: ProgressEvent, seconds: number, width: number, style: Style): string | null {
  if (event.kind === 'mail-read') return mailSentences(event.mail).join('\n');
  if (event.kind === 'two-threads') return TWO_THREADS;
  if (event.kind === 'failing') return failingLine(event, seconds, width, style);
  return event.kind === 'waiting-for-debugger' ? debuggerLines(event, style) : null;
}

/**
 * Starts the live display on a terminal. What fails stays above it.
 *
 * @param stream - the terminal
 * @param style - the emphasis
 * @returns the display
 */
async function startDisplay(stream: OutputStream, style: Style): Promise<ProgressDisplay> {
  const { createLogUpdate } = await import('log-update');
  const update = createLogUpdate(stream);
  const state = new ProgressState();
  const seconds = stopwatch();
  const width = (): number => stream.columns ?? 80;
  const draw = (): void => update(state.lines(seconds(), width()).join('\n'));
  const timer = setInterval(draw, REDRAW_MS);
  draw();
  return {
    tell: (event) => {
      state.apply(event);
      const line = stayingLine(event, seconds(), width(), style);
      if (line === null) return;
      // Not persist(), which cuts to the height of the terminal also what stays.
      update.clear();
      stream.write(`${line}\n`);
      draw();
    },
    stopping: () => {
      state.stop();
      draw();
    },
    dispose: () => {
      clearInterval(timer);
      update.clear();
      update.done();
    },
  };
}

/**
 * Where every line stays: what fails, and every half a minute that it goes on.
 *
 * @param stream - the pipe or file
 * @param style - the emphasis
 * @param limitMs - the time limit, if there is one
 * @returns the display
 */
function startLines(stream: OutputStream, style: Style, limitMs?: number): ProgressDisplay {
  const seconds = stopwatch();
  const state = new ProgressState();
  const timer = setInterval(() => stream.write(`${state.life(seconds(), limitMs)}\n`), LIFE_MS);
  // Nobody waits for a line.
  timer.unref();
  // Without a listener a reader that has gone away would end the process; the result has every failure once more.
  stream.on('error', () => {});
  return {
    tell: (event) => {
      state.apply(event);
      const line = stayingLine(event, seconds(), widthOf(stream), style);
      if (line !== null) stream.write(`${line}\n`);
    },
    stopping: () => {},
    dispose: () => clearInterval(timer),
  };
}

/**
 * The display that suits a stream: live on a terminal; on pipes, files and in CI a line for each failure, and one every half a
 * minute.
 *
 * @param stream - where it is shown
 * @param env - the environment, for CI and TERM
 * @param colour - whether the stream shows colours
 * @param limitMs - the time limit, if there is one
 * @returns the display
 */
export async function createProgress(
  stream: OutputStream,
  env: NodeJS.ProcessEnv,
  colour: boolean,
  limitMs?: number,
): Promise<ProgressDisplay> {
  const style = createStyle(colour);
  const ci = (env['CI'] ?? '') !== '' && env['CI'] !== 'false';
  if (stream.isTTY === true && !ci && env['TERM'] !== 'dumb') return await startDisplay(stream, style);
  return startLines(stream, style, limitMs);
}
