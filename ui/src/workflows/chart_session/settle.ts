// Writes one state into another in place, so that rows keep their identity on screen and only what
// differs is drawn again.

type Plain = Record<string, unknown>;

/** Makes `into` equal to `from`; both are plain JSON of the same shape. */
export function settle(into: object, from: object): void {
  if (Array.isArray(into) && Array.isArray(from)) settleList(into, from);
  else settleFields(into as Plain, from as Plain);
}

function settleList(into: unknown[], from: readonly unknown[]): void {
  into.length = Math.min(into.length, from.length);
  from.forEach((value, n) => {
    const there = into[n];
    if (isObject(there) && isObject(value)) settle(there, value);
    else into[n] = value;
  });
}

function settleFields(into: Plain, from: Plain): void {
  for (const [key, value] of Object.entries(from)) {
    const there = into[key];
    if (isObject(there) && isObject(value)) settle(there, value);
    else if (there !== value) into[key] = value;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
