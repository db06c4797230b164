// What opens above the screen: dialogs, the palette, menus. And the long list.

import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { createRawSnippet } from "svelte";
import { describe, expect, it, vi } from "vitest";
import ConfirmDialog from "./ConfirmDialog.svelte";
import Dialog from "./Dialog.svelte";
import List from "./List.svelte";
import Menu from "./Menu.svelte";
import Palette from "./Palette.svelte";
import Progress from "./Progress.svelte";

describe("a dialog", () => {
  it("is named by its title, closes on Esc and gives the focus back", async () => {
    const opener = document.body.appendChild(document.createElement("button"));
    opener.focus();
    const onclose = vi.fn();
    render(Dialog, {
      open: true,
      title: "Add a condition",
      description: "To this episode.",
      onclose,
    });
    const dialog = screen.getByRole("dialog", { name: "Add a condition" });
    expect(dialog.contains(document.activeElement)).toBe(true);
    await userEvent.keyboard("{Escape}");
    expect(onclose).toHaveBeenCalledTimes(1);
    expect(document.activeElement).toBe(opener);
    opener.remove();
  });

  it("holds nothing while it is closed", () => {
    render(Dialog, { open: false, title: "Secret" });
    expect(screen.queryByText("Secret")).toBeNull();
  });
});

describe("a question", () => {
  function setUp() {
    const heard = { onconfirm: vi.fn(), oncancel: vi.fn() };
    render(ConfirmDialog, {
      open: true,
      title: "Discard?",
      text: "The draft is gone then.",
      confirm: "Discard draft",
      ...heard,
    });
    return heard;
  }

  it("does it once when confirmed", async () => {
    const { onconfirm, oncancel } = setUp();
    await userEvent.click(screen.getByRole("button", { name: "Discard draft" }));
    expect(onconfirm).toHaveBeenCalledTimes(1);
    expect(oncancel).not.toHaveBeenCalled();
  });

  it.each(["Cancel", "Close"])("does nothing on %s", async (name) => {
    const { onconfirm, oncancel } = setUp();
    await userEvent.click(screen.getByRole("button", { name }));
    expect(onconfirm).not.toHaveBeenCalled();
    expect(oncancel).toHaveBeenCalledTimes(1);
  });
});

describe("the palette", () => {
  function setUp() {
    const today = vi.fn();
    const lock = vi.fn();
    const ada = vi.fn();
    const excerpt = [
      { text: "after the ", hit: false },
      { text: "oar", hit: true },
      { text: "s", hit: false },
    ];
    const narrow = { id: "2", label: "Obliquus capitis", typed: "target:oci ", run: vi.fn() };
    const answer = {
      first: [{ title: "Patients", items: [{ id: "1", label: "Okafor, Ada", run: ada }] }],
      then: [
        { title: "Notes", items: [{ id: "3", label: "Silva, Inês", excerpt, run: vi.fn() }] },
        { title: "Targets", items: [narrow] },
      ],
      remarks: ["No region is called so."],
    };
    render(Palette, {
      open: true,
      groups: [
        { title: "Go to", items: [{ id: "today", label: "Today", run: today }] },
        { title: "Actions", items: [{ id: "lock", label: "Lock", run: lock }] },
      ],
      search: (typed: string) =>
        Promise.resolve(typed.startsWith("o") || typed.startsWith("target:") ? [answer] : []),
    });
    return { today, lock, ada };
  }

  it("lists everything in groups and runs the one in focus", async () => {
    const { lock } = setUp();
    expect(screen.getAllByRole("option")).toHaveLength(2);
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(lock).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("finds actions by their words", async () => {
    const { today, lock } = setUp();
    await userEvent.keyboard("loc{Enter}");
    await vi.waitFor(() => {
      expect(lock).toHaveBeenCalledTimes(1);
    });
    expect(today).not.toHaveBeenCalled();
  });

  it("finds patients while someone types", async () => {
    const { ada } = setUp();
    await userEvent.keyboard("oka");
    await screen.findByRole("option", { name: "Okafor, Ada" });
    expect(screen.getByText("Patients")).toBeTruthy();
    await userEvent.keyboard("{Enter}");
    expect(ada).toHaveBeenCalledTimes(1);
  });

  it("waits with Enter until the answer is to what was typed", async () => {
    const { ada, today } = setUp();
    await userEvent.keyboard("o{Enter}");
    expect(today).not.toHaveBeenCalled();
    await vi.waitFor(() => {
      expect(ada).toHaveBeenCalledTimes(1);
    });
  });

  it("shows why a note was found, marked as text, and what was not looked for", async () => {
    setUp();
    await userEvent.keyboard("oa");
    const note = await screen.findByRole("option", { name: /Silva/ });
    expect(note.textContent).toContain("after the oars");
    expect(note.querySelector("mark")?.textContent).toBe("oar");
    expect(screen.getByRole("status").textContent).toBe("No region is called so.");
  });

  it("goes on searching with what a target stands for", async () => {
    setUp();
    await userEvent.keyboard("ob");
    await userEvent.click(await screen.findByRole("option", { name: "Obliquus capitis" }));
    const field = screen.getByRole("combobox");
    expect((field as HTMLInputElement).value).toBe("target:oci ");
    expect(document.activeElement).toBe(field);
  });
});

describe("a menu", () => {
  it("opens on its first action, runs it and gives the focus back", async () => {
    const copy = vi.fn();
    const remove = vi.fn();
    render(Menu, {
      label: "Actions for row 2",
      items: [
        { label: "Copy", run: copy },
        { label: "Remove", run: remove },
      ],
    });
    const button = screen.getByRole("button", { name: "Actions for row 2" });
    await userEvent.click(button);
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(remove).toHaveBeenCalledTimes(1);
    expect(copy).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(button);
    expect(button.getAttribute("aria-expanded")).toBe("false");
  });

  it("closes on Esc", async () => {
    render(Menu, { label: "More", items: [{ label: "Copy", run: vi.fn() }] });
    const button = screen.getByRole("button", { name: "More" });
    await userEvent.click(button);
    await userEvent.keyboard("{Escape}");
    expect(button.getAttribute("aria-expanded")).toBe("false");
    expect(document.activeElement).toBe(button);
  });
});

describe("a long list", () => {
  const items = Array.from({ length: 10_000 }, (_, n) => `Person ${String(n)}`);

  function setUp() {
    const onopen = vi.fn();
    render(List<string>, {
      label: "Patients",
      items,
      key: (item: string) => item,
      row: createRawSnippet((item: () => string) => ({ render: () => `<span>${item()}</span>` })),
      onopen,
    });
    return { onopen };
  }

  it("draws only the rows in sight, and says how many there are", () => {
    setUp();
    const rows = within(screen.getByRole("list", { name: "Patients" })).getAllByRole("listitem");
    expect(rows.length).toBeLessThan(60);
    expect(rows[0]?.getAttribute("aria-setsize")).toBe("10000");
  });

  it("is one stop for Tab, moves with arrows, opens with Enter", async () => {
    const { onopen } = setUp();
    await userEvent.tab();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    expect(onopen).toHaveBeenLastCalledWith("Person 2");
  });

  it("reaches its end", async () => {
    setUp();
    await userEvent.tab();
    await userEvent.keyboard("{End}");
    expect(document.activeElement?.textContent?.trim()).toBe("Person 9999");
  });
});

describe("progress", () => {
  it("stays away from quick work, and appears for long work", async () => {
    vi.useFakeTimers();
    render(Progress, { running: true, label: "Checking", done: 0.5 });
    await vi.advanceTimersByTimeAsync(299);
    expect(screen.queryByRole("progressbar")).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(screen.getByRole("progressbar", { name: "Checking" })).toBeTruthy();
    vi.useRealTimers();
  });
});
