// The way in: first start, lock screen, recovery code, and a practice file that is in trouble.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { Answers } from "../../backend/fake";
import { faultsOf } from "../../test/axe";
import { backendWith, openPractice, refusal, status } from "../../test/practice";
import WayIn from "../../shell/WayIn.svelte";
import Unlock from "./Unlock.svelte";

const CODE = "7K3M-9QXZ-T4VB-2HRN-C8WD-M0PG-6YEF";
const STRONG = "correct horse battery";

function setUp(answers: Answers = {}) {
  const backend = backendWith(answers);
  const onunlocked = vi.fn();
  render(Unlock, { backend, onunlocked });
  return { backend, onunlocked };
}

function firstStart(answers: Answers = {}) {
  return setUp({
    practice_status: () => status({ state: "absent" }),
    create_practice: () => ({ recovery_code: CODE, workspace: openPractice }),
    ...answers,
  });
}

async function press(name: string): Promise<void> {
  await userEvent.click(screen.getByRole("button", { name }));
}

function type(label: string, text: string): Promise<void> {
  return userEvent.type(screen.getByLabelText(label, { exact: false, selector: "input" }), text);
}

async function passPractice(): Promise<void> {
  await screen.findByRole("heading", { name: /Your practice/ });
  await type("Name of the practice", "Rivera PT");
  await press("Next");
}

async function passTherapist(): Promise<void> {
  await screen.findByRole("heading", { name: /About you/ });
  await type("Your name", "A. Rivera");
  await press("Next");
}

async function create(): Promise<void> {
  await screen.findByRole("heading", { name: /Your passphrase/ });
  const [fresh, again] = [
    screen.getByLabelText("New passphrase"),
    screen.getByLabelText("New passphrase, again"),
  ];
  await userEvent.type(fresh, STRONG);
  await userEvent.type(again, STRONG);
  await press("Create practice");
}

describe("the first start", () => {
  it("makes a practice in three steps and shows the recovery code once", async () => {
    const { backend, onunlocked } = firstStart();
    await passPractice();
    await passTherapist();
    await create();
    await screen.findByRole("heading", { name: "Your recovery code" });
    const groups = screen.getByRole("list", { name: "Recovery code" }).querySelectorAll("li");
    expect([...groups].map((group) => group.textContent)).toEqual(CODE.split("-"));
    expect(backend.callsOf("create_practice")[0]).toMatchObject({
      practice: { name: "Rivera PT" },
      therapist: { name: "A. Rivera" },
      passphrase: STRONG,
    });
    expect(onunlocked).not.toHaveBeenCalled();
  });

  it("goes on only when the last group was copied from the paper", async () => {
    const { onunlocked } = firstStart();
    await passPractice();
    await passTherapist();
    await create();
    const field = await screen.findByLabelText(/Type the last group/);
    await userEvent.type(field, "6YEE");
    await press("I have it safe, go on");
    expect(await screen.findByText(/not the last group/)).toBeTruthy();
    expect(onunlocked).not.toHaveBeenCalled();
    await userEvent.clear(field);
    await userEvent.type(field, "6yef");
    await press("I have it safe, go on");
    expect(onunlocked).toHaveBeenCalledWith(openPractice);
  });

  it("keeps what was typed when a step is returned to", async () => {
    firstStart();
    await passPractice();
    await screen.findByRole("heading", { name: /About you/ });
    await type("Your name", "A. Rivera");
    await press("Back");
    expect(screen.getByLabelText<HTMLInputElement>("Name of the practice").value).toBe("Rivera PT");
    await press("Next");
    await screen.findByRole("heading", { name: /About you/ });
    expect(screen.getByLabelText<HTMLInputElement>("Your name").value).toBe("A. Rivera");
  });

  it("shows what a step lacks at its field and stays", async () => {
    firstStart({
      check_practice: () => ({
        problems: [{ path: "name", code: "missing", message: "The name is missing." }],
      }),
    });
    await screen.findByRole("heading", { name: /Your practice/ });
    await press("Next");
    expect(await screen.findByText("The name is missing.")).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText("Name of the practice"));
    expect(screen.getByRole("heading", { name: /Your practice/ })).toBeTruthy();
  });

  it("keeps training with its regions", async () => {
    const { backend } = firstStart();
    await passPractice();
    await screen.findByRole("heading", { name: /About you/ });
    await press("Add training");
    await type("Provider", "Course");
    await userEvent.click(screen.getByText("Regions it covered"));
    await userEvent.click(await screen.findByRole("checkbox", { name: "Knee" }));
    await passTherapist();
    await create();
    await screen.findByRole("heading", { name: "Your recovery code" });
    const [row] = backend.callsOf("create_practice")[0]?.therapist.training ?? [];
    expect(row).toMatchObject({ provider: "Course", regions: ["knee"] });
  });

  it("saves the sheet as a file only when asked, with a warning, and says what refuses it", async () => {
    let beside = true;
    const { backend } = firstStart({
      save_recovery_sheet: ({ path }) => {
        if (beside) throw refusal("fields", "Not there.", { path: "Not beside the practice." });
        return { path, warning: "This folder is synchronised by Dropbox." };
      },
    });
    await passPractice();
    await passTherapist();
    await create();
    await screen.findByRole("heading", { name: "Your recovery code" });
    expect(screen.getByText(/nobody can help/, { selector: "form p" })).toBeTruthy();
    expect(backend.callsOf("save_recovery_sheet")).toEqual([]);
    await press("Save as a PDF…");
    await screen.findByText(/Paper is safer/);
    expect(await faultsOf(document.querySelector("dialog") as Element)).toEqual([]);
    await press("Save the PDF");
    await screen.findByText("Not beside the practice.");
    beside = false;
    await press("Save the PDF");
    await screen.findByText("This folder is synchronised by Dropbox.");
    expect(screen.getByText(/Take it off this computer/)).toBeTruthy();
    expect(backend.callsOf("save_recovery_sheet")[1]).toEqual({
      code: CODE,
      path: "/home/r/letters/recovery sheet 2026-11-22.pdf",
      replace: false,
    });
  });

  it("does not create while the two passphrases differ", async () => {
    const { backend } = firstStart();
    await passPractice();
    await passTherapist();
    await screen.findByRole("heading", { name: /Your passphrase/ });
    await userEvent.type(screen.getByLabelText("New passphrase"), STRONG);
    await press("Create practice");
    expect(await screen.findByText(/not the same/)).toBeTruthy();
    expect(backend.callsOf("create_practice")).toHaveLength(0);
  });

  it("judges with the names in mind and gives the hint for a weak one", async () => {
    const { backend } = firstStart();
    await passPractice();
    await passTherapist();
    await screen.findByRole("heading", { name: /Your passphrase/ });
    await userEvent.type(screen.getByLabelText("New passphrase"), "short");
    expect(await screen.findByText(/Add words/)).toBeTruthy();
    expect(backend.callsOf("judge_passphrase").at(-1)?.about).toEqual(["Rivera PT", "A. Rivera"]);
  });

  it("leads back to the step whose field was refused", async () => {
    firstStart({
      create_practice: () => {
        throw refusal("fields", "One answer.", { "therapist.npi": "An NPI has ten digits." });
      },
    });
    await passPractice();
    await passTherapist();
    await create();
    await screen.findByRole("heading", { name: /About you/ });
    expect(screen.getByLabelText("NPI").getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText("An NPI has ten digits.")).toBeTruthy();
  });

  it("says why the folder cannot take a practice", async () => {
    firstStart({
      create_practice: () => {
        throw refusal("disk-full", "The disk is full.");
      },
    });
    await passPractice();
    await passTherapist();
    await create();
    expect((await screen.findByRole("alert")).textContent).toContain("The disk is full.");
  });
});

describe("the lock screen", () => {
  it("opens with the passphrase", async () => {
    const { backend, onunlocked } = setUp();
    await userEvent.type(await screen.findByLabelText("Passphrase"), `${STRONG}{Enter}`);
    await waitFor(() => {
      expect(onunlocked).toHaveBeenCalledWith(openPractice);
    });
    expect(backend.callsOf("unlock")).toEqual([{ passphrase: STRONG }]);
    expect(screen.getByText(/\/home\/r\/filiform/)).toBeTruthy();
  });

  it("says that a passphrase was wrong and lets it be typed over", async () => {
    const { onunlocked } = setUp({
      unlock: () => {
        throw refusal("wrong-passphrase", "This passphrase does not open the practice.");
      },
    });
    const field = await screen.findByLabelText<HTMLInputElement>("Passphrase");
    await userEvent.type(field, "wrong{Enter}");
    expect(await screen.findByText("This passphrase does not open the practice.")).toBeTruthy();
    expect(document.activeElement).toBe(field);
    expect([field.selectionStart, field.selectionEnd]).toEqual([0, 5]);
    expect(onunlocked).not.toHaveBeenCalled();
  });

  it("counts down a wait that it asked for, and refuses tries until then", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    let wait = 0;
    const { backend } = setUp({
      practice_status: () => status({ wait_seconds: wait }),
      unlock: () => {
        wait = 3;
        throw refusal("wait", "Too many wrong passphrases. Try again in 99 s.");
      },
    });
    await user.type(await screen.findByLabelText("Passphrase"), "wrong{Enter}");
    expect(await screen.findByText("You can try again in 3 seconds.")).toBeTruthy();
    await user.keyboard("{Enter}");
    expect(backend.callsOf("unlock")).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(3100);
    await waitFor(() => {
      expect(screen.getByRole("button", { name: "Unlock" })).toHaveProperty("disabled", false);
    });
    expect(screen.queryByText(/You can try again/)).toBeNull();
    vi.useRealTimers();
  });

  it("opens with the recovery code and a new passphrase", async () => {
    const { backend, onunlocked } = setUp({ unlock_with_recovery: () => openPractice });
    await screen.findByLabelText("Passphrase");
    await press("Use the recovery code");
    await userEvent.type(screen.getByLabelText("Recovery code"), CODE);
    await userEvent.type(screen.getByLabelText("New passphrase"), STRONG);
    await userEvent.type(screen.getByLabelText("New passphrase, again"), STRONG);
    await press("Open and set the passphrase");
    await waitFor(() => {
      expect(onunlocked).toHaveBeenCalledWith(openPractice);
    });
    expect(backend.callsOf("unlock_with_recovery")).toEqual([
      { code: CODE, new_passphrase: STRONG },
    ]);
  });

  it("tells a mistyped code at its field", async () => {
    setUp({
      unlock_with_recovery: () => {
        throw refusal("recovery-code-mistyped", "The recovery code was mistyped.");
      },
    });
    await screen.findByLabelText("Passphrase");
    await press("Use the recovery code");
    await userEvent.type(screen.getByLabelText("Recovery code"), "7K3M");
    await userEvent.type(screen.getByLabelText("New passphrase"), STRONG);
    await userEvent.type(screen.getByLabelText("New passphrase, again"), STRONG);
    await press("Open and set the passphrase");
    await screen.findByText("The recovery code was mistyped.");
    expect(document.activeElement).toBe(screen.getByLabelText("Recovery code"));
  });
});

describe("a practice file in trouble", () => {
  it("gives the page to the message and looks again when asked", async () => {
    let damaged = true;
    const { backend } = setUp({
      practice_status: () => {
        if (damaged)
          throw refusal("damaged", "The practice is damaged. Restore the newest backup.");
        return status();
      },
    });
    expect((await screen.findByRole("alert")).textContent).toContain("Restore the newest backup");
    damaged = false;
    await press("Try again");
    expect(await screen.findByLabelText("Passphrase")).toBeTruthy();
    expect(backend.callsOf("practice_status")).toHaveLength(2);
  });

  it("offers the way back from a backup, and tells at the door what came back", async () => {
    let damaged = true;
    const restored = {
      made: "22 Nov 2026 14:05",
      folder: "/home/r/filiform",
      kept_aside: "/home/r/filiform.before-restore-2026-11-23-100000",
      keys_of_its_day: false,
    };
    const backend = backendWith({
      practice_status: () => {
        if (damaged) throw refusal("damaged", "The practice is damaged.");
        return status({ restored });
      },
      offer_backup: () => ({ file: "/media/stick/backup.tar", verified: "Verified today 07:58" }),
      look_at_backup: () => ({
        made: restored.made,
        holds: { patients: 1, sessions: 2, others: 3 },
        last: "",
        keys_of_its_day: false,
        here: null,
      }),
      restore_backup: () => {
        damaged = false;
        return restored;
      },
    });
    render(WayIn, { backend, onunlocked: vi.fn() });
    await screen.findByText("The practice is damaged.");
    await press("Restore a backup");
    await screen.findByText(/The newest backup that this computer knows/);
    await userEvent.type(screen.getByLabelText("Passphrase"), `${STRONG}{Enter}`);
    await screen.findByText("What comes back");
    await press("Restore");
    await screen.findByText("The backup of 22 Nov 2026 14:05 is in place.");
    expect(screen.getByText(/filiform.before-restore/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Unlock" })).toBeTruthy();
  });

  it("shows trouble that only the unlock finds, with the folder", async () => {
    setUp({
      unlock: () => {
        throw refusal("in-use", "This practice is already open in another window.");
      },
    });
    await userEvent.type(await screen.findByLabelText("Passphrase"), `${STRONG}{Enter}`);
    expect((await screen.findByRole("alert")).textContent).toContain("another window");
    expect(screen.getByText(/\/home\/r\/filiform/)).toBeTruthy();
  });

  it("goes on with a practice that is open already", async () => {
    const { onunlocked } = setUp({ practice_status: () => status({ state: "open" }) });
    await waitFor(() => {
      expect(onunlocked).toHaveBeenCalledWith(openPractice);
    });
  });
});

it("has no fault that axe knows, on every page of the way in", async () => {
  firstStart();
  const form = () => document.querySelector("main > form") as Element;
  await screen.findByRole("heading", { name: /Your practice/ });
  expect(await faultsOf(form())).toEqual([]);
  await passPractice();
  await screen.findByRole("heading", { name: /About you/ });
  await press("Add training");
  expect(await faultsOf(form())).toEqual([]);
  await passTherapist();
  await screen.findByRole("heading", { name: /Your passphrase/ });
  expect(await faultsOf(form())).toEqual([]);
  await create();
  await screen.findByRole("heading", { name: "Your recovery code" });
  expect(await faultsOf(form())).toEqual([]);
});
