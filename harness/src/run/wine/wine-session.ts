import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readlinkSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigurationError } from '../input/configuration-error.js';
import { kill, killTree } from '../process/kill-tree.js';
import type { Leftovers } from '../process/leftovers.js';
import type { NodeRuntime } from '../process/runtime.js';
import { setUpCommand } from './inspect-wine.js';
import { windowsPath, windowsUrl, wineEnvironment } from './wine-environment.js';
import type { WineFolder } from './wine-folder.js';
import type { WinePrograms } from './wine-programs.js';

/** How long Wine may take to start: a new version of it renews the prefix first. */
const START_MS = 120_000;
/** How long its services may take to end when nobody needs them any more. */
const END_MS = 10_000;
/** Says that it runs, and ends when nobody holds the other end of its stdin any more. */
const KEEPER = "const fs = require('fs'); fs.writeSync(1, 'ready'); fs.readSync(0, Buffer.alloc(1));";

/**
 * Keeps Wine's server and services running, so that each process of a certification finds them: to start them takes longer
 * than all else. They end when the last process of Windows has ended, and so the keeper is what they live by; it ends with its
 * parent, however that ends.
 */
export class WineSession {
  readonly #keeper: ChildProcess;
  readonly #programs: WinePrograms;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #folder: WineFolder;
  readonly #leftovers: Leftovers;

  private constructor(keeper: ChildProcess, programs: WinePrograms, folder: WineFolder, leftovers: Leftovers) {
    this.#keeper = keeper;
    this.#programs = programs;
    this.#environment = wineEnvironment(process.env, folder);
    this.#folder = folder;
    this.#leftovers = leftovers;
  }

  /** What runs processes of Windows, while this goes on. */
  runtime(): NodeRuntime {
    const node = windowsPath(this.#folder.node);
    return {
      command: [this.#programs.wine, node],
      commandInside: [node],
      platform: 'win32',
      wine: this.#programs.version,
      serverFolder: serverFolder(this.#folder.prefix),
      sanitizer: null,
      path: windowsPath,
      url: windowsUrl,
      environment: (environment) => wineEnvironment(environment, this.#folder),
    };
  }

  /**
   * Starts Wine.
   *
   * @param programs - of Wine
   * @param folder - that has been set up
   * @param leftovers - told of the keeper
   * @throws ConfigurationError when it does not start
   */
  static async begin(programs: WinePrograms, folder: WineFolder, leftovers: Leftovers): Promise<WineSession> {
    const keeper = spawn(programs.wine, [windowsPath(folder.node), '-e', KEEPER], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: wineEnvironment(process.env, folder),
      detached: true,
    });
    if (keeper.pid !== undefined) leftovers.addProcess(keeper.pid);
    const session = new WineSession(keeper, programs, folder, leftovers);
    const problem = await readiness(keeper);
    if (problem === null) return session;
    await session.end();
    throw new ConfigurationError(
      `Wine does not start: ${problem}; ${setUpCommand(process.env)} --again makes its prefix anew`,
    );
  }

  /** Ends it, and waits until nothing of it is left. Where another certification needs the services, they stay for that. */
  async end(): Promise<void> {
    const { pid } = this.#keeper;
    this.#keeper.stdin?.end();
    if (pid !== undefined) {
      await ended(this.#keeper, END_MS);
      killTree(pid);
      this.#leftovers.removeProcess(pid);
    }
    const waiting = spawn(this.#programs.server, ['-w'], { stdio: 'ignore', env: this.#environment });
    await ended(waiting, END_MS);
    if (waiting.pid !== undefined) kill(waiting.pid);
  }
}

/** Waits for the first word of the process; null: it is there. */
async function readiness(keeper: ChildProcess): Promise<string | null> {
  let errors = '';
  keeper.stdin?.on('error', () => {});
  keeper.stderr?.on('data', (text: Buffer) => {
    errors += text.toString();
  });
  const told = once(keeper.stdout as NonNullable<ChildProcess['stdout']>, 'data').then(() => null);
  const over = once(keeper, 'close').then(
    () => errors.trim().split('\n').at(-1) || 'its first process ended at once',
    (error: unknown) => String(error),
  );
  const late = sleep(START_MS, `nothing has happened for ${START_MS / 1_000} s`, { ref: false });
  return await Promise.race([told, over, late]);
}

async function ended(child: ChildProcess, limitMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit').catch(() => {});
  await Promise.race([exit, sleep(limitMs, undefined, { ref: false })]);
}

/**
 * The folder that the server of a prefix works in is called by the prefix; where it lies is another place in each distribution.
 */
function serverFolder(prefix: string): string | null {
  const { dev, ino } = statSync(prefix);
  const name = `server-${dev.toString(16)}-${ino.toString(16)}`;
  const folders = readdirSync('/proc').flatMap((pid) => (/^\d+$/.test(pid) ? (workingFolder(pid) ?? []) : []));
  return folders.find((folder) => basename(folder) === name) ?? null;
}

function workingFolder(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    // It is gone, or somebody else's.
    return null;
  }
}
