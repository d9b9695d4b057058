import { ABProviderInit } from '@mapi-kit/example-vcard-address-book';
import { PR_COMMENT_W, PR_DISPLAY_NAME_W, propValue } from '@mapi-kit/sdk';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import { Life, must } from './life.js';

// A process that saves, leaves by fast shutdown, and is gone at once: argv is the profiles' folder, how many, and whether
// the provider is told.

const [profileDirectory = '', count = '', told = ''] = process.argv.slice(2);
const subsystem = new Subsystem({ profileDirectory, modules: new Map([['vcards', { ABProviderInit }]]) });
subsystem.MAPIInitialize(null);
const life = new Life(must(subsystem.MAPILogonEx(0, 'work', null, 0)), new Map());
for (let index = 0; index < Number(count); index += 1) {
  life.add([propValue(PR_DISPLAY_NAME_W, `n${index}`), propValue(PR_COMMENT_W, 'x'.repeat(300))]);
}
if (told === 'told') {
  life.shutdown.QueryFastShutdown();
  life.shutdown.NotifyProcessShutdown();
  life.shutdown.DoFastShutdown();
}
process.kill(process.pid, 'SIGKILL');
