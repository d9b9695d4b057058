let depth = 0;

/**
 * Does something of the harness's own that begins asynchronous work: what it begins is nobody's background work.
 *
 * What runs later, because of it, counts again: a timer of the spooler is the harness's, a timer that a transport sets when
 * the spooler calls it is the transport's.
 *
 * @param work - synchronous
 */
export function asHost<T>(work: () => T): T {
  depth += 1;
  try {
    return work();
  } finally {
    depth -= 1;
  }
}

/** Whether the harness itself is at work. */
export function isHost(): boolean {
  return depth > 0;
}
