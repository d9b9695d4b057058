import { counted } from '../catalogue/words.js';
import type { ProgressEvent } from '../run/progress.js';
import type { OutputStream } from './output.js';

/** Shows how far a certification is. */
export interface ProgressDisplay {
  readonly tell: (event: ProgressEvent) => void;
  /** Shows that the run is being stopped. */
  readonly stopping: () => void;
  /** Takes the display off the terminal. */
  readonly dispose: () => void;
}

const BAR = 20;
const REDRAW_MS = 100;

/** What is known of a run that goes on, and the lines that show it. */
export class ProgressState {
  readonly #running = new Set<string>();
  #finished = 0;
  #runs = 0;
  #failed: string[] = [];
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
      case 'finding':
        if (event.finding.status === 'fail') this.#failed = [...this.#failed, event.finding.id];
        break;
      case 'left-behind':
        // Told when the display is gone.
        break;
    }
  }

  #now(): string {
    if (this.#shrinking) return 'looking for the shortest script that fails';
    return this.#verifying > 0 ? 'repeating alone what failed' : [...this.#running].join(', ');
  }

  /** The user wants the run to stop. */
  stop(): void {
    this.#stopping = true;
  }

  /**
   * The lines to show.
   *
   * @param seconds - Whole seconds since the run began.
   * @param width - The columns of a line; longer lines are cut.
   * @returns One or two lines.
   */
  lines(seconds: number, width: number): string[] {
    const share = this.#runs === 0 ? 0 : Math.min(1, this.#finished / this.#runs);
    const full = Math.round(share * BAR);
    const bar = `${'█'.repeat(full)}${'░'.repeat(BAR - full)}`;
    const of = this.#runs === 0 ? 'starting' : `${this.#finished} of ${counted(this.#runs, 'run')}`;
    const now = this.#now();
    const lines = [`${bar}  ${of} · ${seconds} s${now === '' ? '' : ` · ${now}`}`];
    if (this.#failed.length > 0) lines.push(`failed so far: ${this.#failed.join(', ')}`);
    if (this.#stopping) lines.push('Stopping. Press Ctrl-C again to end at once.');
    return lines.map((line) => (line.length < width ? line : `${line.slice(0, width - 2)}…`));
  }
}

/**
 * Starts the live display on a terminal.
 *
 * @param stream - The terminal.
 * @returns The display.
 */
async function startDisplay(stream: OutputStream): Promise<ProgressDisplay> {
  const { createLogUpdate } = await import('log-update');
  const update = createLogUpdate(stream);
  const state = new ProgressState();
  const startedAt = performance.now();
  const draw = (): void => {
    const seconds = Math.floor((performance.now() - startedAt) / 1000);
    update(state.lines(seconds, stream.columns ?? 80).join('\n'));
  };
  const timer = setInterval(draw, REDRAW_MS);
  draw();
  return {
    tell: (event) => state.apply(event),
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
 * The display that suits a stream: live on a terminal, nothing on pipes, files and in CI, where every line stays.
 *
 * @param stream - Where it is shown.
 * @param env - The environment, for CI and TERM.
 * @returns The display.
 */
export async function createProgress(stream: OutputStream, env: NodeJS.ProcessEnv): Promise<ProgressDisplay> {
  const ci = (env['CI'] ?? '') !== '' && env['CI'] !== 'false';
  if (stream.isTTY === true && !ci && env['TERM'] !== 'dumb') return await startDisplay(stream);
  return { tell: () => {}, stopping: () => {}, dispose: () => {} };
}
