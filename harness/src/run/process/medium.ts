import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { JOURNAL_PIPE } from '../../life/journal-pipe.js';
import type { PlannedMedium } from '../../life/life-plan.js';
import { MEDIUM_SIZE } from '../../life/medium-size.js';
import type { MediumFault } from '../../scenarios/scenario.js';
import { messageOf } from '../input/configuration-error.js';
import { killTree } from './kill-tree.js';
import type { Leftovers } from './leftovers.js';
import { serveOrders } from './medium-orders.js';
import { type NodeRuntime, OWN_NODE } from './runtime.js';

/** Mounts, says so, and keeps the mount until nobody holds its other end any more. */
const HOLD = `mount -t tmpfs -o size=${MEDIUM_SIZE} tmpfs "$0" && echo ready && exec cat`;
/**
 * Wine's server opens the files of its processes, and so it has to see the mount, too: where it leaves its socket for them is
 * hidden, which makes the first of them start a server of its own.
 */
const HIDE_SERVER = 'mount -t tmpfs -o mode=700 tmpfs "$1"';

/**
 * The medium that holds the data of one run, and that a step of the run is going to break.
 *
 * A file system of its own lies in a mount namespace of its own, which a small process keeps: the rest of the machine never
 * sees it, and it is gone with that process. The process ends with its parent, however that ends.
 */
export class Medium {
  /** What the host process is told. */
  readonly planned: PlannedMedium;
  readonly #holder: Holder | null;
  readonly #leftovers: Leftovers;
  readonly #endOrders: () => void;

  private constructor(planned: PlannedMedium, holder: Holder | null, leftovers: Leftovers) {
    this.planned = planned;
    this.#holder = holder;
    this.#leftovers = leftovers;
    this.#endOrders =
      planned.orders === undefined || holder === null
        ? () => {}
        : serveOrders(planned.orders, (command) => run([...enter(holder), ...command]));
  }

  /**
   * Makes a medium, or finds out why none can be made.
   *
   * @param fault - how it is going to break
   * @param work - the folder of the run's data
   * @param leftovers - told of the process that keeps the mount
   * @param runtime - what runs the lives of the run
   */
  static async open(
    fault: MediumFault,
    work: string,
    leftovers: Leftovers,
    { wine, serverFolder }: Pick<NodeRuntime, 'wine' | 'serverFolder'> = OWN_NODE,
  ): Promise<Medium> {
    // A limit of file sizes is one of the whole process.
    const journal = fault === 'file-size' ? JOURNAL_PIPE : null;
    const without = (missing: string | null): Medium =>
      new Medium({ fault, mount: null, missing, journal }, null, leftovers);
    if (process.platform !== 'linux') return without('only on Linux can the harness do that');
    if (fault === 'file-size') {
      if (wine !== null) return without('through Wine the harness cannot do that');
      return without(spawnSync('prlimit', ['--version']).status === 0 ? null : 'there is no prlimit (util-linux)');
    }
    if (wine !== null && serverFolder === null) return without("it cannot be seen where Wine's server is");
    const mount = join(work, 'medium');
    await mkdir(mount, { recursive: true });
    const asRoot = process.getuid?.() === 0 ? [[]] : [];
    const orders = wine === null ? {} : { orders: join(work, 'orders') };
    if (orders.orders !== undefined) await mkdir(orders.orders, { recursive: true });
    let missing = '';
    for (const user of [...asRoot, ['-U', '-r']]) {
      const holder = await hold(user, mount, serverFolder, leftovers);
      if (typeof holder !== 'string')
        return new Medium({ fault, mount, missing: null, journal, ...orders }, holder, leftovers);
      missing = holder;
    }
    return without(`no file system can be mounted here (${missing})`);
  }

  /** What a command has to begin with, so that it sees the medium. */
  get launcher(): readonly string[] {
    if (this.#holder === null) return [];
    const { user } = this.#holder;
    // Wine asks whose its prefix is.
    const asOneself = this.planned.orders === undefined || user.length === 0 ? [] : ['unshare', '-U', ...ONESELF];
    return [...enter(this.#holder), ...asOneself];
  }

  /** A path as this process sees it, in whose own file systems the medium is not. */
  seen(path: string): string {
    return this.#holder === null ? path : `/proc/${this.#holder.pid}/root${path}`;
  }

  /** Makes it whole again: there is room, and it can be written to. */
  repair(): void {
    const { mount } = this.planned;
    if (this.#holder === null || mount === null) return;
    run([...enter(this.#holder), 'mount', '-o', `remount,rw,size=${MEDIUM_SIZE}`, mount]);
  }

  /** Takes it away, with all that is on it. */
  close(): void {
    this.#endOrders();
    if (this.#holder === null) return;
    killTree(this.#holder.pid);
    this.#leftovers.removeProcess(this.#holder.pid);
  }
}

const [UID, GID] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
const ONESELF = [`--map-user=${UID}`, `--map-group=${GID}`];

/** The process that keeps a mount. */
interface Holder {
  readonly pid: number;
  /** With user namespaces, what `nsenter` needs besides. */
  readonly user: readonly string[];
}

/** Mounts; or tells why not. */
async function hold(
  user: readonly string[],
  mount: string,
  server: string | null,
  leftovers: Leftovers,
): Promise<Holder | string> {
  const script = server === null ? HOLD : `${HIDE_SERVER} && ${HOLD}`;
  const child = spawn('unshare', [...user, '-m', 'sh', '-c', script, mount, ...(server === null ? [] : [server])], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const { pid } = child;
  if (pid !== undefined) leftovers.addProcess(pid);
  const problem = await readiness(child);
  if (pid === undefined) return problem ?? 'unshare cannot be started';
  const holder: Holder = { pid, user: user.length === 0 ? [] : ['-U', '--preserve-credentials'] };
  const failure = problem ?? run([...enter(holder), 'test', '-d', mount]);
  if (failure === null) {
    for (const stream of [child, child.stdin, child.stdout, child.stderr])
      (stream as { unref?(): void } | null)?.unref?.();
    return holder;
  }
  killTree(pid);
  leftovers.removeProcess(pid);
  return failure;
}

/** Waits for the first word of the process; null: it is ready. */
function readiness(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    let errors = '';
    child.stderr?.on('data', (text: Buffer) => {
      errors += text.toString();
    });
    child.stdout?.once('data', () => resolve(null));
    child.once('error', (error) => resolve(messageOf(error)));
    child.once('close', () => resolve(errors.trim().split('\n')[0] ?? ''));
  });
}

function enter({ pid, user }: Holder): readonly string[] {
  return ['nsenter', '-t', String(pid), ...user, '-m'];
}

/** Runs a command to its end; what is wrong, or null. */
function run([command = '', ...args]: readonly string[]): string | null {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return null;
  return error === undefined ? stderr.trim() : messageOf(error);
}
