import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, run } from '../../support/npm.js';

/** The command, as it is in the repository. */
export const COMMAND: string = join(ROOT, 'harness', 'bin', 'mapi-certify.js');

/** A block of a page that shows what a command prints. */
export interface ShownOutput {
  /** The marker before the block, for example `<!-- output: mapi-certify list -->`. */
  readonly marker: string;
  /** The arguments of mapi-certify. */
  readonly args: readonly string[];
  readonly text: string;
  /** Where the marker begins in the page. */
  readonly index: number;
}

/**
 * Finds the blocks behind a kind of marker.
 *
 * @param page - a page in Markdown
 * @param kind - `output`: all that the command prints; `finding`: the lasting lines of its findings
 */
export function shownOutputs(page: string, kind: 'output' | 'finding'): readonly ShownOutput[] {
  const pattern = new RegExp(
    `^(?<marker><!-- ${kind}: mapi-certify (?<line>.*) -->)\\n\\n\`\`\`text\\n(?<text>[\\s\\S]*?)^\`\`\`$`,
    'gm',
  );
  return [...page.matchAll(pattern)].map(({ groups: { marker = '', line = '', text = '' } = {}, index }) => {
    return { marker, args: line.split(' '), text, index };
  });
}

/** A page with another text in one of its blocks. */
export function withOutput(page: string, { marker, text }: ShownOutput, now: string): string {
  const block = (content: string): string => `${marker}\n\n\`\`\`text\n${content}\`\`\``;
  if (!page.includes(block(text))) throw new Error(`the page has no such block behind ${marker}`);
  return page.replace(block(text), () => block(now));
}

/**
 * What a command prints, as a page shows it: with the usual folder of the evidence. Behind `&&` stands a command on that
 * folder, without it, which is then the one that is shown.
 */
export async function outputNow({ args, marker }: ShownOutput): Promise<string> {
  const out = mkdtempSync(join(tmpdir(), 'mapi-kit-output-'));
  const printed = async (line: readonly string[]): Promise<string> => {
    const ran = await run(process.execPath, [COMMAND, ...line], ROOT, { NO_COLOR: '1' });
    if (ran.stdout === '') throw new Error(`${marker} printed nothing: ${ran.stderr}`);
    return ran.stdout;
  };
  try {
    const end = args.indexOf('&&');
    const [command, [then, ...others]] = end === -1 ? [args, []] : [args.slice(0, end), args.slice(end + 1)];
    const certifies = !['list', 'explain'].includes(command[0] ?? '') && !command.includes('--help');
    const first = await printed([...command, ...(certifies ? ['--out', out] : [])]);
    if (then !== undefined) return await printed([then, out, ...others]);
    return first.replace(`evidence in ${out}/`, 'evidence in mapi-certify-report/');
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** What a command has written to stderr, but for the lines that say every half minute that it goes on. */
export function withoutLinesOfLife(stderr: string): string {
  return stderr.replaceAll(/^(?:starting|\d+ of [\d,]+ runs?) · \d+ s\b.*\n/gmu, '');
}
