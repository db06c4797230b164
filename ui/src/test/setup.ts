// What jsdom lacks and the kit needs: modal dialogs and popovers, as far as tests can see them.

import { cleanup } from "@testing-library/svelte";
import { afterEach } from "vitest";

HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement) {
  this.setAttribute("open", "");
  this.querySelector<HTMLElement>("[autofocus], input, textarea, button")?.focus();
};

HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement) {
  if (!this.hasAttribute("open")) return;
  this.removeAttribute("open");
  this.dispatchEvent(new Event("close"));
};

// The browser closes the top dialog on Esc unless something inside took the key.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const open = document.querySelectorAll<HTMLDialogElement>("dialog[open]");
  open[open.length - 1]?.close();
});

afterEach(() => {
  cleanup();
});
