// Attaching a file: told by its content before anything is kept; nothing typed is lost, and each fault stands at its field.

import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Answers } from "../../backend/fake";
import {
  attachForm,
  attachRefused,
  imageSeen,
  largeRefused,
  letterLine,
  otherRefused,
  scar,
} from "../../test/attachments";
import { faultsOf } from "../../test/axe";
import { workspaceWith } from "../../test/practice";
import AttachFile from "./AttachFile.svelte";

const urls = { made: 0, revoked: 0 };

beforeEach(() => {
  Object.assign(urls, { made: 0, revoked: 0 });
  vi.stubGlobal(
    "URL",
    Object.assign(URL, {
      createObjectURL: () => `blob:${String((urls.made += 1))}`,
      revokeObjectURL: () => (urls.revoked += 1),
    }),
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const png = new File([Uint8Array.from([0x89, 0x50, 0x4e, 0x47])], "Okafor scar.png", {
  type: "image/png",
});

async function setUp(answers: Answers = {}) {
  const { workspace, backend } = workspaceWith({
    open_attach_form: () => attachForm(),
    check_attachment: () => ({ problems: [] }),
    look_at_file: () => imageSeen,
    refuse_large_file: () => largeRefused,
    attach_file: () => scar,
    ...answers,
  });
  workspace.open({ name: "patient", id: "p1" });
  workspace.open({ name: "attach", patient: "p1" });
  const view = render(AttachFile, { workspace, screen: { name: "attach", patient: "p1" } });
  await screen.findByLabelText("The file");
  return { workspace, backend, ...view };
}

function field(label: string): HTMLInputElement {
  return screen.getByLabelText<HTMLInputElement>(label, { selector: "input" });
}

describe("attaching a file", () => {
  it("tells what the file is, keeps nothing of its name, and leads back to the patient", async () => {
    const { backend, workspace, container } = await setUp();
    expect(await faultsOf(container)).toEqual([]);
    await userEvent.upload(field("The file"), png);
    await screen.findByText(`Chosen: ${imageSeen.words}`);
    screen.getByRole("img", { name: "The chosen image" });
    await userEvent.click(screen.getByRole("radio", { name: "Photo" }));
    await userEvent.type(field("Title"), "Scar of the shoulder");
    await userEvent.type(field("Date on it"), "20 nov 2026{Tab}");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => {
      expect(workspace.screen).toEqual({ name: "patient", id: "p1" });
    });
    const [sent] = backend.callsOf("attach_file");
    expect(sent).toMatchObject({
      file: "iVBORw==",
      attachment: { kind: "photo", title: "Scar of the shoulder", date: "2026-11-20" },
    });
    expect(JSON.stringify(backend.calls)).not.toContain("Okafor scar");
    expect(workspace.said).toBe(`Attached: ${scar.words.title}`);
  });

  it("teaches what belongs here while nothing is attached, and lists what is", async () => {
    const { unmount } = await setUp();
    screen.getByText(/Nothing is attached yet/);
    unmount();
    await setUp({ open_attach_form: () => attachForm("filled") });
    expect(screen.queryByText(/Nothing is attached yet/)).toBeNull();
    screen.getByText(new RegExp(`${letterLine.what} ·`));
  });

  it("says at the file why it is refused, and takes the next one", async () => {
    let look = otherRefused;
    const { container } = await setUp({ look_at_file: () => look });
    await userEvent.upload(field("The file"), png);
    await screen.findByText(/whatever its name says/);
    expect(field("The file").getAttribute("aria-invalid")).toBe("true");
    expect(await faultsOf(container)).toEqual([]);
    look = imageSeen;
    await userEvent.upload(
      field("The file"),
      new File(["another"], "scar.png", { type: "image/png" }),
    );
    await screen.findByText(`Chosen: ${imageSeen.words}`);
    expect(screen.queryByText(/whatever its name says/)).toBeNull();
  });

  it("does not read a file that is too large", async () => {
    const { backend } = await setUp();
    const large = new File(["x"], "scan.pdf");
    Object.defineProperty(large, "size", { value: 34_000_000 });
    await userEvent.upload(field("The file"), large, { applyAccept: false });
    await screen.findByText(/The file has 32.5 MiB/);
    expect(backend.callsOf("refuse_large_file")).toEqual([{ bytes: 34_000_000 }]);
    expect(backend.callsOf("look_at_file")).toEqual([]);
  });

  it("takes a file that is dropped or pasted, and leaves pasted words alone", async () => {
    const { backend } = await setUp();
    const box = field("The file").parentElement as HTMLElement;
    await fireEvent.drop(box, { dataTransfer: { files: [png] } });
    await screen.findByText(`Chosen: ${imageSeen.words}`);
    await fireEvent.paste(window, { clipboardData: { files: [png] } });
    await waitFor(() => {
      expect(backend.callsOf("look_at_file")).toHaveLength(2);
    });
    await fireEvent.paste(field("Title"), { clipboardData: { files: [] } });
    expect(backend.callsOf("look_at_file")).toHaveLength(2);
  });

  it("keeps what was typed before the lock, and never the file", async () => {
    const { backend, workspace } = await setUp();
    await userEvent.upload(field("The file"), png);
    await userEvent.type(field("Title"), "Letter of");
    await workspace.lock();
    const kept = backend.callsOf("keep_draft").at(-1);
    expect(kept).toMatchObject({ kind: "attachment", body: { title: "Letter of" } });
    expect(JSON.stringify(kept)).not.toContain("iVBOR");
  });

  it("shows each fault at its field and loses nothing", async () => {
    const { workspace } = await setUp({
      attach_file: () => {
        throw attachRefused;
      },
    });
    await userEvent.type(field("Title"), "Letter");
    await userEvent.click(screen.getByRole("button", { name: "Sign and attach" }));
    await screen.findByText(/What is it: a referral letter/);
    screen.getByText("The date on the paper is missing.");
    expect(field("Title").value).toBe("Letter");
    expect(workspace.screen.name).toBe("attach");
  });
});
