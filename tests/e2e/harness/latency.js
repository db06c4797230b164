// How fast typing is: from the struck key to its letter on the display, and what the page spends on a key.

import { pause } from "./until.js";
import { Typist } from "./seen.js";
import { Display } from "./x11.js";

/** After this the page has settled on what was just shown. */
const SETTLED_MS = 2000;
/** A quick typist. The pauses differ, so that no clock of the window keeps time with them. */
const betweenKeys = (n) => 60 + ((n * 7) % 43);

/**
 * Types into the field with the focus and answers with what each letter took, shortest first. The caret is hidden
 * meanwhile: its blinking would look like a letter. A blank is typed too, but nobody can see one.
 */
export async function typeAndWatch(app, page, text) {
  const field = await page.run(() => {
    const { activeElement } = document;
    activeElement.style.caretColor = "transparent";
    const { x, y, width, height } = activeElement.getBoundingClientRect();
    return { x: Math.ceil(x) + 1, y: Math.ceil(y) + 1, width: Math.floor(width) - 2, height: Math.floor(height) - 2 };
  });
  await watchHandlers(page);
  await pause(SETTLED_MS);
  const [window] = await Display.asked((display) => display.windows().then((all) => all.filter(({ pid }) => pid === app.pid)));
  const seen = await Typist.asked(async (typist) => {
    await typist.sitDown(window.id);
    const letters = [];
    for (const [n, letter] of [...text].entries()) {
      if (letter === " ") typist.press(letter);
      else letters.push(await typist.strike(letter, field));
      await pause(betweenKeys(n));
    }
    return letters;
  });
  const handlers = await page.run(() => window.__handlers.splice(0));
  const sorted = (numbers) => numbers.sort((a, b) => a - b);
  return {
    ms: sorted(seen.map(({ ms }) => ms)),
    drawn: sorted(seen.map(({ drawn }) => drawn / (window.width * window.height))),
    handlers: sorted(handlers),
  };
}

/** From now on the page notes how long its own code runs for a key: from the press until its input is heard by all. */
function watchHandlers(page) {
  return page.run(() => {
    if (window.__handlers) return;
    window.__handlers = [];
    let from = 0;
    window.addEventListener("keydown", () => (from = performance.now()), { capture: true });
    window.addEventListener("input", () => queueMicrotask(() => window.__handlers.push(performance.now() - from)));
  });
}

/** Text fields that are themselves items of a flex box or a grid: each of their letters draws all around them anew. */
export function heldByTheirBox(page) {
  return page.run(() =>
    [...document.querySelectorAll("input:not([type=checkbox]), textarea")]
      .filter((field) => /flex|grid/.test(getComputedStyle(field.parentElement).display))
      .map((field) => field.id || field.outerHTML),
  );
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
