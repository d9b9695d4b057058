/** How long an aborted delivery may take to end by itself, in milliseconds. */
const GRACE = 1000;

/**
 * Waits for a delivery, and aborts it when it takes too long. One that ignores its signal is given up.
 *
 * @param timeout - in milliseconds
 * @param controller - aborted by the timeout, or by whoever shuts down
 * @param start - begins the delivery
 */
export async function deliveryWithin<T>(
  timeout: number,
  controller: AbortController,
  start: () => Promise<T>,
): Promise<T> {
  const { signal } = controller;
  const limit = setTimeout(() => controller.abort(new Error(`the delivery took more than ${timeout} ms`)), timeout);
  limit.unref();
  let grace: NodeJS.Timeout | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      signal.addEventListener('abort', () => {
        grace = setTimeout(() => reject(signal.reason), GRACE).unref();
      });
      // A deliver() that throws at once fails as one that rejects.
      Promise.resolve().then(start).then(resolve, reject);
    });
  } finally {
    clearTimeout(limit);
    clearTimeout(grace);
  }
}
