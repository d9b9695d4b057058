import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  MAPI_E_UNCONFIGURED,
  MSG_SERVICE_CONFIGURE,
  MSG_SERVICE_CREATE,
  PT_UNICODE,
  propTag,
  propValue,
  S_OK,
} from '@mapi-kit/sdk';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import test from 'ava';
import { temporaryFolder } from '../run/temporary-folder.js';
import { compile, MISSING, notesFile } from './echo-library.js';

const SOURCE = fileURLToPath(new URL('../../../test/native/fixtures/service.cpp', import.meta.url));
const native = MISSING === null ? test.serial : test.serial.skip;

native(
  'a ServiceEntry in C is configured, and writes the section of its provider through IProviderAdmin',
  async (t) => {
    const { loadLibrary } = await import('#harness/native/load-library.js');
    const { module, faults, held } = loadLibrary(compile(SOURCE, 'service.so'), {
      notes: notesFile(),
      hasTwoThreads: false,
    });
    t.deepEqual(Object.keys(module).sort(), ['MSGServiceEntry', 'MSProviderInit']);
    const folder = temporaryFolder(t);
    const subsystem = new Subsystem({ profileDirectory: folder, modules: new Map([['service', module]]) });
    subsystem.profiles.createProfile('work');
    subsystem.profiles.addProvider('work', { kind: 'store', dllName: 'service', displayName: 'Service' });
    const call = (context: number, text?: string): number =>
      subsystem.callServiceEntry('work', {
        dllName: 'service',
        context,
        properties: text === undefined ? [] : [propValue(propTag(0x6610, PT_UNICODE), text)],
      }).hr;
    t.is(call(MSG_SERVICE_CREATE), MAPI_E_UNCONFIGURED);
    t.is(call(MSG_SERVICE_CONFIGURE, 'Grüße 😀'), S_OK);
    t.true(readFileSync(join(folder, 'profile-work.json'), 'utf8').includes('Grüße 😀'));
    t.deepEqual([faults(), held()], [[], {}]);
  },
);
