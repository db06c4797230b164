// A note goes to a colleague only when every word of it is kept.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { Answers } from "../../backend/fake";
import type { Colleagues } from "../../backend/generated/Colleagues";
import fixtures from "../../backend/generated/fixtures.json";
import { faultsOf } from "../../test/axe";
import { refusal, workspaceWith } from "../../test/practice";
import HandOver from "./HandOver.svelte";

const chen = fixtures.colleagues[0]?.reply as Colleagues;

function open(keeps: boolean, answers: Answers = {}) {
  const { backend } = workspaceWith({
    colleagues: () => chen,
    hand_over_draft: () => ({}),
    ...answers,
  });
  const ongiven = vi.fn();
  const props = { backend, open: true, draft: "d1", ongiven, onclose: vi.fn() };
  const view = render(HandOver, { ...props, keep: () => Promise.resolve(keeps) });
  return { backend, ongiven, ...view };
}

const give = async () => {
  const button = await screen.findByRole("button", { name: "Hand over" });
  await waitFor(() => {
    expect(button).toHaveProperty("disabled", false);
  });
  await userEvent.click(button);
};

it("hands the kept note to the one colleague there is", async () => {
  const { backend, ongiven, container } = open(true);
  await give();
  await waitFor(() => {
    expect(ongiven).toHaveBeenCalledWith("B. Chen, PT");
  });
  expect(backend.callsOf("hand_over_draft")).toEqual([{ draft: "d1", to: chen.colleagues[0]?.id }]);
  expect(await faultsOf(container)).toEqual([]);
});

it("hands nothing over that could not be kept", async () => {
  const { backend, ongiven } = open(false);
  await give();
  await screen.findByText(/could not be kept yet/);
  expect(backend.callsOf("hand_over_draft")).toEqual([]);
  expect(ongiven).not.toHaveBeenCalled();
});

it("says why when it was refused", async () => {
  open(true, {
    hand_over_draft: () => {
      throw refusal("gone", "This is not in the practice any more.");
    },
  });
  await give();
  await screen.findByText("This is not in the practice any more.");
});

it("says so where nobody else signs notes", async () => {
  open(true, { colleagues: () => ({ colleagues: [] }) });
  await screen.findByText("Nobody else here signs notes.");
  expect(screen.getByRole("button", { name: "Hand over" })).toHaveProperty("disabled", true);
});
