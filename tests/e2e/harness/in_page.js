// Runs inside the window's page: finds what a person would name by its role and its name.
// The function is sent as text, so it must not use anything from outside of itself.

/**
 * The elements in sight that have `role` and `name`, in page order. `name` is a text, or `{ pattern }`;
 * null takes any. `within` limits the search to an element; an open dialog hides all that lies below it.
 */
export function findInPage(role, name, within) {
  const SELECTORS = {
    alert: '[role="alert"]',
    button: 'button:not([role]), [role="button"], summary',
    checkbox: 'input[type="checkbox"]',
    combobox: '[role="combobox"], select',
    dialog: "dialog",
    figure: "figure",
    field: 'input:not([type="checkbox"]):not([type="radio"]), textarea, select',
    group: 'fieldset, [role="group"]',
    heading: "h1, h2, h3, h4",
    img: 'img, svg[role="img"], [role="img"]',
    list: 'ul, ol, [role="list"]',
    listbox: '[role="listbox"]',
    listitem: "li:not([role])",
    navigation: "nav",
    option: '[role="option"]',
    radio: '[role="radio"], input[type="radio"]',
    radiogroup: '[role="radiogroup"]',
    region: "section[aria-label], section[aria-labelledby]",
    row: "tr",
    status: '[role="status"]',
    table: "table",
    textbox: 'input:not([type]), input[type="text"], input[type="password"], input[type="email"], input[type="tel"], textarea',
  };
  const NAMED_BY_CONTENT = new Set(["button", "heading", "listitem", "option", "menuitem", "radio", "row", "status", "alert"]);

  const tidy = (text) => text.replace(/\s+/g, " ").trim();

  function textOf(node) {
    if (node.nodeType === 3) return node.data;
    if (node.nodeType !== 1 || node.getAttribute("aria-hidden") === "true") return "";
    if (["SCRIPT", "STYLE", "svg", "KBD"].includes(node.nodeName)) return "";
    return ` ${[...node.childNodes].map(textOf).join("")} `;
  }

  function named(element) {
    const by = element.getAttribute("aria-labelledby");
    if (by)
      return by
        .split(/\s+/)
        .map((id) => textOf(document.getElementById(id) ?? document.createTextNode("")))
        .join(" ");
    if (element.hasAttribute("aria-label")) return element.getAttribute("aria-label");
    if (element.labels?.length) return [...element.labels].map(textOf).join(" ");
    if (element.nodeName === "FIELDSET") return textOf(element.querySelector("legend") ?? document.createTextNode(""));
    if (element.nodeName === "TABLE" && element.caption) return textOf(element.caption);
    if (NAMED_BY_CONTENT.has(role)) return textOf(element);
    return element.getAttribute("alt") ?? element.getAttribute("placeholder") ?? "";
  }

  const dialogs = document.querySelectorAll("dialog[open]");
  const root = within ?? dialogs[dialogs.length - 1] ?? document;
  const self = role === "dialog" ? [...dialogs].slice(-1) : [];
  const all = [...self, ...root.querySelectorAll(SELECTORS[role] ?? `[role="${role}"]`)];
  const wanted =
    name === null ? () => true : name.pattern ? (text) => new RegExp(name.pattern, name.flags).test(text) : (text) => text === tidy(name);
  const seen = all.filter((element, n) => all.indexOf(element) === n && element.checkVisibility({ visibilityProperty: true }));
  const named_ = seen.map((element) => ({ element, name: tidy(named(element)) }));
  return {
    found: named_.filter((one) => wanted(one.name)).map((one) => one.element),
    others: named_.map((one) => one.name).slice(0, 40),
  };
}

/** What has the focus: its role, name and value, as far as a person could tell. */
export function focusInPage() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const text = (id) => document.getElementById(id)?.textContent ?? "";
  const tidy = (words) => words.replace(/\s+/g, " ").trim();
  const by = element.getAttribute("aria-labelledby");
  const group = element.closest('[role="radiogroup"]');
  const name = by
    ? by.split(/\s+/).map(text).join(" ")
    : (element.getAttribute("aria-label") ??
      (element.labels?.length ? [...element.labels].map((label) => label.textContent).join(" ") : element.textContent));
  const outlined = (one) => one !== null && (getComputedStyle(one).outlineStyle !== "none" || getComputedStyle(one).boxShadow !== "none");
  const box = element.getBoundingClientRect();
  return {
    tag: element.nodeName.toLowerCase(),
    role: element.getAttribute("role"),
    name: tidy(name),
    group: group ? tidy(text(group.getAttribute("aria-labelledby"))) : null,
    row: element.closest('[role="group"], fieldset')?.getAttribute("aria-label") ?? null,
    value: "value" in element ? element.value : null,
    start: "selectionStart" in element ? element.selectionStart : null,
    ringed: outlined(element) || outlined(element.closest(".field-box")),
    inSight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}
