import { type Home, leave, live } from './life.js';
import { submit } from './submit.js';

// A client that submits three messages to a server that says nothing, leaves by fast shutdown, and is killed.

const [, , home = '', smtpPort = ''] = process.argv;
const life = live({ teardown: () => {} }, JSON.parse(home) as Home, { smtpPort });
for (const subject of ['1', '2', '3']) submit(life, subject);
let deferred = 0;
await life.until(() => {
  deferred = life.subsystem.spooler.run().deferred;
  return deferred === 3;
});
leave(life);
process.kill(process.pid, 'SIGKILL');
