// Who did what: read by everybody, narrowed by a few choices, saved whole.

import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Answers } from "../../backend/fake";
import { faultsOf } from "../../test/axe";
import { refusal, workspaceWith } from "../../test/practice";
import { auditEmpty, auditOfAda, auditPage, auditRefused, destroyedLine } from "../../test/record";
import ReviewAudit from "./ReviewAudit.svelte";

async function setUp(answers: Answers = {}, patient?: string) {
  const { workspace, backend } = workspaceWith({
    review_audit: () => auditPage,
    ...answers,
  });
  const of = patient === undefined ? {} : { patient };
  const view = render(ReviewAudit, { workspace, screen: { name: "audit", ...of } });
  await waitFor(() => {
    expect(backend.callsOf("review_audit")).not.toHaveLength(0);
  });
  return { workspace, backend, ...view };
}

describe("the list", () => {
  it("says when, who, what and whose record, and names the way to it", async () => {
    const { container, workspace } = await setUp();
    const table = await screen.findByRole("table", { name: "The newest 6 entries" });
    const ofAda = auditPage.lines.find(
      (line) => line.name === "Okafor, Adá" && line.what === "Exported a document",
    );
    const [words] = within(table).getAllByText(ofAda?.what ?? "nothing");
    expect(words?.closest("tr")?.textContent).toMatch(
      /22 Nov 2026 15:05.*A\. Rivera, PT, DPT.*Exported a document.*to Dr\. L\. Hahn.*Okafor, Adá/s,
    );
    expect(await faultsOf(container)).toEqual([]);
    const [name] = within(table).getAllByRole("button", { name: "Okafor, Adá" });
    await userEvent.click(name as HTMLElement);
    expect(workspace.screen).toEqual({ name: "patient", id: ofAda?.patient });
  });

  it("leads nowhere from a record that was destroyed", async () => {
    await setUp({ review_audit: () => ({ ...auditPage, lines: [destroyedLine], next: null }) });
    await screen.findByText("Destroyed record");
    expect(screen.queryByRole("button", { name: "Destroyed record" })).toBeNull();
    screen.getByRole("table", { name: "1 entry" });
  });

  it("is one patient's when it was opened from there", async () => {
    const { backend } = await setUp({ review_audit: () => auditOfAda }, "p7");
    await screen.findByRole("heading", { name: "Who did what: Okafor, Adá" });
    expect(backend.callsOf("review_audit")[0]?.filter.patient).toBe("p7");
  });

  it("goes on to older entries where it ended", async () => {
    const { backend } = await setUp({
      review_audit: ({ after }) =>
        after === null ? auditPage : { ...auditPage, lines: [destroyedLine], next: null },
    });
    await userEvent.click(await screen.findByRole("button", { name: "Show older" }));
    await screen.findByRole("table", { name: "7 entries" });
    expect(backend.callsOf("review_audit")[1]?.after).toBe(auditPage.next);
    expect(screen.queryByRole("button", { name: "Show older" })).toBeNull();
  });
});

describe("the choices", () => {
  it("narrow the list at once, by keyboard alone, and are taken back together", async () => {
    const { backend } = await setUp();
    await screen.findByRole("table");
    screen.getByRole("combobox", { name: "What" }).focus();
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "What" }), "notes");
    await userEvent.selectOptions(
      screen.getByRole("combobox", { name: "Person" }),
      "A. Rivera, PT, DPT",
    );
    await userEvent.type(screen.getByLabelText("From"), "3 nov 2026{Tab}");
    await waitFor(() => {
      expect(backend.callsOf("review_audit").at(-1)?.filter).toEqual({
        patient: null,
        person: auditPage.people[0]?.id,
        group: "notes",
        from: "2026-11-03",
        to: "",
      });
    });
    await userEvent.click(screen.getByRole("button", { name: "Show everything" }));
    expect(backend.callsOf("review_audit").at(-1)?.filter.group).toBeNull();
    expect(screen.queryByRole("button", { name: "Show everything" })).toBeNull();
  });

  it("say what to do when nothing fits", async () => {
    const { container } = await setUp({ review_audit: () => auditEmpty });
    await screen.findByText("Nothing fits");
    expect(await faultsOf(container)).toEqual([]);
  });

  it("show a day that cannot be read at its field, and why a list could not be read", async () => {
    const { backend } = await setUp({
      review_audit: () => {
        throw auditRefused;
      },
    });
    await waitFor(() => {
      expect(screen.getByLabelText("From").getAttribute("aria-invalid")).toBe("true");
    });
    expect(backend.callsOf("review_audit")).toHaveLength(1);
  });
});

describe("saving it", () => {
  it("takes all that fits, names nobody in the file name, and says how much it was", async () => {
    const { backend, workspace } = await setUp({
      export_audit: ({ path }) => ({ path, lines: 12, sha256: "00" }),
    });
    await screen.findByRole("table");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "What" }), "exports");
    await userEvent.click(screen.getByRole("button", { name: "Save as CSV…" }));
    const path = await screen.findByLabelText<HTMLInputElement>("Save as");
    expect(path.value).toBe(auditPage.path);
    await userEvent.click(screen.getByRole("button", { name: "Save CSV" }));
    await waitFor(() => {
      expect(workspace.said).toBe("List saved, 12 lines");
    });
    expect(backend.runsOf("export_audit")[0]).toMatchObject({
      filter: { group: "exports" },
      path: auditPage.path,
      replace: false,
    });
    expect(backend.callsOf("review_audit").length).toBeGreaterThan(2);
  });

  it("asks before it replaces a file", async () => {
    const { backend } = await setUp({
      export_audit: ({ replace, path }) => {
        if (!replace) throw refusal("file-exists", "There is already a file with this name.");
        return { path, lines: 1, sha256: "00" };
      },
    });
    await screen.findByRole("table");
    await userEvent.click(screen.getByRole("button", { name: "Save as CSV…" }));
    await userEvent.click(await screen.findByRole("button", { name: "Save CSV" }));
    await userEvent.click(await screen.findByLabelText("Replace a file of this name"));
    await userEvent.click(screen.getByRole("button", { name: "Save CSV" }));
    await waitFor(() => {
      expect(backend.runsOf("export_audit").at(-1)?.replace).toBe(true);
    });
  });
});
