// Managing an episode: everything typed is kept, faults stand at their fields, closing is said before it happens.

import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Answers } from "../../backend/fake";
import { dateHere } from "../../forms/iso_date";
import { faultsOf } from "../../test/axe";
import {
  closedPage,
  content,
  episodeForm,
  episodeRefused,
  episodeToChange,
} from "../../test/episodes";
import { refusal, workspaceWith } from "../../test/practice";
import ManageEpisode from "./ManageEpisode.svelte";

async function setUp(answers: Answers = {}, episode?: string) {
  const { workspace, backend } = workspaceWith({
    reference: () => content,
    open_episode_form: () => episodeForm(),
    check_episode: () => ({ problems: [] }),
    keep_episode: () => closedPage,
    ...answers,
  });
  const shown = { name: "episode", patient: "p1", ...(episode ? { episode } : {}) } as const;
  workspace.open({ name: "patient", id: "p1" });
  workspace.open(shown);
  const view = render(ManageEpisode, { workspace, screen: shown });
  await screen.findByLabelText("Care began on");
  return { workspace, backend, ...view };
}

function field(label: string): HTMLInputElement {
  return screen.getByLabelText<HTMLInputElement>(label, { selector: "input, textarea, select" });
}

describe("an episode of care", () => {
  it("is opened by keyboard with the words of the record, and leads back to the patient", async () => {
    const { backend, workspace, container } = await setUp();
    expect(document.activeElement).toBe(field("Care began on"));
    expect(await faultsOf(container)).toEqual([]);
    screen.getByRole("heading", { name: "Open an episode of care" });
    expect(field("Referred by").value).toBe("Dr. L. Hahn");
    screen.getByRole("button", { name: "Remove Neck pain" });
    await userEvent.type(field("Visits authorised"), "12");
    await userEvent.type(field("Authorised until"), "3 jan 2027{Tab}");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => {
      expect(workspace.screen).toEqual({ name: "patient", id: "p1" });
    });
    const [sent] = backend.callsOf("keep_episode");
    expect(sent).toMatchObject({
      patient: "p1",
      draft: "d1",
      typed: {
        episode: null,
        based_on: 0,
        content: {
          opened_on: "2026-11-22",
          referral: { referrer: "Dr. L. Hahn", visits_authorised: 12, expires: "2027-01-03" },
          discharge: null,
        },
      },
    });
    expect(workspace.said).toBe(`Kept: ${closedPage.words.title}`);
  });

  it("keeps what is typed with the episode it belongs to, and nothing for somebody who only looked", async () => {
    const { backend } = await setUp({ open_episode_form: () => episodeToChange() }, "e1");
    expect(backend.callsOf("open_episode_form")).toEqual([
      { patient: "p1", episode: "e1", draft: null },
    ]);
    await userEvent.tab();
    expect(backend.callsOf("keep_draft")).toHaveLength(0);
    await userEvent.clear(field("Baseline"));
    await userEvent.type(field("Baseline"), "Rotation");
    await waitFor(() => {
      expect(backend.callsOf("keep_draft").at(-1)).toMatchObject({
        kind: "episode",
        patient: "p1",
        body: {
          episode: episodeToChange().typed.episode,
          based_on: 1,
          content: { baseline: "Rotation" },
        },
        caret: "baseline:8",
      });
    });
  });

  it("says how far the visits are used, and closes only with a discharge", async () => {
    const { backend } = await setUp({ open_episode_form: () => episodeToChange() }, "e1");
    screen.getByRole("heading", { name: "Episode of care" });
    screen.getByText(/2 of 12 visits used, authorised until 3 Jan 2027/);
    expect(screen.queryByText("This closes the episode")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Close with a discharge" }));
    expect(document.activeElement).toBe(field("Why care ended"));
    screen.getByText("This closes the episode");
    await userEvent.selectOptions(field("Why care ended"), "Goals met");
    await userEvent.type(field("Status, and goals met or why not"), "Drives again.");
    await userEvent.click(screen.getByRole("button", { name: "Leave it open" }));
    expect(screen.queryByText("This closes the episode")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Close with a discharge" }));
    await userEvent.selectOptions(field("Why care ended"), "Goals met");
    await userEvent.click(screen.getByRole("button", { name: "Sign and keep" }));
    await waitFor(() => {
      expect(backend.callsOf("keep_episode")[0]?.typed.content.discharge).toMatchObject({
        date: dateHere(),
        reason: "goals-met",
      });
    });
  });

  it("adds and removes conditions, goals and re-assessments without losing the focus", async () => {
    const { backend, container } = await setUp();
    await userEvent.type(field("Add a condition"), "low back");
    await userEvent.keyboard("{ArrowDown}{Enter}");
    const group = screen.getByRole("group", { name: "Conditions, the main one first" });
    expect(within(group).getAllByRole("button", { name: /^Remove / })).toHaveLength(2);
    await userEvent.click(screen.getByRole("button", { name: "Remove Neck pain" }));
    await userEvent.click(screen.getByRole("button", { name: "Add a goal" }));
    const goal = within(screen.getByRole("group", { name: "Goal 1" }));
    expect(document.activeElement).toBe(goal.getByLabelText("Goal"));
    await userEvent.keyboard("Drive for an hour");
    await userEvent.click(goal.getByRole("radio", { name: "Met" }));
    expect(goal.getByLabelText<HTMLInputElement>("Since").value).not.toBe("");
    await userEvent.click(screen.getByRole("button", { name: "Add a re-assessment" }));
    const row = within(screen.getByRole("group", { name: "Re-assessment 1" }));
    expect(document.activeElement).toBe(row.getByLabelText("Date"));
    expect(await faultsOf(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Remove re-assessment 1" }));
    await waitFor(() => {
      const { content } = backend.callsOf("keep_draft").at(-1)?.body as {
        content: { conditions: unknown[]; goals: unknown[]; reassessments: unknown[] };
      };
      expect(content.conditions).toHaveLength(1);
      expect(content.goals).toMatchObject([
        { text: "Drive for an hour", state: "met", decided_on: dateHere() },
      ]);
      expect(content.reassessments).toEqual([]);
    });
  });

  it("shows each fault at its field and loses nothing", async () => {
    const { workspace } = await setUp({
      keep_episode: () => {
        throw episodeRefused;
      },
    });
    await userEvent.type(field("Baseline"), "Stiff.");
    await userEvent.click(screen.getByRole("button", { name: "Sign and keep" }));
    await screen.findByText(/What is treated\?/);
    expect(field("Working diagnosis").getAttribute("aria-invalid")).toBe("true");
    expect(field("Baseline").value).toBe("Stiff.");
    expect(workspace.screen.name).toBe("episode");
  });

  it("says when somebody changed it meanwhile, and goes on from what stands now", async () => {
    const form = episodeToChange();
    form.typed.based_on = 0;
    form.typed.content.baseline = "Mine.";
    const { backend } = await setUp({ open_episode_form: () => form }, "e1");
    screen.getByText("This episode was changed since you began");
    await userEvent.click(screen.getByText("What stands now"));
    screen.getByText("Rotation left 45 degrees.", { selector: "dd" });
    await userEvent.click(screen.getByRole("button", { name: "Go on, mine replaces it" }));
    expect(screen.queryByText("This episode was changed since you began")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Sign and keep" }));
    await waitFor(() => {
      expect(backend.callsOf("keep_episode")[0]?.typed).toMatchObject({
        based_on: 1,
        content: { baseline: "Mine." },
      });
    });
  });

  it("opens a closed one again only after saying so", async () => {
    const closed = episodeToChange({ stands: closedPage });
    closed.typed = { episode: closedPage.id, based_on: 2, content: closedPage.content };
    await setUp({ open_episode_form: () => structuredClone(closed) }, closedPage.id);
    expect(screen.queryByText("This opens the episode again")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Open it again" }));
    screen.getByText("This opens the episode again");
  });

  it("says what went wrong when it cannot be opened, and tries again", async () => {
    let broken = true;
    const { workspace } = workspaceWith({
      reference: () => content,
      open_episode_form: () => {
        if (broken) throw refusal("gone", "Not there any more.");
        return episodeForm();
      },
    });
    const shown = { name: "episode", patient: "p1" } as const;
    workspace.open(shown);
    render(ManageEpisode, { workspace, screen: shown });
    await screen.findByText("Not there any more.");
    broken = false;
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByLabelText("Care began on");
  });
});
