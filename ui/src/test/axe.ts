// A screen before axe. Contrast is computed from the tokens instead, since jsdom draws nothing.

import axe from "axe-core";

/** The rules that `root` breaks, each with the first element that breaks it; empty when none. */
export async function faultsOf(root: Element): Promise<string[]> {
  // A screen always stands in the window's main part.
  const main = document.createElement("main");
  root.replaceWith(main);
  main.append(root);
  const { violations, passes } = await axe.run(root, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  main.replaceWith(root);
  if (passes.length === 0) return ["axe looked at nothing"];
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
}
