// The whole kit at once before axe. Contrast is computed from the tokens instead, since jsdom
// draws nothing.

import { render } from "@testing-library/svelte";
import axe from "axe-core";
import { expect, it } from "vitest";
import Gallery from "./Gallery.svelte";

it("axe finds nothing in the gallery", async () => {
  const { container } = render(Gallery);
  const { violations, passes } = await axe.run(container, {
    rules: { "color-contrast": { enabled: false } },
  });
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`,
  );
  expect(found).toEqual([]);
  expect(passes.length).toBeGreaterThan(10);
});
