// What jsdom lacks and the kit needs: modal dialogs and popovers, as far as tests can see them.

import { cleanup } from "@testing-library/svelte";
import { afterEach } from "vitest";

if (typeof document !== "undefined") standIn();

function standIn(): void {
  HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement) {
    this.setAttribute("open", "");
    this.querySelector<HTMLElement>("button")?.focus();
  };

  HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement) {
    if (!this.hasAttribute("open")) return;
    this.removeAttribute("open");
    this.dispatchEvent(new Event("close"));
  };

  // The browser closes the top dialog on Esc after everyone heard the key, unless someone took it.
  document.addEventListener("keydown", (event) => {
    queueMicrotask(() => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      const open = document.querySelectorAll<HTMLDialogElement>("dialog[open]");
      open[open.length - 1]?.close();
    });
  });

  HTMLElement.prototype.showPopover = function showPopover(this: HTMLElement) {
    this.style.display = "block";
  };

  HTMLElement.prototype.hidePopover = function hidePopover(this: HTMLElement) {
    this.style.display = "none";
  };

  globalThis.ResizeObserver = class {
    observe(): void {
      // Nothing has a size here.
    }
    unobserve(): void {
      // Nothing has a size here.
    }
    disconnect(): void {
      // Nothing has a size here.
    }
  };
}

afterEach(() => {
  cleanup();
});
