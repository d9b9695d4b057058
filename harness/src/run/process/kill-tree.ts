import { execFile } from 'node:child_process';

/**
 * Ends a process that was started as the leader of its group, and everything it started itself.
 *
 * It may be called after the process has ended: what is left of its group is ended. On Windows, which has no groups, the
 * children are found by `taskkill`, as long as the process is alive.
 *
 * @param pid - the process id
 */
export function killTree(pid: number): void {
  if (process.platform === 'win32') {
    execFile('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true }, () => kill(pid));
    return;
  }
  kill(-pid);
}

/**
 * Ends a process, or a group.
 *
 * @param target - the process id; negative: the id of the group
 */
export function kill(target: number): void {
  try {
    process.kill(target, 'SIGKILL');
  } catch {
    // ESRCH: it is gone, which is what was wanted.
  }
}

/**
 * Tells whether a process is there.
 *
 * @param pid - the process id
 * @returns false when the system knows no such process
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and is somebody else's.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
