// The content security policy blocks style attributes in markup. Svelte's `style:` directives go
// through the DOM and are fine.

export default {
  meta: {
    type: "problem",
    docs: { description: "no style attributes" },
    messages: { style: "The security policy blocks style attributes. Use a class or `style:…`." },
    schema: [],
  },
  create(context) {
    return {
      SvelteAttribute(node) {
        if (node.key.name === "style") context.report({ node, messageId: "style" });
      },
    };
  },
};
