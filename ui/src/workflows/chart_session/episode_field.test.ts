// The episode of a visit: chosen, changed, and its authorisation said quietly.

import { screen } from "@testing-library/svelte";
import { expect, it } from "vitest";
import { checked, draftPage, session } from "../../test/ada";
import { open, untilKept } from "../../test/charting";

const episodes = [
  { id: "e1", words: "Neck pain, left · since 3 Nov 2026", visits: "4 of 12 visits used" },
  { id: "e2", words: "Heel pain · since 1 Nov 2026", visits: "1 visit" },
];

function answers(typed = session({ episode: "e1" })) {
  return { open_draft: () => draftPage({ session: typed, episodes }) };
}

it("shows the episode that was filled in with its visits, and lets it be changed or left out", async () => {
  const { kept, user } = await open(session({ episode: "e1" }), answers());
  const field = screen.getByLabelText<HTMLSelectElement>("Episode of care");
  expect(field.selectedOptions[0]?.textContent?.trim()).toBe("Neck pain, left · since 3 Nov 2026");
  screen.getByText("4 of 12 visits used");
  await user.selectOptions(field, "Heel pain · since 1 Nov 2026");
  screen.getByText("1 visit");
  await untilKept(kept, (draft) => {
    expect(draft.episode).toBe("e2");
  });
  await user.selectOptions(field, "none");
  await untilKept(kept, (draft) => {
    expect(draft.episode).toBe("");
  });
});

it("says in one quiet line that the visit passes what is authorised", async () => {
  const authorisation = "This is visit 13, and 12 visits are authorised.";
  await open(session({ episode: "e1" }), {
    ...answers(),
    check_session: () => checked({ authorisation }),
  });
  await screen.findByText(authorisation);
  expect(screen.queryByText("4 of 12 visits used")).toBeNull();
});

it("asks nothing where the patient has no episode", async () => {
  await open();
  expect(screen.queryByLabelText("Episode of care")).toBeNull();
});
