// The way in after the file's key was changed: one's own passphrase, and the code that the owner handed over.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { faultsOf } from "../../test/axe";
import { cameBack, mustComeBack } from "../../test/people";
import { backendWith, refusal } from "../../test/practice";
import Unlock from "./Unlock.svelte";

const CODE = "7K3M-9QXZ-T4VB-2HRN-C8WD-M0PG-6YEF";
const STRONG = "correct horse battery";

const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));

describe("after the file's key was changed", () => {
  it("asks for the one-time code besides the passphrase, and shows the new recovery code", async () => {
    let asked = 0;
    const onunlocked = vi.fn();
    const backend = backendWith({
      unlock: () => {
        throw mustComeBack;
      },
      come_back: () => {
        asked += 1;
        if (asked === 1) throw refusal("wrong-one-time-code", "This is not your one-time code.");
        return cameBack;
      },
    });
    const { container } = render(Unlock, { backend, onunlocked });
    await userEvent.type(await screen.findByLabelText("Passphrase"), `${STRONG}{Enter}`);
    const code = await screen.findByLabelText("One-time code");
    expect(screen.queryByRole("alert")).toBeNull();
    expect(await faultsOf(container.querySelector("main > form") as Element)).toEqual([]);
    await userEvent.type(code, "7K3M");
    await press("Come back");
    await screen.findByText("This is not your one-time code.");
    await userEvent.clear(code);
    await userEvent.type(code, CODE);
    await press("Come back");
    await screen.findByRole("heading", { name: "Your recovery code" });
    expect(backend.callsOf("come_back").at(-1)).toEqual({
      passphrase: STRONG,
      recovery_code: "",
      one_time_code: CODE,
    });
    expect(onunlocked).not.toHaveBeenCalled();
    const last = cameBack.recovery_code.split("-").at(-1) ?? "";
    await userEvent.type(screen.getByRole("textbox"), `${last}{Enter}`);
    await waitFor(() => {
      expect(onunlocked).toHaveBeenCalledWith(cameBack.workspace);
    });
  });
});
