import { counted } from '../catalogue/rules/words.js';
import type { CertificationReport } from '../report/report.js';
import { TERMINAL_REPORTER } from '../report/reporters.js';
import { createStyle } from '../report/style.js';
import { plain } from '../report/text.js';
import { certify } from '../run/certify.js';
import type { CertifyOptions } from '../run/input/certify-options.js';
import { ConfigurationError } from '../run/input/configuration-error.js';
import { readOptions } from '../run/input/options.js';
import { FileWatch } from '../run/watching/file-watch.js';
import { providerPaths } from '../run/watching/provider-paths.js';
import { WatchLoop } from '../run/watching/watch-loop.js';
import type { Context } from './context.js';
import { listenForInterruption } from './interruption.js';
import { listenForKeys } from './keys.js';
import { hasColour, widthOf, writeAll } from './output.js';
import { createProgress } from './progress.js';

/** Clears the screen and what was scrolled out of it. */
const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

/** What is certified again and again. */
export interface WatchedCertification {
  readonly options: CertifyOptions;
  /** False when `--no-color` is given. */
  readonly colour: boolean;
  /** What a mistake in the options is for whoever made it. */
  readonly inWords: (error: unknown) => unknown;
}

/**
 * `mapi-certify <provider> --watch`: certifies by the quick mode, and again whenever the provider's files change, until
 * somebody ends it.
 *
 * @param certification - the options
 * @param context - where it is told
 * @returns the exit code: 0 when a key ended it, otherwise that of the signal
 * @throws ConfigurationError when it can't be done as asked for
 */
export async function watchProvider(certification: WatchedCertification, context: Context): Promise<number> {
  const { colour, inWords } = certification;
  const { stdout, stderr, env } = context;
  // A key that the environment has is for certificates.
  const given: CertifyOptions = { ...certification.options, quick: true, out: null, signKey: undefined };
  const isScreen = stdout.isTTY === true && env['TERM'] !== 'dumb';
  const style = createStyle(hasColour(stdout, colour, env));
  const { options, paths: first } = await begin(given, inWords);
  let paths = first;
  const files = new FileWatch(() => loop.change());
  const say = (text: string): Promise<void> => writeAll(stdout, `${text}\n`);
  const loop = new WatchLoop({
    begin: async () => {
      // While a build writes them some are not there: those that were are watched on.
      paths = await providerPaths(readOptions(options)).catch(() => paths);
      files.watch(paths);
      if (isScreen) await writeAll(stdout, CLEAR);
    },
    certify: (only, signal) =>
      certifyOnce({ ...certification, options: only === null ? options : { ...options, only } }, signal, context),
    show: async (report, rest) => {
      const render = await TERMINAL_REPORTER.load();
      await writeAll(stdout, render(report, { width: widthOf(stdout), colour: hasColour(stdout, colour, env) }));
      if (rest) await say('\nOnly what failed before was tried, since it still fails.');
    },
    wait: () => say(`\n${style.dim(footer(paths.length, stopKeys !== null))}`),
  });
  const interruption = listenForInterruption(() => loop.end());
  let byKey: number | null = null;
  const stopKeys = listenForKeys(context.stdin, {
    again: () => loop.again(),
    quit: () => {
      byKey ??= 0;
      loop.end();
    },
    interrupt: () => process.kill(process.pid, 'SIGINT'),
  });
  try {
    await loop.run();
    return interruption.exitCode() ?? byKey ?? 0;
  } finally {
    files.close();
    stopKeys?.();
    interruption.dispose();
    if (stderr.isTTY === true) await writeAll(stderr, '\n');
  }
}

/** The options of each round: the same seed, so that what failed can be seen to fail no more. */
async function begin(
  options: CertifyOptions,
  inWords: WatchedCertification['inWords'],
): Promise<{ readonly options: CertifyOptions; readonly paths: readonly string[] }> {
  try {
    const settings = readOptions(options);
    return { options: { ...options, seed: settings.seed }, paths: await providerPaths(settings) };
  } catch (error) {
    throw inWords(error);
  }
}

function footer(count: number, hasKeys: boolean): string {
  const watched = `Watching ${counted(count, 'file')}.`;
  return hasKeys ? `${watched} Enter: all again · q: quit` : `${watched} Ctrl-C ends it.`;
}

/** Null: it could not begin, which was said. */
async function certifyOnce(
  { options, colour, inWords }: WatchedCertification,
  signal: AbortSignal,
  { stderr, env }: Context,
): Promise<CertificationReport | null> {
  const progress = await createProgress(stderr, env, hasColour(stderr, colour, env), options.timeLimitMs);
  const left: string[] = [];
  try {
    return await certify({
      ...options,
      signal,
      onProgress: (event) => {
        if (event.kind === 'left-behind')
          left.push(...event.remainders.map(({ path, reason }) => `${path} could not be removed: ${reason}`));
        progress.tell(event);
      },
    });
  } catch (error) {
    const known = inWords(error);
    if (!(known instanceof ConfigurationError)) throw known;
    // The next change may mend it.
    if (!signal.aborted) left.push(plain(known.message));
    return null;
  } finally {
    progress.dispose();
    for (const text of left) await writeAll(stderr, `mapi-certify: ${text}\n`);
  }
}
