import type { ExecutionContext } from 'ava';
import { type Actions, createProgram } from '#harness/cli/program.js';

/**
 * Asserts that the command line takes commands, without doing what they say.
 *
 * @param commands - the arguments of each
 */
export async function takesCommands(t: ExecutionContext, commands: readonly (readonly string[])[]): Promise<void> {
  let done = 0;
  const count = async (): Promise<void> => {
    done += 1;
  };
  const actions: Actions = {
    certify: count,
    list: count,
    explain: count,
    judge: count,
    report: count,
    show: count,
    replay: count,
    merge: count,
    verify: count,
    keygen: count,
    completion: count,
    doctor: count,
    setUpWine: count,
    init: count,
  };
  for (const args of commands) {
    const program = createProgram('1.0.0', actions);
    await t.notThrowsAsync(program.parseAsync([...args], { from: 'user' }), args.join(' '));
  }
  t.is(done, commands.length);
}
