import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import test, { type ExecutionContext } from 'ava';
import type { Context } from '#harness/cli/context.js';
import { createProgram } from '#harness/cli/program.js';
import { WantedReports } from '#harness/cli/reports.js';
import type { Reporter } from '#harness/report/reporter.js';
import { REPORTERS } from '#harness/report/reporters.js';
import { ConfigurationError } from '#harness/run/input/configuration-error.js';
import { certifiedReport } from '../support/certification-report.js';

/** A kind of report that says how it was laid out. */
function kind(name: string): Reporter {
  return {
    name,
    option: `also write the result as ${name}`,
    file: null,
    load: async () => (report, layout) => `${name} ${report.verdict} ${layout.width} ${layout.colour}\n`,
  };
}

const KINDS = [...REPORTERS, kind('one'), kind('two')];

function inFolder(t: ExecutionContext): Context & { readonly printed: () => string } {
  const cwd = mkdtempSync(join(tmpdir(), 'mapi-certify-reports-'));
  t.teardown(() => rmSync(cwd, { recursive: true, force: true }));
  let text = '';
  const stdout = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  return { stdout, stderr: stdout, env: {}, cwd, printed: () => text };
}

test('A report goes to the file that its option names, without colours, and the result is printed besides', async (t) => {
  const context = inFolder(t);
  const reports = new WantedReports({ one: 'one.txt', two: 'two.txt' }, KINDS, context);
  t.false(existsSync(join(context.cwd, 'one.txt')));
  await reports.showAndWrite(certifiedReport(), true);
  t.is(readFileSync(join(context.cwd, 'one.txt'), 'utf8'), 'one certified 80 false\n');
  t.is(readFileSync(join(context.cwd, 'two.txt'), 'utf8'), 'two certified 80 false\n');
  t.true(context.printed().includes('CERTIFIED'));
});

test('A report that goes to stdout is alone there, whichever kind it is', async (t) => {
  const context = inFolder(t);
  await new WantedReports({ one: '-', two: 'two.txt' }, KINDS, context).showAndWrite(certifiedReport(), true);
  t.is(context.printed(), 'one certified 80 true\n');
  t.true(existsSync(join(context.cwd, 'two.txt')));
});

test('Two reports on stdout are refused', (t) => {
  const error = t.throws(() => new WantedReports({ one: '-', two: '-' }, KINDS, inFolder(t)), {
    instanceOf: ConfigurationError,
  });
  t.is(error?.message, "--one and --two can't both go to stdout; name a file for one of them");
});

test('A file that cannot be written is told by the option that names it', (t) => {
  t.throws(() => new WantedReports({ two: 'none/two.txt' }, KINDS, inFolder(t)), {
    instanceOf: ConfigurationError,
    message: "--two none/two.txt can't be written: its folder does not exist",
  });
});

test('Every kind of report with an option has it on the command line, and the help says what it is', async (t) => {
  let seen: unknown;
  const nothing = async (): Promise<void> => {};
  const program = createProgram(
    '1.0.0',
    {
      certify: async (provider, { reports, ...others }) => {
        seen = { provider, reports, ...others };
      },
      list: nothing,
      explain: nothing,
      judge: nothing,
      report: nothing,
      show: nothing,
      replay: nothing,
      merge: nothing,
      verify: nothing,
      completion: nothing,
      doctor: nothing,
      setUpWine: nothing,
      keygen: nothing,
      init: nothing,
    },
    KINDS,
  );
  t.regex(program.helpInformation(), /--two <file> +also write the result as two\n/);
  t.notRegex(program.helpInformation(), /--terminal/);
  await program.parseAsync(['./x.js', '--two', 'two.txt', '--json', '-', '--seed', '7'], { from: 'user' });
  t.deepEqual(seen, { provider: './x.js', reports: { json: '-', two: 'two.txt' }, seed: 7, color: true });
});
