import { examine } from '../run/wine/examine-machine.js';
import type { Context } from './context.js';
import type { DoctorFlags } from './machine-commands.js';
import { writeAll } from './output.js';

/** Something is missing for one kind of provider. */
const EXIT_MISSING = 1;

/**
 * `mapi-certify doctor`: prints what is there for each kind of provider.
 *
 * @param flags - how
 * @param context - where
 * @returns 0 when nothing is missing, otherwise 1
 */
export async function printMachine({ json }: DoctorFlags, { env, stdout }: Context): Promise<number> {
  const kinds = await examine(env);
  const isWhole = kinds.every(({ parts, never }) => never !== null || parts.every(({ found }) => found !== null));
  if (json) {
    const shown = kinds.map(({ kind, never, parts }) => ({
      kind,
      ready: never === null && parts.every(({ found }) => found !== null),
      ...(never === null ? {} : { never }),
      parts,
    }));
    await writeAll(stdout, `${JSON.stringify({ ready: isWhole, kinds: shown }, null, 2)}\n`);
    return isWhole ? 0 : EXIT_MISSING;
  }
  const lines = kinds.flatMap(({ kind, never, parts }) => {
    if (never !== null) return [`${kind}: not on this machine (${never})`];
    const missing = parts.filter(({ found }) => found === null);
    const commands = [...new Set(missing.map(({ install }) => install))];
    return [
      `${kind}: ${missing.length === 0 ? 'ready' : `${missing.length} of ${parts.length} missing`}`,
      ...parts.map(({ name, found }) => `  ${found === null ? '✗' : '✓'} ${name}: ${found ?? 'missing'}`),
      ...commands.map((command) => `  to bring what is missing: ${command}`),
    ];
  });
  await writeAll(stdout, `${lines.join('\n')}\n`);
  return isWhole ? 0 : EXIT_MISSING;
}
