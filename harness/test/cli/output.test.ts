import { PassThrough, Writable } from 'node:stream';
import test from 'ava';
import { hasColour, type OutputStream, widthOf, writeAll } from '#harness/cli/output.js';

function terminal(columns?: number): OutputStream {
  return Object.assign(new PassThrough(), { isTTY: true as const, ...(columns === undefined ? {} : { columns }) });
}

test('A terminal is used as far as it reads well, a pipe has 80 columns', (t) => {
  t.deepEqual(
    [terminal(40), terminal(100), terminal(300), terminal(), new PassThrough()].map((stream) => widthOf(stream)),
    [80, 100, 110, 80, 80],
  );
  t.deepEqual(
    [terminal(30), terminal(40), terminal(60), new PassThrough()].map((stream) => widthOf(stream, 40)),
    [40, 40, 60, 80],
  );
});

test('Colours: the option goes before NO_COLOR, that before FORCE_COLOR, that before the terminal', (t) => {
  const pipe = new PassThrough();
  t.true(hasColour(terminal(), true, {}));
  t.false(hasColour(pipe, true, {}));
  t.false(hasColour(terminal(), true, { TERM: 'dumb' }));
  t.false(hasColour(terminal(), false, { FORCE_COLOR: '1' }));
  t.false(hasColour(terminal(), true, { NO_COLOR: '1', FORCE_COLOR: '1' }));
  t.true(hasColour(terminal(), true, { NO_COLOR: '' }));
  t.true(hasColour(pipe, true, { FORCE_COLOR: '1' }));
  t.false(hasColour(terminal(), true, { FORCE_COLOR: '0' }));
});

function failing(code: string): OutputStream {
  return new Writable({
    write: (_chunk, _encoding, callback) => callback(Object.assign(new Error(`it is ${code}`), { code })),
  });
}

test('A reader that has gone away is no error, a full disk is one', async (t) => {
  await t.notThrowsAsync(writeAll(failing('EPIPE'), 'text'));
  await t.throwsAsync(writeAll(failing('ENOSPC'), 'text'), {
    name: 'ReportError',
    message: 'the output could not be written: it is ENOSPC',
  });
});
