import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isNeutral, type Mutant } from '../mutant/mutant.js';
import type { Dump } from './dump-object.js';
import type { LifeOrder } from './life-order.js';

const LIFE = fileURLToPath(new URL('./life.js', import.meta.url));
const LIFE_MS = 60_000;

/** What a mutant loses: where it differs, in so many places, and the first of them. */
export interface Loss {
  readonly count: number;
  readonly first: readonly string[];
}

/**
 * Lives with a provider as a client does, in processes that kill themselves, and compares what it holds before each shutdown
 * with what the next life finds. It knows the contract, and nothing of the harness's.
 *
 * @param provider - the path of its module
 * @throws Error when a life does not end as it should: the mutant cannot be used at all
 */
export async function readLoss(provider: string, mutant: Mutant): Promise<Loss> {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-mutant-'));
  try {
    const when = isNeutral(mutant) ? {} : mutant.when;
    const sessions = when.session === undefined ? 1 : 2;
    const lives = Math.max(2, when.life ?? 1);
    const order = { kind: mutant.kind, provider, folder, sessions, sequence: when.sequence ?? 'fast' } as const;
    const differences: string[] = [];
    for (let life = 0; life <= lives; life += 1) {
      try {
        await live({ ...order, life, isLast: life === lives });
      } catch (error) {
        // What it left cannot be used any more.
        if (life === 0) throw error;
        const [line = ''] = (error as Error).message.split('\n').filter((text) => /Error/.test(text));
        return { count: differences.length + 1, first: [...differences.slice(0, 3), `the next life fails: ${line}`] };
      }
      if (life > 0) differences.push(...compare(folder, mutant, life, sessions, lives));
    }
    return { count: differences.length, first: differences.slice(0, 4) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compare(folder: string, { kind }: Mutant, life: number, sessions: number, last: number): readonly string[] {
  if (kind === 'transport' && life < last) return [];
  const found = kind === 'transport' ? 'saved' : 'found';
  return Array.from({ length: sessions }, (_, session) =>
    differencesOf(
      read(join(folder, `saved-${life - 1}-${session}.json`)),
      read(join(folder, `${found}-${life}-${session}.json`)),
    ),
  ).flat();
}

function read(file: string): Dump {
  return JSON.parse(readFileSync(file, 'utf8')) as Dump;
}

/** A property by its tag: the last step of where it is. */
const TAG = /\/([0-9a-f]{8})$/;

/**
 * Where two dumps differ. A property that appears, where no object had one of its tag before, is the store's own: what the
 * client sets and deletes, it sets on many objects.
 */
export function differencesOf(saved: Dump, found: Dump): readonly string[] {
  const known = new Set(Object.keys(saved).map((key) => TAG.exec(key)?.[1]));
  const isOwn = (key: string): boolean => !(key in saved) && TAG.test(key) && !known.has(TAG.exec(key)?.[1]);
  const keys = new Set([...Object.keys(saved), ...Object.keys(found)]);
  return [...keys]
    .filter((key) => saved[key] !== found[key] && !isOwn(key))
    .map((key) => `${key}: ${saved[key] ?? 'absent'} saved, ${found[key] ?? 'absent'} found`);
}

function live(order: LifeOrder): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { timeout: LIFE_MS, maxBuffer: 1 << 24 };
    execFile(process.execPath, [LIFE, JSON.stringify(order)], options, (error, _, stderr) => {
      const isKilled = error !== null && error.signal === 'SIGKILL' && error.killed !== true;
      const isFast = !order.isLast && !order.sequence.startsWith('classic');
      if (isFast ? isKilled : error === null) resolve();
      else reject(new Error(`life ${order.life + 1} of ${order.provider} did not end as it should\n${stderr}`));
    });
  });
}
