// Every word a person reads comes from src/strings, so that one place can be read, checked and
// translated. This rule finds words written straight into a component: as text, as a string in
// braces, or as an attribute that is shown or spoken.

const SPOKEN = new Set([
  "alt",
  "aria-description",
  "aria-label",
  "aria-placeholder",
  "aria-roledescription",
  "aria-valuetext",
  "action",
  "caption",
  "confirm",
  "cancel",
  "description",
  "detail",
  "error",
  "heading",
  "hint",
  "label",
  "message",
  "placeholder",
  "text",
  "title",
  "unit",
]);

/** One letter may be a unit or a key cap built by code; two letters in a row are a word. */
const WORD = /\p{L}{2}/u;

/** The words in an expression such as {"Sign"} or {done ? "Signed" : "Sign"}. */
function wordsIn(expression) {
  switch (expression?.type) {
    case "Literal":
      return typeof expression.value === "string" ? expression.value : "";
    case "TemplateLiteral":
      return expression.quasis.map((part) => part.value.cooked).join(" ");
    case "ConditionalExpression":
      return `${wordsIn(expression.consequent)} ${wordsIn(expression.alternate)}`;
    case "LogicalExpression":
      return wordsIn(expression.right);
    default:
      return "";
  }
}

function partWords(part) {
  return part.type === "SvelteLiteral" ? part.value : wordsIn(part.expression);
}

export default {
  meta: {
    type: "problem",
    docs: { description: "words on screen come from src/strings" },
    messages: { loose: "'{{words}}' is read by people: put it into src/strings and use words.…" },
    schema: [],
  },
  create(context) {
    function look(node, words) {
      const text = words.trim();
      if (WORD.test(text)) context.report({ node, messageId: "loose", data: { words: text } });
    }
    return {
      SvelteText(node) {
        if (node.parent?.type !== "SvelteStyleElement") look(node, node.value);
      },
      SvelteMustacheTag(node) {
        if (node.parent?.type === "SvelteElement") look(node, wordsIn(node.expression));
      },
      SvelteAttribute(node) {
        if (!SPOKEN.has(node.key.name)) return;
        for (const part of node.value) look(part, partWords(part));
      },
    };
  },
};
