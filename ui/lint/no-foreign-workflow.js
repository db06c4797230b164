// A workflow may use the kit, the charts and the backend, never another workflow: what two of them
// share belongs below them.

import path from "node:path";

const WORKFLOWS = /[/\\]src[/\\]workflows[/\\]([^/\\]+)/;

/** The workflow that `file` belongs to, or null. */
function workflowOf(file) {
  return WORKFLOWS.exec(file)?.[1] ?? null;
}

export default {
  meta: {
    type: "problem",
    docs: { description: "no workflow imports another workflow" },
    messages: {
      foreign:
        "The workflow '{{here}}' imports the workflow '{{there}}'. Move what they share into src/kit, " +
        "src/charts, src/bodychart or src/format, or open the other screen through the workspace.",
    },
    schema: [],
  },
  create(context) {
    const here = workflowOf(context.filename);
    if (here === null) return {};
    function look(node) {
      const source = node.source?.value;
      if (typeof source !== "string" || !source.startsWith(".")) return;
      const there = workflowOf(path.resolve(path.dirname(context.filename), source));
      if (there === null || there === here) return;
      context.report({ node, messageId: "foreign", data: { here, there } });
    }
    return {
      ImportDeclaration: look,
      ImportExpression: look,
      ExportNamedDeclaration: look,
      ExportAllDeclaration: look,
    };
  },
};
