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

/**
 * From now on the page counts what a key changes outside of the field that has the focus, besides the line that says
 * when the note was kept.
 */
export function watchChanges(page) {
  return page.run(() => {
    window.__changed?.observer.disconnect();
    const seen = { count: 0, where: [] };
    const place = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node);
    const observer = new MutationObserver((changes) => {
      const field = document.activeElement.closest("[data-path]");
      for (const { target } of changes) {
        const element = place(target);
        if (!element || field?.contains(element) || element.closest(".kept")) continue;
        seen.count += 1;
        seen.where.push(`${element.nodeName.toLowerCase()} ${element.getAttribute("aria-label") ?? ""}`.trim());
      }
    });
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    window.__changed = { observer, seen };
  });
}

export function changesElsewhere(page) {
  return page.run(() => window.__changed.seen);
}

/** The times in milliseconds, shortest first. */
export async function latencies(page) {
  await page.painted();
  const times = await page.run(() => window.__keyToPaint);
  return times.sort((a, b) => a - b);
}
