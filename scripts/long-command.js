import { availableParallelism } from 'node:os';

/** What the commands that judge many providers have in common: arguments, an end by Ctrl-C, how long it will take. */
export class LongCommand {
  #name;
  #controller = new AbortController();
  #begunAt = 0;
  #total = 0;
  #done = 0;
  #fresh = 0;

  /** @param {string} name - its messages begin with it */
  constructor(name) {
    this.#name = name;
  }

  /** What is wrong with the arguments; ends the process with 2. */
  fail(message) {
    console.error(`${this.#name}: ${message}`);
    process.exit(2);
  }

  wholeNumber(option, value, least, most) {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < least || number > most) {
      this.fail(`--${option} is ${value}; it must be a whole number from ${least} to ${most}`);
    }
    return number;
  }

  /** Of --jobs: so many at once as there are processors, unless given. */
  jobs(value) {
    return this.wholeNumber('jobs', value ?? String(availableParallelism()), 1, 1_024);
  }

  /** The part of a list that --shard names; undefined: all of it. */
  shard(list, value) {
    if (value === undefined) return list;
    const [, part, parts] = /^(\d+)\/(\d+)$/.exec(value) ?? [];
    if (part === undefined || Number(part) < 1 || Number(part) > Number(parts)) {
      this.fail(`--shard is ${value}; it must be a part and how many there are, for example 2/3`);
    }
    return list.filter((_, index) => index % Number(parts) === Number(part) - 1);
  }

  /**
   * The work begins.
   *
   * @param {number} total - so many
   * @returns {AbortSignal} aborted by Ctrl-C and the like
   */
  begin(total) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.once(signal, () => {
        console.error(`${this.#name}: stopping; what is done is kept`);
        this.#controller.abort();
      });
    }
    this.#total = total;
    this.#begunAt = performance.now();
    return this.#controller.signal;
  }

  /**
   * One more is done.
   *
   * @param {boolean} known - from an earlier run
   * @param {string} words - what became of it
   */
  show(known, words) {
    this.#done += 1;
    if (!known) this.#fresh += 1;
    console.error(`${this.#done} of ${this.#total}  ${words}${this.#timeLeft()}`);
  }

  /** Ends the process with 130 if it was interrupted. */
  endIfInterrupted() {
    if (!this.#controller.signal.aborted) return;
    console.error(`${this.#name}: stopped after ${this.#done} of ${this.#total}; the same command goes on from there`);
    process.exit(130);
  }

  #timeLeft() {
    if (this.#fresh === 0 || this.#done === this.#total) return '';
    const seconds = ((performance.now() - this.#begunAt) / this.#fresh / 1_000) * (this.#total - this.#done);
    return seconds < 90 ? `  about ${Math.ceil(seconds)} s left` : `  about ${Math.ceil(seconds / 60)} min left`;
  }
}
