// Closing the window: it asks nothing, and nothing typed is lost.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import App from "./App.svelte";
import { FakeBackend, type Fixtures } from "./backend/fake";
import recorded from "./backend/generated/fixtures.json";
import { words } from "./strings";

/** The practice is locked, and holds the note of the recorded main job. */
function backend(): FakeBackend {
  const status = recorded.practice_status[0]?.reply;
  const workspace = recorded.workspace[0]?.reply;
  return new FakeBackend({
    ...(recorded as unknown as Fixtures),
    practice_status: [{ reply: { ...status, state: "locked" } }],
    unlock: [{ reply: workspace }],
    keep_draft: [{ reply: { id: "d", rev: 9, kept_at: "14:09:31" } }],
    lock: [{ reply: status }],
  });
}

it("keeps the words of the last moment before the window goes", async () => {
  const fake = backend();
  const order: string[] = [];
  Object.assign(fake, { readyToClose: () => Promise.resolve(order.push("closed")) });
  render(App, { backend: fake, reload: () => undefined });
  await userEvent.type(await screen.findByLabelText(words.unlock.locked.passphrase), "any{Enter}");
  const story = await screen.findByRole("textbox", { name: words.chartSession.story.story });
  await userEvent.type(story, " Worse at night.");
  fake.emit("closing", null);
  await waitFor(() => {
    expect(order).toEqual(["closed"]);
  });
  const kept = fake.callsOf("keep_draft").at(-1)?.body as { story: string };
  expect(kept.story).toContain("Worse at night.");
});

it("closes at once when nothing is open", async () => {
  const fake = backend();
  const closed = vi.fn(() => Promise.resolve());
  Object.assign(fake, { readyToClose: closed });
  render(App, { backend: fake, reload: () => undefined });
  await screen.findByLabelText(words.unlock.locked.passphrase);
  fake.emit("closing", null);
  await waitFor(() => {
    expect(closed).toHaveBeenCalledOnce();
  });
});
