// What all fields share: their properties, and how label, hint and error are tied to the control.

/** Properties of every field. The label is always there; in a table cell it may be spoken only. */
export interface FieldProps {
  label: string;
  /** One quiet line under the field, before anything went wrong. */
  hint?: string | undefined;
  /** What the backend refused, in its words; made for `failure?.at("patient.name")`. */
  error?: string | undefined;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
  /** Keeps the label for screen readers where a column head shows it. */
  labelHidden?: boolean | undefined;
}

/** The ids that describe the control, in the order they should be read, or undefined for none. */
export function describedBy(
  id: string,
  parts: { hint?: unknown; error?: unknown; reading?: unknown },
): string | undefined {
  const ids = (["error", "reading", "hint"] as const)
    .filter((part) => Boolean(parts[part]))
    .map((part) => `${id}-${part}`);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

/** What Tab stops at. */
export const FOCUSABLE =
  'input:not([disabled]), textarea:not([disabled]), select:not([disabled]), button:not([disabled]):not([tabindex="-1"]), [tabindex="0"]';

function focusWithin(field: Element | undefined): boolean {
  const control = field?.querySelector<HTMLElement>(FOCUSABLE);
  control?.focus();
  return control !== null && control !== undefined;
}

/** A field that waits for an answer: it is required, or whoever shows it asks for it. */
const OPEN =
  '[data-field][data-answered="false"][data-required="true"], [data-asked="true"] [data-field][data-answered="false"]';

/**
 * Moves the focus to the next field that waits for an answer after `from`, inside `root`. Answers
 * whether there was one. Wraps around, so that nothing left above is missed.
 */
export function focusNextUnanswered(root: ParentNode, from: Element | null): boolean {
  const open = [...root.querySelectorAll(OPEN)];
  const after = open.filter((field) => from && isAfter(field, from));
  return focusWithin(after[0] ?? open.find((field) => !field.contains(from)));
}

function isAfter(field: Element, from: Element): boolean {
  return (
    !field.contains(from) &&
    (from.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  );
}

/** Moves the focus to the first field that shows an error. Answers whether there was one. */
export function focusFirstError(root: ParentNode): boolean {
  return focusWithin(root.querySelector('[data-field][data-refused="true"]') ?? undefined);
}
