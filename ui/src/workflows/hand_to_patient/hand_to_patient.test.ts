// The page that a patient answers on alone: one measure, nothing of the record, and only the therapist's key leads back.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { Answers } from "../../backend/fake";
import fixtures from "../../backend/generated/fixtures.json";
import type { PatientAnswered } from "../../backend/generated/PatientAnswered";
import type { PatientsPage as Page } from "../../backend/generated/PatientsPage";
import { faultsOf } from "../../test/axe";
import { backendWith, openPractice, refusal } from "../../test/practice";
import PatientsPage from "./PatientsPage.svelte";

const [pain, activities] = fixtures.hand_to_patient.map(
  ({ reply }) => reply as unknown as Page,
) as [Page, Page];
const [painMissing, kept, activitiesMissing] = fixtures.answer_as_patient.map(
  ({ reply }) => reply as unknown as PatientAnswered,
) as [PatientAnswered, PatientAnswered, PatientAnswered];

function hand(page: Page, answers: Answers = {}) {
  const backend = backendWith({
    answer_as_patient: () => kept,
    uncover: () => openPractice,
    ...answers,
  });
  const onuncovered = vi.fn();
  const onlock = vi.fn();
  const view = render(PatientsPage, { backend, page, onuncovered, onlock });
  return { backend, onuncovered, onlock, ...view };
}

/** The page has a main part of its own, so axe looks at what stands in it and below it. */
async function faults(container: Element): Promise<string[]> {
  const found: string[] = [];
  for (const part of container.querySelectorAll("main > form, footer"))
    found.push(...(await faultsOf(part)));
  return found;
}

const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));

describe("the page that a patient is handed", () => {
  it("asks one number in the words of the measure and names nobody", async () => {
    const { container } = hand(pain);
    expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Pain now" }));
    screen.getByText("0 means no pain. 10 means worst pain imaginable.");
    expect(screen.getAllByRole("radio").map((radio) => radio.getAttribute("value"))).toEqual(
      Array.from({ length: 11 }, (_, points) => String(points)),
    );
    expect(container.textContent).not.toMatch(/Okafor|Ada|Rivera|Mill Lane/);
    expect(await faults(container)).toEqual([]);
  });

  it("sends what was chosen once, and then shows nothing but thanks", async () => {
    const { backend, container } = hand(pain);
    await userEvent.click(screen.getByRole("radio", { name: "6" }));
    await press("Done");
    await screen.findByText("Please give the computer back to your therapist.");
    expect(backend.callsOf("answer_as_patient")).toEqual([{ total: "6", activities: [] }]);
    expect(screen.queryByRole("radio")).toBeNull();
    expect(await faults(container)).toEqual([]);
  });

  it("says at the number that none was chosen, and stays", async () => {
    hand(pain, { answer_as_patient: () => painMissing });
    await press("Done");
    const [problem] = painMissing.problems;
    expect((await screen.findByRole("alert")).textContent).toBe(problem?.message);
    expect(screen.getAllByRole("radio")).toHaveLength(11);
  });

  it("sends nothing of somebody who would rather not answer", async () => {
    const { backend } = hand(pain);
    await userEvent.click(screen.getByRole("radio", { name: "6" }));
    await press("I would rather not answer");
    screen.getByText("Please give the computer back to your therapist.");
    expect(backend.callsOf("answer_as_patient")).toEqual([]);
  });

  it("rates the patient's own activities, each by its name", async () => {
    const { backend, container } = hand({ ...activities, activities: ["Climb stairs", "Drive"] });
    expect(await faults(container)).toEqual([]);
    const first = screen.getByRole("group", { name: "How well can you do this: Climb stairs?" });
    await userEvent.click(first.querySelector('input[value="4"]') as HTMLElement);
    await press("Done");
    await waitFor(() => {
      expect(backend.callsOf("answer_as_patient")).toEqual([
        {
          total: "",
          activities: [
            { activity: "Climb stairs", score: "4" },
            { activity: "Drive", score: "" },
          ],
        },
      ]);
    });
  });

  it("asks for activities the first time, and says what is missing where it is missing", async () => {
    const { container } = hand(activities, { answer_as_patient: () => activitiesMissing });
    expect(screen.getAllByRole("textbox")).toHaveLength(3);
    await press("Done");
    expect(await screen.findAllByRole("alert")).toHaveLength(activitiesMissing.problems.length);
    expect(await faults(container)).toEqual([]);
  });
});

describe("the way back", () => {
  it("is the therapist's PIN; a wrong one says how many tries are left", async () => {
    const { backend, onuncovered, container } = hand(pain, {
      uncover: vi
        .fn()
        .mockImplementationOnce(() => {
          throw refusal("wrong-pin", "This is not the PIN. 4 tries are left.");
        })
        .mockImplementation(() => openPractice),
    });
    await press("I am the therapist");
    expect(document.activeElement).toBe(screen.getByLabelText("PIN"));
    await userEvent.keyboard("9999{Enter}");
    await screen.findByText("This is not the PIN. 4 tries are left.");
    expect(onuncovered).not.toHaveBeenCalled();
    expect(await faults(container)).toEqual([]);
    // The look for faults moved the page, and took the focus.
    screen.getByLabelText("PIN").focus();
    await userEvent.keyboard("4071{Enter}");
    await waitFor(() => {
      expect(onuncovered).toHaveBeenCalledWith(openPractice);
    });
    expect(backend.callsOf("uncover")).toEqual([{ pin: "9999" }, { pin: "4071" }]);
  });

  it("is the lock after the last try, and while no PIN is set", async () => {
    const tried = hand(pain, {
      uncover: () => {
        throw refusal("locked", "The practice is locked.");
      },
    });
    await press("I am the therapist");
    await userEvent.keyboard("9999{Enter}");
    await waitFor(() => {
      expect(tried.onlock).toHaveBeenCalledTimes(1);
    });
    tried.unmount();
    const without = hand({ ...pain, pin: false });
    await press("I am the therapist");
    expect(screen.queryByLabelText("PIN")).toBeNull();
    await press("Lock and type the passphrase");
    expect(without.onlock).toHaveBeenCalledTimes(1);
  });
});
