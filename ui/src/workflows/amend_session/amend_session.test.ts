// Amending: the review of a correction, addenda, voiding, and the right patient after the wrong one.

import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Answers } from "../../backend/fake";
import recorded from "../../backend/generated/fixtures.json";
import type { AddendumForm } from "../../backend/generated/AddendumForm";
import type { CorrectionChecked } from "../../backend/generated/CorrectionChecked";
import type { CorrectionDraft } from "../../backend/generated/CorrectionDraft";
import type { SessionPage } from "../../backend/generated/SessionPage";
import type { VoidForm } from "../../backend/generated/VoidForm";
import { Failure } from "../../backend/failure";
import { draftPage } from "../../test/ada";
import { faultsOf } from "../../test/axe";
import { workspaceWith } from "../../test/practice";
import AddAddendum from "./AddAddendum.svelte";
import ReviewCorrection from "./ReviewCorrection.svelte";
import RightPatient from "./RightPatient.svelte";
import VoidSession from "./VoidSession.svelte";

const all = recorded as unknown as Record<
  string,
  { args: never; reply?: never; failure?: { code: string; message: string } }[]
>;

function reply<T>(command: string, n: number): T {
  return structuredClone(all[command]?.[n]?.reply) as T;
}

const unchanged = reply<CorrectionChecked>("check_correction", 0);
const changed = reply<CorrectionChecked>("check_correction", 1);
const addendumForm = () => reply<AddendumForm>("open_addendum_form", 0);
const voidForm = () => reply<VoidForm>("open_void_form", 0);
const signed = { session: "s1", patient: "p1", fingerprint: "9f86d081884c7d65" };

function typed(why = "", basedOn = 0) {
  const correction = {
    of: "20 Nov 2026 09:20 · Neck",
    why,
    basedOn,
    baseOn: (amendments: number) => {
      correction.basedOn = amendments;
    },
    body: (): CorrectionDraft => ({
      session: "s1",
      based_on: correction.basedOn,
      why: correction.why,
      note: draftPage().session as CorrectionDraft["note"],
    }),
  };
  return correction;
}

function review(correction = typed(), answers: Answers = {}) {
  const { backend } = workspaceWith({
    check_correction: ({ correction: asked }) =>
      asked.why.trim() === ""
        ? { ...changed, problems: unchanged.problems.filter(isWhy) }
        : changed,
    amend_session: () => signed,
    ...answers,
  });
  const done: unknown[] = [];
  const went: string[] = [];
  const view = render(ReviewCorrection, {
    backend,
    open: true,
    page: draftPage(),
    correction,
    revision: () => Promise.resolve(7),
    go: (path: string) => went.push(path),
    close: () => undefined,
    onsigned: (answer: unknown) => done.push(answer),
  });
  return { backend, done, went, ...view };
}

function isWhy({ path }: { path: string }): boolean {
  return path === "why";
}

describe("the review of a correction", () => {
  it("lists every change in words before it is signed", async () => {
    const { container } = review();
    const list = await screen.findByRole("list", { name: "2 changes" });
    const rows = within(list).getAllByRole("listitem");
    expect(rows.map((row) => row.textContent.replace(/\s+/g, " ").trim())).toEqual([
      "Row 1, left upper trapezius: needle length from 40 mm → to 50 mm",
      "Pain now, after from 3 of 10 → to 4 of 10",
    ]);
    expect(screen.getAllByText("changed")).toHaveLength(2);
    screen.getByText("Signs as A. Rivera, PT, DPT, now.");
    expect(await faultsOf(container)).toEqual([]);
  });

  it("asks why first, and signs with Enter once it is said", async () => {
    const { backend, done } = review();
    await screen.findByRole("list", { name: "2 changes" });
    const why = screen.getByLabelText("Why is it corrected?");
    expect(document.activeElement).toBe(why);
    await userEvent.keyboard("{Enter}");
    await screen.findByText(/Why is the note amended/);
    expect(backend.callsOf("amend_session")).toHaveLength(0);
    await userEvent.type(why, "The wrong packet.{Enter}");
    await waitFor(() => {
      expect(done).toEqual([signed]);
    });
    expect(backend.callsOf("amend_session")).toEqual([{ draft: draftPage().id, rev: 7 }]);
  });

  it("leads to the field of a fault and signs nothing", async () => {
    const problem = { path: "needles_out", code: "needles-differ", message: "Count again." };
    const { went, backend } = review(typed("The wrong packet."), {
      check_correction: () => ({ ...changed, problems: [problem] }),
    });
    await screen.findByText("1 answer to go before this can be signed");
    await userEvent.keyboard("{Enter}");
    expect(went).toEqual(["needles_out"]);
    expect(backend.callsOf("amend_session")).toHaveLength(0);
    expect(screen.queryByRole("button", { name: /Sign the correction/ })).toBeNull();
  });

  it("says that nothing is changed", async () => {
    review(typed("For nothing."), { check_correction: () => unchanged });
    await screen.findByText(/Nothing is changed\. Change what was wrong/);
  });

  it("is signed on newer ground only after that was read", async () => {
    const { done } = review(typed("The wrong packet."), {
      check_correction: () => ({ ...changed, amendments: 1 }),
    });
    await screen.findByText("The note was amended since you began.");
    await userEvent.keyboard("{Enter}");
    expect(done).toEqual([]);
    screen.getByRole("button", { name: "I have read it: go on from here" });
  });

  it("says why it was refused and loses nothing", async () => {
    const refusal = all["void_session"]?.[0]?.failure;
    expect(refusal?.code).toBe("stale-session");
    const { container } = review(typed("The wrong packet."), {
      amend_session: () => {
        throw new Failure({
          code: refusal?.code ?? "",
          message: refusal?.message ?? "",
          fields: [],
        });
      },
    });
    await screen.findByRole("list", { name: "2 changes" });
    await userEvent.keyboard("{Enter}");
    await screen.findByText(/amended in the meantime/);
    expect(screen.getByLabelText<HTMLInputElement>("Why is it corrected?").value).toBe(
      "The wrong packet.",
    );
    expect(await faultsOf(container)).toEqual([]);
  });
});

describe("an addendum", () => {
  async function setUp() {
    const { workspace, backend } = workspaceWith({
      open_addendum_form: addendumForm,
      check_addendum: () => ({ problems: [] }),
      add_addendum: () => signed,
    });
    workspace.open({ name: "patient", id: "p1" });
    const at = { name: "addendum", patient: "p1", session: "s1" } as const;
    workspace.open(at);
    const view = render(AddAddendum, { workspace, screen: at });
    await screen.findByLabelText("What is added");
    return { workspace, backend, ...view };
  }

  it("is typed, kept and signed in the writer's own name, by keyboard alone", async () => {
    const { workspace, backend, container } = await setUp();
    screen.getByText(/The note was signed by A. Rivera, PT, DPT/);
    expect(await faultsOf(container)).toEqual([]);
    await userEvent.type(screen.getByLabelText("What is added"), "No fracture.");
    await userEvent.type(screen.getByLabelText("Why"), "The film came.");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => {
      expect(workspace.screen).toEqual({ name: "patient", id: "p1" });
    });
    const [sent] = backend.callsOf("add_addendum");
    expect(sent?.addendum).toMatchObject({ words: "No fracture.", why: "The film came." });
    expect(backend.callsOf("keep_draft")[0]).toMatchObject({ kind: "addendum", patient: "p1" });
  });
});

describe("voiding", () => {
  async function setUp(answers: Answers = {}) {
    const { workspace, backend } = workspaceWith({
      open_void_form: voidForm,
      check_void: () => ({ problems: [] }),
      void_session: () => signed,
      ...answers,
    });
    workspace.open({ name: "patient", id: "p1" });
    const at = { name: "void", patient: "p1", session: "s1" } as const;
    workspace.open(at);
    const view = render(VoidSession, { workspace, screen: at });
    await screen.findByRole("radio", { name: "Wrong patient" });
    return { workspace, backend, ...view };
  }

  it("says what it means, asks why, and leads to the right patient after the wrong one", async () => {
    const { workspace, backend, container } = await setUp();
    screen.getByText(/This cannot be taken back/);
    expect(await faultsOf(container)).toEqual([]);
    await userEvent.click(screen.getByRole("radio", { name: "Wrong patient" }));
    screen.getByText(/Name nobody here/);
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => {
      expect(workspace.screen).toEqual({ name: "rightPatient", patient: "p1", session: "s1" });
    });
    expect(backend.callsOf("void_session")[0]?.void.reason).toBe("wrong-patient");
  });

  it("returns to the patient after every other reason", async () => {
    const { workspace } = await setUp();
    await userEvent.click(screen.getByRole("radio", { name: "Entered in error" }));
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => {
      expect(workspace.screen).toEqual({ name: "patient", id: "p1" });
    });
  });

  it("is refused at its field without a reason", async () => {
    const problems = reply<{ problems: never[] }>("check_void", 0).problems;
    const { workspace } = await setUp({
      void_session: () => {
        throw new Failure({ code: "fields", message: "1 answer", fields: problems });
      },
    });
    await userEvent.click(screen.getByRole("button", { name: "Void the note" }));
    await screen.findByText(/Why does the note not hold\? Choose the reason/);
    expect(workspace.screen.name).toBe("void");
  });
});

describe("the right patient", () => {
  it("is found by name and never the same one again", async () => {
    const page = reply<SessionPage>("open_session", -1 + (all["open_session"]?.length ?? 0));
    const line = { born: "2 May 1971", age: 55, last_seen: null, sessions: 0 };
    const { workspace, backend } = workspaceWith({
      open_session: () => page,
      find_patients: () => ({
        patients: [
          { id: "p1", name: "Okafor, Ada", ...line },
          { id: "p2", name: "Castellano, Ben", ...line },
        ],
      }),
      chart_for_right_patient: () => ({ draft: "d9" }),
    });
    const at = { name: "rightPatient", patient: "p1", session: "s1" } as const;
    workspace.open(at);
    const { container } = render(RightPatient, { workspace, screen: at });
    await userEvent.type(screen.getByRole("textbox", { name: "Find the right patient" }), "cast");
    const button = await screen.findByRole("button", { name: "Chart for Castellano, Ben" });
    expect(screen.queryByRole("button", { name: /Okafor/ })).toBeNull();
    expect(await faultsOf(container)).toEqual([]);
    await userEvent.click(button);
    await waitFor(() => {
      expect(workspace.screen).toEqual({ name: "chart", draft: "d9" });
    });
    expect(backend.callsOf("chart_for_right_patient")).toEqual([{ session: "s1", patient: "p2" }]);
  });
});
