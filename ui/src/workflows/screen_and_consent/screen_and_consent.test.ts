// Consent and screening by keyboard, on answers that the real workflows gave.

import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { FakeBackend, type Answers } from "../../backend/fake";
import { Failure } from "../../backend/failure";
import fixtures from "../../backend/generated/fixtures.json";
import type { Reference } from "../../backend/generated/Reference";
import type { Refusal } from "../../backend/generated/Refusal";
import type { SafetyPage } from "../../backend/generated/SafetyPage";
import type { ScreeningDraft } from "../../backend/generated/ScreeningDraft";
import { faultsOf } from "../../test/axe";
import { Workspace } from "../../workspace.svelte";
import ScreenAndConsent from "./ScreenAndConsent.svelte";
import { PAD, begun, drawn, onPad, pathOf } from "./strokes";
import { ownersSeat } from "../../test/rights";

const blank = fixtures.open_safety[0]?.reply as unknown as SafetyPage;
const screened = fixtures.answer_screening[0]?.reply as unknown as SafetyPage;
const consented = fixtures.give_consent[1]?.reply as unknown as SafetyPage;
const refusal = fixtures.give_consent[0]?.failure as Refusal;
const reference = fixtures.reference[0]?.reply as unknown as Reference;
/** A few checks of every group: enough where it is not about the checks, and quicker to look at. */
const few: Reference = {
  ...reference,
  checks: reference.checks.filter(({ conflict, scope }) => conflict !== null || scope === "admin"),
};
const practice = {
  practice: "Test practice",
  therapist: "A. Rivera, PT",
  me: "1",
  ...ownersSeat,
  resume: null,
};

afterEach(() => {
  vi.useRealTimers();
});

async function open(page: SafetyPage = blank, answers: Answers = {}, content = reference) {
  let rev = 0;
  const backend = new FakeBackend(
    {},
    {
      open_safety: () => page,
      reference: () => content,
      check_screening: () => ({ problems: [] }),
      check_consent: () => ({ problems: [], gaps: [] }),
      keep_draft: () => ({ id: "d1", rev: ++rev, kept_at: "14:09:31" }),
      discard_draft: () => ({}),
      answer_screening: () => screened,
      give_consent: () => consented,
      withdraw_consent: () => page,
      ...answers,
    },
  );
  const workspace = new Workspace(backend, practice);
  const asked = { name: "consent", patient: page.patient } as const;
  workspace.open(asked);
  const { container, unmount } = render(ScreenAndConsent, { workspace, screen: asked });
  await screen.findByRole("heading", { name: /Consent and screening: Okafor/ });
  return { backend, workspace, container, unmount };
}

function answersTo(line: RegExp): HTMLElement {
  return screen.getByRole("radiogroup", { name: line });
}

describe("screening", () => {
  it("shows every check of the content and answers none by itself", async () => {
    await open();
    const form = within(screen.getByRole("form", { name: "Screening" }));
    expect(form.getAllByRole("radiogroup")).toHaveLength(reference.checks.length);
    expect(form.queryAllByRole("radio", { checked: true })).toEqual([]);
    form.getByRole("heading", { name: /Asked at every visit/ });
  });

  it("is answered by y, n and k, and the arrows lead to the next check", async () => {
    const { backend } = await open();
    const first = answersTo(/^Strong fear of needles/);
    within(first).getAllByRole("radio")[0]?.focus();
    await userEvent.keyboard("y{ArrowDown}n{ArrowDown}k");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => {
      expect(backend.callsOf("answer_screening")).toHaveLength(1);
    });
    const { answers } = backend.callsOf("answer_screening")[0]?.screening ?? { answers: [] };
    expect(answers.map((row) => row.answer)).toEqual(["yes", "no", "not-known"]);
    expect(answers[0]?.check).toBe("needle-phobia");
  });

  it("answers all others with no in one press, without those of every visit", async () => {
    const { backend } = await open();
    within(answersTo(/^Epilepsy or seizures/))
      .getAllByRole("radio")[0]
      ?.focus();
    await userEvent.keyboard("y");
    await userEvent.click(screen.getByRole("button", { name: "All others no" }));
    await userEvent.keyboard("{Enter}");
    await waitFor(() => {
      expect(backend.callsOf("answer_screening")).toHaveLength(1);
    });
    const { answers } = backend.callsOf("answer_screening")[0]?.screening ?? { answers: [] };
    const asked = reference.checks.filter((check) => !check.each_visit);
    expect(answers).toHaveLength(asked.length);
    expect(answers.filter((row) => row.answer === "yes").map((row) => row.check)).toEqual([
      "epilepsy",
    ]);
  });

  it("keeps what is typed, a note too, and comes back with it", async () => {
    const { backend, workspace } = await open(screened);
    const note = screen.getByRole("textbox", { name: /^Note on: Emphysema/ });
    await userEvent.type(note, ", left");
    await workspace.keepAll();
    const kept = backend.callsOf("keep_draft").at(-1);
    expect(kept).toMatchObject({ kind: "screening", patient: screened.patient, rev: 0 });
    expect(JSON.stringify(kept?.body)).toContain("pneumothorax 2019, left");
  });

  it("returns to the caret after a lock", async () => {
    const { backend, workspace, unmount } = await open(screened);
    await userEvent.type(screen.getByRole("textbox", { name: /^Note on: Emphysema/ }), "!");
    await workspace.keepAll();
    const kept = backend.callsOf("keep_draft").at(-1);
    expect(kept?.caret).toBe("notes.lung-disease:18");
    unmount();
    const sheet = kept?.body as ScreeningDraft;
    const typed = { draft: "d1", rev: 1, sheet, caret: kept?.caret ?? null, kept_at: "14:09:31" };
    await open({ ...screened, screening_typed: typed });
    const field = screen.getByRole<HTMLInputElement>("textbox", { name: /^Note on: Emphysema/ });
    expect(document.activeElement).toBe(field);
    expect(field.selectionStart).toBe(18);
  });

  it("shows a refused answer at its check", async () => {
    const fault = {
      path: "answers[0].date",
      code: "future",
      message: "The answer lies in the future.",
    };
    await open(screened, {
      answer_screening: () => {
        throw new Failure({ code: "fields", message: fault.message, fields: [fault] });
      },
    });
    await userEvent.click(screen.getByRole("button", { name: "Sign the screening" }));
    await screen.findByRole("alert");
    const lung = answersTo(/^Emphysema/);
    expect(lung.getAttribute("aria-invalid")).toBe("true");
  });

  it("has nothing that axe finds", async () => {
    const { container } = await open(screened, {}, few);
    expect(await faultsOf(container)).toEqual([]);
  });

  it("says where sources disagree", async () => {
    await open();
    const form = within(screen.getByRole("form", { name: "Screening" }));
    form.getByText(/Sources disagree: Irish list relative; one text says/);
  });
});

describe("consent", () => {
  async function take(answers: Answers = {}) {
    const opened = await open(blank, answers, few);
    await userEvent.click(screen.getByRole("button", { name: "New consent" }));
    const form = within(screen.getByRole("form", { name: "New consent" }));
    return { ...opened, form };
  }

  it("is taken by keyboard alone and signed on paper where nobody can draw", async () => {
    const { form, backend } = await take();
    await waitFor(() => {
      expect(document.activeElement?.textContent).toContain("In writing");
    });
    await userEvent.keyboard("{Enter}");
    await userEvent.type(form.getByRole("textbox", { name: /^Procedure/ }), "Dry needling");
    await userEvent.click(form.getByRole("button", { name: "All of it" }));
    await userEvent.click(form.getByRole("radio", { name: "On paper, kept in file" }));
    await userEvent.type(form.getByRole("textbox", { name: /^Name of who signs/ }), "Ada Okafor");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await screen.findByText(/Written, 22 Nov 2026 14:30/);
    const sent = backend.callsOf("give_consent")[0]?.consent;
    expect(sent).toMatchObject({
      kind: "written",
      procedure: "Dry needling",
      signed: "paper",
      signer: "Ada Okafor",
      date: "2026-11-22",
    });
    expect(sent?.told).toHaveLength(9);
    expect(screen.queryByRole("form", { name: "New consent" })).toBeNull();
  });

  it("shows every fault at its field and keeps what was typed", async () => {
    const { form, container } = await take({
      give_consent: () => {
        throw new Failure(refusal);
      },
    });
    await userEvent.click(form.getByRole("radio", { name: "In writing" }));
    await userEvent.click(form.getByRole("radio", { name: "Here, on the screen" }));
    expect(await faultsOf(container)).toEqual([]);
    await userEvent.click(form.getByRole("button", { name: "Sign the consent" }));
    await form.findByText("Who consented: the patient, a parent, a guardian?");
    form.getByText('Was a copy given? "No" is an answer.');
  });

  it("asks by what right only when somebody else consents", async () => {
    const { form } = await take();
    expect(form.queryByRole("textbox", { name: /By what right/ })).toBeNull();
    await userEvent.click(form.getByRole("radio", { name: "A guardian" }));
    form.getByRole("textbox", { name: /By what right/ });
    form.getByRole("radiogroup", { name: /Does the patient agree too/ });
  });

  it("can be put away and gone on with, and is discarded only when asked", async () => {
    const { form, backend } = await take();
    await userEvent.type(form.getByRole("textbox", { name: /^Procedure/ }), "Dry");
    await userEvent.click(form.getByRole("button", { name: "Not now" }));
    expect(screen.queryByRole("form", { name: "New consent" })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Continue the consent" }));
    const again = within(screen.getByRole("form", { name: "New consent" }));
    expect(again.getByRole<HTMLInputElement>("textbox", { name: /^Procedure/ }).value).toBe("Dry");
    expect(backend.callsOf("discard_draft")).toEqual([]);
    await userEvent.click(again.getByRole("button", { name: "Discard" }));
    await userEvent.click(await screen.findByRole("button", { name: "Discard it" }));
    await waitFor(() => {
      expect(backend.callsOf("discard_draft")).toEqual([{ draft: "d1" }]);
    });
  });

  it("quotes published numbers only with their limits", async () => {
    const { form } = await take();
    form.getByText(/neither is the risk of a needle over the chest/);
    expect(document.body.textContent).not.toMatch(/meets the law|\bsafe\b/i);
  });

  it("reads a signed one back with its signature", async () => {
    await open(consented, {}, few);
    await userEvent.click(screen.getByText(/Written, 22 Nov 2026 14:30/));
    screen.getByRole("img", { name: "The signature as it was drawn" });
  });
});

describe("withdrawing consent", () => {
  it("takes one key, and can be taken back before it is written down", async () => {
    const { backend } = await open(consented, {}, few);
    vi.useFakeTimers();
    document.body.focus();
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "w" }));
    await vi.advanceTimersByTimeAsync(100);
    screen.getByText(/Consent withdrawn at \d\d:\d\d/);
    screen.getByRole("button", { name: /Undo/ }).click();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(backend.callsOf("withdraw_consent")).toEqual([]);
  });

  it("is written down with its minute after a moment", async () => {
    const { backend } = await open(consented, {}, few);
    vi.useFakeTimers();
    screen.getByRole("button", { name: /Withdraw consent/ }).click();
    await vi.advanceTimersByTimeAsync(9_000);
    const [sent] = backend.callsOf("withdraw_consent");
    expect(sent?.withdrawal.time).toMatch(/^\d\d:\d\d$/);
  });

  it("is written down at once when the page is left or locked", async () => {
    const { backend, workspace, unmount } = await open(consented, {}, few);
    screen.getByRole("button", { name: /Withdraw consent/ }).click();
    await workspace.keepAll();
    expect(backend.callsOf("withdraw_consent")).toHaveLength(1);
    unmount();
    const again = await open(consented, {}, few);
    screen.getByRole("button", { name: /Withdraw consent/ }).click();
    again.unmount();
    await again.workspace.leftAllKept();
    expect(again.backend.callsOf("withdraw_consent")).toHaveLength(1);
  });
});

describe("a signature", () => {
  const box = { left: 10, top: 20, width: 500, height: 150 };

  it("is kept in whole numbers within the pad", () => {
    expect(onPad({ clientX: 260, clientY: 95 }, box)).toEqual({ x: 500, y: 150 });
    expect(onPad({ clientX: -9, clientY: 999 }, box)).toEqual({ x: 0, y: PAD.height });
  });

  it("drops points that nobody sees and goes on in a new stroke when one is full", () => {
    let strokes = begun([], { x: 0, y: 0 });
    strokes = drawn(strokes, { x: 1, y: 1 });
    expect(strokes).toEqual([[0, 0]]);
    for (let n = 1; n <= 600; n++) strokes = drawn(strokes, { x: (n * 7) % 1000, y: n % 300 });
    expect(strokes).toHaveLength(2);
    expect(Math.max(...strokes.map((stroke) => stroke.length))).toBeLessThanOrEqual(1000);
  });

  it("never outgrows what the rules take", () => {
    let strokes: number[][] = [];
    for (let n = 0; n < 300; n++) {
      strokes = begun(strokes, { x: n, y: 0 });
      for (let k = 1; k < 60; k++) strokes = drawn(strokes, { x: (k * 16) % 1000, y: k });
    }
    expect(strokes.length).toBeLessThanOrEqual(100);
    expect(strokes.flat().length).toBeLessThanOrEqual(8000);
  });

  it("is drawn as a path, a dot too", () => {
    expect(
      pathOf([
        [1, 2, 3, 4],
        [5, 6],
      ]),
    ).toBe("M1 2L3 4M5 6L5 6");
  });
});
