// The seam: what is thrown through it, and the fake that stands in for Rust.

import { describe, expect, it, vi } from "vitest";
import { FakeBackend } from "./fake";
import { Failure, UNEXPECTED } from "./failure";

const refusal = {
  code: "invalid",
  message: "Two fields need a look.",
  fields: [
    { path: "sites[1].needle", code: "missing", message: "Which needle?" },
    { path: "sites[10]", code: "missing", message: "Which target?" },
  ],
};

describe("a failure", () => {
  it("answers the message of one field", () => {
    const failure = Failure.from(refusal);
    expect(failure.at("sites[1].needle")).toBe("Which needle?");
    expect(failure.at("sites[1]")).toBeUndefined();
  });

  it("finds what lies under a path, and not its neighbours", () => {
    const failure = Failure.from(refusal);
    expect(failure.under("sites[1]")).toHaveLength(1);
    expect(failure.under("sites")).toHaveLength(2);
    expect(failure.under("site")).toHaveLength(0);
  });

  it.each([["a string"], [null], [{ code: 3 }], [new Error("Okafor, Ada")]])(
    "keeps no text of what it does not know: %s",
    (thrown) => {
      const failure = Failure.from(thrown);
      expect(failure.code).toBe(UNEXPECTED);
      expect(failure.message).toBe("");
    },
  );
});

describe("the fake backend", () => {
  it("answers the recording whose arguments fit, whatever the order of their keys", async () => {
    const backend = new FakeBackend({
      find_patients: [
        { args: { limit: 8, query: "ada" }, reply: { patients: [{ name: "Okafor, Ada" }] } },
        { reply: { patients: [] } },
      ],
    });
    const ada = await backend.call("find_patients", { query: "ada", limit: 8 });
    const other = await backend.call("find_patients", { query: "x", limit: 8 });
    expect(ada.patients[0]?.name).toBe("Okafor, Ada");
    expect(other.patients).toEqual([]);
    expect(backend.callsOf("find_patients").map((args) => args.query)).toEqual(["ada", "x"]);
  });

  it("throws recorded refusals as failures", async () => {
    const backend = new FakeBackend({ lock: [{ failure: refusal }] });
    await expect(backend.call("lock", {})).rejects.toBeInstanceOf(Failure);
  });

  it("names the command that nothing answers", async () => {
    await expect(new FakeBackend().call("today", {})).rejects.toThrow("No fixture answers today");
  });

  it("sends events until the listener leaves", () => {
    const backend = new FakeBackend();
    const heard = vi.fn();
    const leave = backend.listen("locked", heard);
    backend.emit("locked", null);
    leave();
    backend.emit("locked", null);
    expect(heard).toHaveBeenCalledTimes(1);
  });
});
