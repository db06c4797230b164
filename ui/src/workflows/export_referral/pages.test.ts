// The real pages beside the choices: drawn after every change, never waited for, printed once they are recorded.

import { screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Failure } from "../../backend/failure";
import type { LetterSeen } from "../../backend/generated/LetterSeen";
import { letterReads } from "../../test/ada";
import { drawPages, exported, onePage, open } from "../../test/letter";

beforeEach(drawPages);
afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the pages beside it", () => {
  it("shows the real page, and what should be known before it leaves", async () => {
    const remark = "The letter has 2 pages.";
    await open({
      preview_letter: () => ({
        ...onePage,
        pages: ["<svg></svg>", "<svg></svg>"],
        all: 2,
        reads: { ...letterReads, remarks: [remark] },
      }),
    });
    await screen.findByRole("img", { name: "Letter, page 2 of 2" });
    screen.getByText(remark);
  });

  it("never waits for a drawing, and shows nothing of an outdated one", async () => {
    const answers: ((seen: LetterSeen) => void)[] = [];
    const { backend, container } = await open({
      preview_letter: () => new Promise((answer) => answers.push(answer)),
    });
    await waitFor(() => {
      expect(answers).toHaveLength(1);
    });
    const own = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Your words" });
    await userEvent.type(own, "Thank you.");
    expect(own.value).toBe("Thank you.");
    await new Promise((done) => setTimeout(done, 100));
    answers[0]?.({ ...onePage, reads: { ...letterReads, period: "outdated" } });
    await waitFor(() => {
      expect(answers).toHaveLength(2);
    });
    expect(container.textContent).not.toContain("outdated");
    expect(screen.queryByRole("img")).toBeNull();
    answers[1]?.({ ...onePage, reads: { ...letterReads, period: "newest" } });
    await screen.findByText("newest");
    expect(backend.callsOf("preview_letter").at(-1)?.form.own_words).toBe("Thank you.");
  });

  it("prints the pages of the file, once it is saved and recorded, through the system's dialog", async () => {
    const printed = vi.fn();
    let recorded = false;
    vi.stubGlobal("print", () => {
      printed(screen.getAllByRole("img").length, recorded);
    });
    const { backend } = await open({
      // Once a letter has told of them, no visit is left to speak of since the last letter.
      preview_letter: () => (recorded ? { ...onePage, pages: [], all: 0, problems: [] } : onePage),
      export_letter: (letter) => {
        recorded = true;
        return exported(letter);
      },
    });
    await userEvent.click(screen.getByRole("button", { name: "Save and print…" }));
    await waitFor(() => {
      expect(printed).toHaveBeenCalledWith(1, true);
    });
    expect(backend.callsOf("export_letter")).toHaveLength(1);
  });

  it("prints nothing that was not saved", async () => {
    const printed = vi.fn();
    vi.stubGlobal("print", printed);
    await open({
      export_letter: () => {
        throw new Failure({ code: "file-not-written", message: "The disk is full.", fields: [] });
      },
    });
    await userEvent.click(screen.getByRole("button", { name: "Save and print…" }));
    await screen.findByText("The disk is full.");
    expect(printed).not.toHaveBeenCalled();
  });
});
