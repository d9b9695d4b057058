import { setUpWine } from '../run/wine/set-up-wine.js';
import type { Context } from './context.js';
import type { SetUpWineFlags } from './machine-commands.js';
import { writeAll } from './output.js';

/**
 * `mapi-certify setup-wine`: prepares what DLLs need on Linux besides Wine.
 *
 * @param flags - whether what is there is made anew
 * @param context - where it is told
 * @throws ConfigurationError when something cannot be fetched or made
 */
export async function prepareWine({ again }: SetUpWineFlags, { env, stdout, stderr }: Context): Promise<void> {
  const { path } = await setUpWine({ environment: env, again, onStep: (what) => stderr.write(`${what} …\n`) });
  await writeAll(stdout, `DLLs can be certified through Wine. What that needs is in ${path}, and in no other place.\n`);
}
