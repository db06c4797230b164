// The UI's lint. Beside the usual rules it holds three arrows of the design: Tauri is named only in
// src/backend, bits-ui only in src/kit, and no workflow imports another one.

import js from "@eslint/js";
import globals from "globals";
import svelte from "eslint-plugin-svelte";
import ts from "typescript-eslint";
import noForeignWorkflow from "./lint/no-foreign-workflow.js";
import noLooseWords from "./lint/no-loose-words.js";
import noStyleAttribute from "./lint/no-style-attribute.js";
import svelteConfig from "./svelte.config.js";

const filiform = {
  rules: {
    "no-foreign-workflow": noForeignWorkflow,
    "no-loose-words": noLooseWords,
    "no-style-attribute": noStyleAttribute,
  },
};

const tauri = {
  group: ["@tauri-apps/*"],
  message: "Only src/backend speaks to Tauri. Call the Backend interface instead.",
};
const bits = {
  group: ["bits-ui", "bits-ui/*"],
  message: "Only src/kit uses bits-ui. Take a control from the kit.",
};

export default ts.config(
  { ignores: ["dist", "dist-gallery", "node_modules", "src/backend/generated"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    plugins: { filiform },
    rules: {
      "no-console": "error",
      "no-alert": "error",
      "no-restricted-imports": ["error", { patterns: [tauri, bits] }],
      "func-style": ["error", "declaration", { allowArrowFunctions: true }],
      "max-lines": ["error", { max: 400 }],
      "filiform/no-foreign-workflow": "error",
      "@typescript-eslint/consistent-type-definitions": "off",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    files: ["**/*.svelte"],
    rules: {
      "filiform/no-loose-words": "error",
      "svelte/no-at-html-tags": "error",
      "filiform/no-style-attribute": "error",
      "svelte/button-has-type": "error",
      "svelte/no-target-blank": "error",
      // The compiler reports these with the same words, through svelte-check.
      "no-undef": "off",
      // `let { value = $bindable() } = $props()` must be `let` for every prop of the pattern.
      "prefer-const": "off",
      "svelte/prefer-const": ["error", { destructuring: "all" }],
    },
  },
  {
    files: ["src/backend/**"],
    rules: { "no-restricted-imports": ["error", { patterns: [bits] }] },
  },
  { files: ["src/kit/**"], rules: { "no-restricted-imports": ["error", { patterns: [tauri] }] } },
  { files: ["src/gallery/**"], rules: { "filiform/no-loose-words": "off" } },
  {
    files: ["*.config.{js,ts}", "lint/**"],
    languageOptions: { globals: { ...globals.node } },
  },
);
