// The typed line, on answers recorded from the workflows: read back, asked back, corrected, taken in.

import { screen, waitFor } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeBackend, type Fixtures } from "../../backend/fake";
import recorded from "../../backend/generated/fixtures.json";
import type { LinesRead } from "../../backend/generated/LinesRead";
import type { ReadLines } from "../../backend/generated/ReadLines";
import { checked, session } from "../../test/ada";
import { faultsOf } from "../../test/axe";
import { open, untilKept } from "../../test/charting";
import { digitsChoose, lineAt, withLine } from "./lines.svelte";

const rust = new FakeBackend({
  read_lines: recorded.read_lines,
  complete_line: recorded.complete_line,
} as unknown as Fixtures);
const nothing: LinesRead = { lines: [], both_lungs: false, session: null };

/** Answers as recorded; a session comes back with the row that was recorded for its line. */
async function readLines({ text, session: typed }: ReadLines): Promise<LinesRead> {
  try {
    const read = await rust.call("read_lines", { text, session: null });
    const rows = read.lines.flatMap((line) => line.site ?? []);
    const all = rows.length === read.lines.length && typed;
    return { ...read, session: all ? { ...typed, sites: [...typed.sites, ...rows] } : null };
  } catch {
    return nothing;
  }
}

async function opened(line = "", answers = {}) {
  const charting = await open(session({ line }), {
    read_lines: readLines,
    complete_line: async (args) => {
      try {
        return await rust.call("complete_line", args);
      } catch {
        return { offers: [] };
      }
    },
    check_session: () => checked(),
    ...answers,
  });
  const field = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Type a row" });
  return { ...charting, field };
}

const UT = "L UT TrP1 0.25x40 d20 pis LTR3 FP+ NPRS:7>3";

describe("the typed line", () => {
  it("is reached by its key, read back while typed, and taken in by Enter", async () => {
    const { field, kept, user } = await opened();
    document.body.focus();
    (document.activeElement as HTMLElement | null)?.blur();
    await user.keyboard("/");
    expect(document.activeElement).toBe(field);
    expect(field.value).toBe("");
    await user.paste(UT);
    await screen.findByText("upper trapezius");
    await user.keyboard("{Enter}");
    await untilKept(kept, (draft) => {
      expect(draft.line).toBe("");
      expect(draft.sites[0]).toMatchObject({
        target: "trapezius-upper",
        depth_mm: 20,
        twitches: 3,
      });
    });
    expect(document.activeElement).toBe(field);
    await user.keyboard("{Control>}z{/Control}");
    expect(field.value, "one step back is the line again").toBe(UT);
    expect(screen.queryByRole("group", { name: "Site 1" })).toBeNull();
  });

  it("is part of the draft while half typed, and read when the note is opened", async () => {
    const { field, kept, user } = await opened("L GM 0.30x60");
    await screen.findByText(/GM is ambiguous/);
    expect(document.querySelector("mark")?.textContent).toBe("GM");
    await user.type(field, " x");
    await untilKept(kept, (draft) => {
      expect(draft.line).toBe("L GM 0.30x60 x");
    });
  });

  it("asks back, and takes the answer by a number key", async () => {
    const { field, user } = await opened();
    await user.click(field);
    await user.paste("L GM 0.30x60");
    await screen.findByRole("option", { name: /gluteus medius/ });
    await user.keyboard("2");
    expect(field.value, "right after a number the digit is text").toBe("L GM 0.30x602");
    await user.keyboard("{Backspace}");
    await screen.findByRole("option", { name: /gluteus medius/ });
    await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    await waitFor(() => {
      expect(field.value).toBe("L GMed 0.30x60");
    });
  });

  it.each([
    ["L UT .25x40 pis", "L UT 0.25x40 pis", "{Tab}"],
    ["LT UT 0.25x40", "L UT 0.25x40", "{Alt>}{Enter}{/Alt}"],
  ])("corrects %s to %s by one key", async (typed, fixed, key) => {
    const { field, user } = await opened();
    await user.click(field);
    await user.paste(typed);
    await screen.findByText(fixed);
    await user.keyboard(key);
    await waitFor(() => {
      expect(field.value).toBe(fixed);
    });
    expect(document.activeElement).toBe(field);
  });

  it("does not take in what is refused", async () => {
    const { field, user } = await opened();
    await user.click(field);
    await user.paste("LT UT 0.25x40");
    await screen.findByText("LT: write L, R, B or M");
    await user.keyboard("{Enter}");
    expect(field.value).toBe("LT UT 0.25x40");
    expect(screen.queryByRole("group", { name: "Site 1" })).toBeNull();
  });

  it("gives the line back when it could not be read, and keeps what was typed since", async () => {
    let refuse: (why: Error) => void = () => undefined;
    const { field, user } = await opened("", {
      read_lines: ({ session: typed, text }: ReadLines) =>
        typed
          ? new Promise<LinesRead>((_, reject) => {
              refuse = reject;
            })
          : readLines({ session: null, text }),
    });
    await user.click(field);
    await user.paste(UT);
    await user.keyboard("{Enter}R IS");
    expect(field.value).toBe("R IS");
    refuse(new Error("broken"));
    await waitFor(() => {
      expect(field.value).toBe(`${UT}\nR IS`);
    });
  });

  it("completes with Tab", async () => {
    const { field, user } = await opened();
    await user.type(field, "L up");
    await screen.findByRole("option", { name: /upper trapezius/ });
    await user.keyboard("{Tab}");
    await waitFor(() => {
      expect(field.value).toBe("L UT");
    });
    expect(document.activeElement).toBe(field);
  });

  it("has nothing that axe finds fault with", { timeout: 30_000 }, async () => {
    const { container, field, user } = await opened();
    await user.click(field);
    await user.paste("L GM 0.30x60");
    await screen.findByRole("option", { name: /gluteus medius/ });
    expect(await faultsOf(container)).toEqual([]);
  });
});

describe("lines in a text", () => {
  it("are found at the caret and written anew", () => {
    expect(lineAt("ab\ncd\nef", 4)).toEqual({ index: 1, line: "cd", caret: 1 });
    expect(lineAt("", 0)).toEqual({ index: 0, line: "", caret: 0 });
    expect(withLine("ab\ncd\nef", 1, "xyz")).toEqual({ text: "ab\nxyz\nef", end: 6 });
  });

  it("let a digit choose only where it cannot belong to a token", () => {
    const refused = { code: "", message: "", start: 2, end: 4, choices: [], fix: null };
    const answer = {
      number: 1,
      words: [],
      printed: "",
      warnings: [],
      site: null,
      events: [],
      refused,
    };
    const at = (line: string) => ({ index: 0, line, caret: line.length });
    expect(digitsChoose(answer, at("L GM"))).toBe(true);
    expect(digitsChoose(answer, at("L GM "))).toBe(true);
    expect(digitsChoose(answer, at("L GM 0."))).toBe(false);
    expect(digitsChoose(answer, { ...at("L GM d"), caret: 2 })).toBe(false);
  });
});
