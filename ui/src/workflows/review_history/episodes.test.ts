// Episodes on the patient's page: how many visits are used, what is awaited, and the steps in the timeline.

import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { FakeBackend, type Answers } from "../../backend/fake";
import { faultsOf } from "../../test/axe";
import { outline } from "../../test/between";
import { closedStep, historyOfEpisode, withClosed, withEpisode } from "../../test/episodes";
import { openPractice } from "../../test/practice";
import { Workspace } from "../../workspace.svelte";
import ReviewHistory from "./ReviewHistory.svelte";

const [episode] = withEpisode.episodes;

async function open(answers: Answers = {}) {
  const backend = new FakeBackend(
    {},
    {
      open_patient: () => withEpisode,
      review_history: () => historyOfEpisode,
      outline_history: () => outline(historyOfEpisode.timeline.length),
      open_episode_step: () => closedStep,
      ...answers,
    },
  );
  const workspace = new Workspace(backend, openPractice);
  const shown = { name: "patient", id: withEpisode.id } as const;
  workspace.open(shown);
  const { container } = render(ReviewHistory, { workspace, screen: shown });
  await screen.findByRole("heading", { name: withEpisode.name });
  return { backend, workspace, container };
}

describe("the episodes of a patient", () => {
  it("say the visits used and what is awaited, and open on a click or on P", async () => {
    const { workspace, container } = await open();
    const list = within(screen.getByRole("region", { name: "Episodes of care" }));
    list.getByText(/2 of 12 visits used, authorised until 3 Jan 2027/);
    // What is due stands with everything else that is open, once.
    screen.getByText(/Plan of care sent on 4 Nov 2026 to Dr. L. Hahn: signature awaited/);
    expect(await faultsOf(container)).toEqual([]);
    await userEvent.click(list.getByRole("button", { name: "Open the episode Neck pain, left" }));
    const opened = { name: "episode", patient: withEpisode.id, episode: episode?.id };
    expect(workspace.screen).toEqual(opened);
    workspace.back();
    await userEvent.keyboard("p");
    expect(workspace.screen).toEqual(opened);
  });

  it("begin anew from their own button", async () => {
    const { workspace } = await open();
    await userEvent.click(screen.getByRole("button", { name: "New episode" }));
    expect(workspace.screen).toEqual({ name: "episode", patient: withEpisode.id });
  });

  it("lie folded once they are closed, and P begins a new one", async () => {
    const { workspace } = await open({ open_patient: () => withClosed });
    const folded = screen.getByText("1 closed episode");
    expect(folded.closest("details")?.open).toBe(false);
    screen.getByText(/3 Nov 2026 to 22 Nov 2026: goals met/);
    await userEvent.keyboard("p");
    expect(workspace.screen).toEqual({ name: "episode", patient: withClosed.id });
  });

  it("are not shown while there is none", async () => {
    await open({ open_patient: () => ({ ...withEpisode, episodes: [] }) });
    expect(screen.queryByRole("region", { name: "Episodes of care" })).toBeNull();
  });

  it("stand in the timeline where they began and ended, and read as they were written then", async () => {
    const { backend } = await open();
    const row = screen.getByRole("button", { name: /Episode closed: Neck pain, left/ });
    expect(row.textContent).toContain("episode of care");
    await userEvent.click(row);
    const dialog = within(await screen.findByRole("dialog"));
    await waitFor(() => {
      dialog.getByText("Episode closed on 22 Nov 2026");
    });
    dialog.getByText("Drives without pain.");
    expect(backend.callsOf("open_episode_step")).toHaveLength(1);
  });
});
