// A follow-up answered key by key: each answer leads to the next field that waits for one.

import { screen, waitFor } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import type { SessionDraft } from "../../backend/generated/SessionDraft";
import { ADA, checked, session, threeSites } from "../../test/ada";
import { open, untilKept } from "../../test/charting";

/** The last session's rows laid out, with the place and the reason of that session. */
function laidOut(): SessionDraft {
  return session({
    region: "neck",
    condition: "neck-pain",
    sites: threeSites.map((row) => ({
      ...row,
      depth_mm: 20,
      twitch: null,
      twitches: null,
      repeats: "2026-11-20",
    })),
  });
}

const answers = {
  check_session: () =>
    checked({ over_lung: ["upper trapezius"], needles_of_rows: 4, needles_of_rows_to: 4 }),
  sign_session: () => ({ session: "s1", patient: ADA, fingerprint: "9f86d081884c7d65" }),
};

/** What has the focus, in the words a screen reader says. */
function focused(): string {
  const active = document.activeElement;
  const named = active?.closest('[role="radiogroup"]')?.getAttribute("aria-labelledby");
  const label = named ? document.getElementById(named) : null;
  const own = active?.id ? document.querySelector(`label[for="${active.id}"]`) : null;
  return (label ?? own)?.textContent?.trim() ?? "";
}

const REPEAT_ON_THE_PATIENTS_PAGE = 1;

describe("a follow-up answered by keys", () => {
  it(
    "leads from answer to answer and is signed in at most 25 keys",
    { timeout: 30_000 },
    async () => {
      const { backend, workspace, kept, user } = await open(laidOut(), answers);
      await screen.findByText(/The lung lies below/);
      let keys = REPEAT_ON_THE_PATIENTS_PAGE;
      async function press(label: string, ...pressed: string[]): Promise<void> {
        await waitFor(() => {
          expect(focused()).toBe(label);
        });
        for (const key of pressed) await user.keyboard(key);
        keys += pressed.length;
      }

      await press(
        "Compared with before the last session",
        "{Control>}{Shift>}{Enter}{/Shift}{/Control}",
        "b",
      );
      await press("Anything untoward since?", "n");
      await press("Checks of every visit", "n");
      await press("Consent today", "v");
      await press("Pain now, before the needling", "4");
      for (const twitch of ["3", "n", "s"]) await press("Twitch", twitch);
      await press("Pain now, after the needling", "2");
      await press("Needles in", "4", "{Enter}");
      await press("Needles out", "4", "{Enter}");
      await press("Adverse events", "n");
      await press("Was the advice on breathlessness given?", "y");
      await user.keyboard("{Control>}{Enter}{/Control}");
      await screen.findByRole("dialog");
      await user.keyboard("{Enter}");
      keys += 2;
      await waitFor(() => {
        expect(workspace.screen).toEqual({ name: "patient", id: ADA });
      });

      expect(backend.callsOf("sign_session")).toHaveLength(1);
      expect(kept()).toMatchObject({
        since_last: { change: "better", later_event: false },
        screening: "all-no",
        screening_yes: [],
        consent: "verbal",
        pain_before: 4,
        sites: [
          { repeats: "", twitch: "seen", twitches: 3 },
          { repeats: "", twitch: "none" },
          { repeats: "", twitch: "seen" },
        ],
        pain_after: 2,
        needles_in: 4,
        needles_out: 4,
        events_asked: true,
        events: [],
        breathlessness_advice: true,
        breathlessness_slip: null,
        breathlessness_time: "",
      });
      expect(keys).toBeLessThanOrEqual(25);
    },
  );

  it("stays where somebody still chooses with the arrows", async () => {
    const { user } = await open(laidOut(), answers);
    await waitFor(() => {
      expect(focused()).toBe("Compared with before the last session");
    });
    await user.keyboard("{ArrowRight}{ArrowRight}");
    expect(focused()).toBe("Compared with before the last session");
    expect(screen.getByRole("radio", { name: "Same" }).getAttribute("aria-checked")).toBe("true");
  });

  it("stays at the checks when some were answered with yes, and names them", async () => {
    const { kept, user } = await open(laidOut(), answers);
    screen.getByRole("radio", { name: "Asked today, all no" }).focus();
    await user.keyboard("y");
    expect(focused()).toBe("Checks of every visit");
    const [first] = screen.getAllByRole("checkbox");
    if (first) await user.click(first);
    await untilKept(kept, (draft) => {
      expect(draft.screening).toBe("some-yes");
      expect(draft.screening_yes).toHaveLength(1);
    });
  });
});
