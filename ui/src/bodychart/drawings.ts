// The drawings of the body, from the one place that has them.

import type { Backend } from "../backend/backend";
import type { BodyChart } from "../backend/generated/BodyChart";

const loaded = new WeakMap<Backend, Promise<BodyChart>>();

/** The drawings, asked for once a page: they do not change while the app runs. */
export function bodyChartOf(backend: Backend): Promise<BodyChart> {
  const known = loaded.get(backend);
  if (known) return known;
  const asked = backend.call("body_chart", {});
  loaded.set(backend, asked);
  asked.catch(() => loaded.delete(backend));
  return asked;
}
