import { Buffer } from 'node:buffer';
import test from 'ava';
import { DebuggerOutput } from '#harness/run/process/debugger-output.js';

const LINES = [
  'Debugger listening on ws://127.0.0.1:38271/ab-cd\n',
  'For help, see: https://nodejs.org/en/docs/inspector\n',
  'For help, see: https://nodejs.org/learn/getting-started/debugging\n',
  'Debugger attached.\n',
  'the store: Debugger attached.\n',
  'größe ✓\n',
  'Waiting for the debugger to disconnect...\n',
  'no newline at the end',
];

async function filtered(chunks: readonly Buffer[]): Promise<readonly [string, readonly string[]]> {
  const urls: string[] = [];
  const output = new DebuggerOutput((url) => urls.push(url));
  for (const chunk of chunks) output.write(chunk);
  output.end();
  const kept: Buffer[] = [];
  for await (const chunk of output) kept.push(chunk as Buffer);
  return [Buffer.concat(kept).toString('utf8'), urls];
}

const EXPECTED = ['the store: Debugger attached.\ngröße ✓\nno newline at the end', ['ws://127.0.0.1:38271/ab-cd']];

test('What node says of its debugger is taken out, and where that may attach is told', async (t) => {
  t.deepEqual(await filtered([Buffer.from(LINES.join(''))]), EXPECTED);
});

test('It does not depend on the pieces in which the output comes', async (t) => {
  const bytes = Buffer.from(LINES.join(''));
  t.deepEqual(await filtered(Array.from(bytes, (byte) => Buffer.from([byte]))), EXPECTED);
});

test('A line without an end is passed on, however long', async (t) => {
  const [text] = await filtered([Buffer.alloc(5_000, 'x'), Buffer.alloc(5_000, 'y')]);
  t.is(text, 'x'.repeat(5_000) + 'y'.repeat(5_000));
});
