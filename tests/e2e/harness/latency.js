// The time from a key to its painted letter, measured inside the page.

/** From now on the page notes, for each key, when the frame that shows its letter was drawn. */
export function watchKeys(page) {
  return page.run(() => {
    const times = [];
    window.__keyToPaint = times;
    document.addEventListener(
      "keydown",
      (event) => {
        const from = event.timeStamp;
        // The frame callback runs before the frame is drawn; a message posted from it arrives right after.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => times.push(performance.now() - from);
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
}

/** The times in milliseconds, shortest first. */
export async function latencies(page) {
  await page.painted();
  const times = await page.run(() => window.__keyToPaint);
  return times.sort((a, b) => a - b);
}
