// Keeping a form: what failed is tried again, what is finished is not kept once more, and nothing is kept twice.

import { beforeEach, afterEach, describe, expect, it, vi } from "vitest";
import { FakeBackend, type Answers } from "../backend/fake";
import { Failure } from "../backend/failure";
import { KeptForm } from "./kept_form.svelte";

interface Typed {
  said: string;
}

const refused = (code: string) => new Failure({ code, message: "Not now.", fields: [] });

function made(answers: Answers = {}, finish: () => Promise<string> = () => Promise.resolve("e1")) {
  let rev = 0;
  const backend = new FakeBackend(
    {},
    {
      keep_draft: () => ({ id: "d1", rev: ++rev, kept_at: "14:09:31" }),
      discard_draft: () => ({}),
      ...answers,
    },
  );
  const sent: { body: Typed; draft: string | null }[] = [];
  const form = new KeptForm<Typed, string>(
    backend,
    {
      kind: "contact",
      patient: "p1",
      check: () => Promise.resolve({ problems: [] }),
      finish: (body, draft) => {
        sent.push({ body, draft });
        return finish();
      },
    },
    { said: "" },
    { draft: null, rev: 0, caret: null, kept_at: "" },
  );
  const type = (said: string) => {
    form.body.said = said;
    form.notice(JSON.stringify(form.body));
  };
  return { form, backend, sent, type, kept: () => backend.callsOf("keep_draft") };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a kept form", () => {
  it("keeps after a pause, and in between for somebody who never pauses", async () => {
    const { type, kept } = made();
    for (const said of ["S", "Sl", "Sle", "Slep"]) {
      type(said);
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(kept().map(({ body }) => body)).toEqual([{ said: "Sle" }]);
    await vi.advanceTimersByTimeAsync(300);
    expect(kept().map(({ draft, rev, body }) => [draft, rev, body])).toEqual([
      [null, 0, { said: "Sle" }],
      ["d1", 1, { said: "Slep" }],
    ]);
  });

  it("tries again by itself what could not be kept, and says so meanwhile", async () => {
    let full = true;
    const { form, type, kept } = made({
      keep_draft: () => {
        if (full) throw refused("disk-full");
        return { id: "d1", rev: 1, kept_at: "14:10:00" };
      },
    });
    type("Slept");
    await vi.advanceTimersByTimeAsync(300);
    expect(form.notKept?.code).toBe("disk-full");
    full = false;
    await vi.advanceTimersByTimeAsync(2000);
    expect([form.notKept, form.keptAt, kept().length]).toEqual([null, "14:10:00", 2]);
  });

  it("does not fight for a draft that somebody else wrote", async () => {
    const { type, kept } = made({
      keep_draft: () => {
        throw refused("stale");
      },
    });
    type("Slept");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(kept()).toHaveLength(1);
  });

  it("finishes with everything typed, and keeps no late draft after it", async () => {
    const { form, sent, type, kept } = made();
    type("Slept well");
    expect(await form.finish()).toBe("e1");
    expect(sent).toEqual([{ body: { said: "Slept well" }, draft: "d1" }]);
    type("Slept well.");
    await vi.advanceTimersByTimeAsync(5000);
    expect(kept()).toHaveLength(1);
  });

  it("goes on keeping when finishing was refused", async () => {
    const { form, type, kept } = made({}, () => Promise.reject(refused("fields")));
    type("S");
    expect(await form.finish()).toBeNull();
    expect(form.failure?.code).toBe("fields");
    type("Sl");
    await vi.advanceTimersByTimeAsync(300);
    expect(kept().at(-1)?.body).toEqual({ said: "Sl" });
  });

  it("keeps a caret alone only where there is a draft already", async () => {
    const { form, type, kept } = made();
    form.caretNow = () => "said:1";
    await form.keep();
    expect(kept()).toHaveLength(0);
    type("S");
    await form.keep();
    form.caretNow = () => "said:0";
    await form.keep();
    expect(kept().map(({ caret }) => caret)).toEqual(["said:1", "said:0"]);
  });

  it("keeps nothing that was discarded", async () => {
    const { form, backend, type, kept } = made();
    type("S");
    await form.keep();
    type("Sl");
    await form.discard();
    await vi.advanceTimersByTimeAsync(5000);
    expect(kept()).toHaveLength(1);
    expect(backend.callsOf("discard_draft")).toEqual([{ draft: "d1" }]);
  });
});
