// @vitest-environment node
// The lint rules that hold the arrows: each one shown to fail, and not to fail without cause.

import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";

const eslint = new ESLint();

async function rulesBroken(filePath: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).map((message) => message.ruleId);
}

describe("arrows", () => {
  it.each([
    ["src/kit/x.ts", 'import "@tauri-apps/api/core";', "no-restricted-imports"],
    ["src/workflows/today/x.ts", 'import "@tauri-apps/api/core";', "no-restricted-imports"],
    ["src/workflows/today/x.ts", 'import "bits-ui";', "no-restricted-imports"],
    ["src/workflows/today/x.ts", 'import "../unlock/y";', "filiform/no-foreign-workflow"],
    ["src/workflows/today/x.ts", 'export * from "../unlock/y";', "filiform/no-foreign-workflow"],
  ])("%s must not say %s", async (file, code, rule) => {
    expect(await rulesBroken(file, code)).toContain(rule);
  });

  it.each([
    ["src/backend/x.ts", 'import "@tauri-apps/api/core";'],
    ["src/workflows/today/x.ts", 'import "../../kit";'],
    ["src/workflows/today/x.ts", 'import "./parts/y";'],
    ["src/screens.ts", 'import "./workflows/today/Today.svelte";'],
  ])("%s may say %s", async (file, code) => {
    expect(await rulesBroken(file, code)).toEqual([]);
  });
});

describe("words", () => {
  it.each([
    "<p>Sign</p>",
    '<p>{"Sign"}</p>',
    "<p>{`Sign`}</p>",
    '<button type="button" title="Sign"></button>',
    '<input aria-label={"Sign"} />',
    '<script lang="ts">let done = true;</script><p>{done ? "Signed" : ""}</p>',
  ])("%s is refused outside of src/strings", async (code) => {
    expect(await rulesBroken("src/kit/X.svelte", code)).toContain("filiform/no-loose-words");
  });

  it.each([
    '<script lang="ts">let { word }: { word: string } = $props();</script><p>{word} · 3</p>',
    '<p class="quiet">–</p>',
    "<p></p><style>p { color: red; }</style>",
  ])("%s is fine", async (code) => {
    expect(await rulesBroken("src/kit/X.svelte", code)).toEqual([]);
  });
});

it("style attributes are refused, since the security policy blocks them", async () => {
  expect(await rulesBroken("src/kit/X.svelte", '<p style="color: red"></p>')).toContain(
    "filiform/no-style-attribute",
  );
});
