// A long job on a screen: it tells how far it is, it is stopped by its button, and a stop is no failure.

import { render, screen } from "@testing-library/svelte";
import { expect, it, vi } from "vitest";
import { FakeBackend } from "../backend/fake";
import { Failure } from "../backend/failure";
import { faultsOf } from "../test/axe";
import JobProgress from "./JobProgress.svelte";
import { LongJob } from "./long_job.svelte";

const found = {
  entries: 3,
  patients: 1,
  sessions: 1,
  problems: [],
  headline: "All 3 entries are as they were signed.",
  good: "",
  signers: ["A. Rivera, PT: owner, key 3f9a 1c22 9c1e d2aa"],
  todo: [],
};

it("answers what the job answers, and has heard how far it was", async () => {
  const backend = new FakeBackend(
    {},
    {
      verify_record: (_, { heard }) => {
        heard?.({ stage: "checking", done: 1, of: 4 });
        return found;
      },
    },
  );
  const job = new LongJob();
  const running = job.run(backend, "verify_record", {});
  expect(job.running).toBe(true);
  expect(await running).toEqual(found);
  expect(job.running).toBe(false);
  expect(job.progress).toEqual({ stage: "checking", done: 1, of: 4 });
});

it("is stopped by its button, and answers nothing then", async () => {
  vi.useFakeTimers();
  const backend = new FakeBackend(
    {},
    {
      verify_record: (_, { heard, signal }) =>
        new Promise((_answer, refuse) => {
          heard?.({ stage: "checking", done: 1, of: 4 });
          signal?.addEventListener("abort", () => {
            refuse(new Failure({ code: "interrupted", message: "Stopped.", fields: [] }));
          });
        }),
    },
  );
  const job = new LongJob();
  const running = job.run(backend, "verify_record", {});
  const { container } = render(JobProgress, { job, label: "Verifying" });
  await vi.advanceTimersByTimeAsync(300);
  expect(screen.getByRole("progressbar", { name: "Checking" })).toHaveProperty("value", 0.25);
  vi.useRealTimers();
  expect(await faultsOf(container)).toEqual([]);
  screen.getByRole("button", { name: "Cancel" }).click();
  expect(await running).toBeNull();
});

it("throws what the job refuses", async () => {
  const locked = new Failure({ code: "locked", message: "Locked.", fields: [] });
  const backend = new FakeBackend({}, { verify_record: () => Promise.reject(locked) });
  await expect(new LongJob().run(backend, "verify_record", {})).rejects.toBe(locked);
});
