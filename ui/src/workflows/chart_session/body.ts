// The rows of the note as they stand on the body chart, and what is chosen there as a row.

import type { BodyChart } from "../../backend/generated/BodyChart";
import type { ChartMark } from "../../backend/generated/ChartMark";
import type { SiteDraft } from "../../backend/generated/SiteDraft";
import type { Area, Marker, Pick } from "../../bodychart";
import { words } from "../../strings";
import type { SessionForm } from "./draft.svelte";
import { emptySite } from "./rows";

/** Where every row stands: at the points that were marked, or else in the middle of its target. */
export function markersOf(form: SessionForm, chart: BodyChart): Marker[] {
  return form.session.sites.flatMap((site, n) => {
    const name = form.targetName(site).toLowerCase();
    const quiet = site.repeats !== "" || site.not_done;
    return pointsOf(site, chart.marks).map(({ view, x, y, side }) => ({
      ...{ id: String(n), row: n + 1, view, x, y, side, quiet },
      label: side === "midline" ? name : `${words.bodyChart.sides[side]} ${name}`,
    }));
  });
}

function pointsOf(site: SiteDraft, marks: readonly ChartMark[]): Omit<ChartMark, "target">[] {
  const { side } = site;
  if (site.on_chart.length > 0)
    return site.on_chart.flatMap(({ view, x, y }) =>
      view ? [{ view, x, y, side: side ?? "midline" }] : [],
    );
  if (site.target === "" || side === null) return [];
  return marks.filter(
    (mark) => mark.target === site.target && (side === "both" || mark.side === side),
  );
}

/** The shaded regions that have a place on a drawing. */
export function areasOf(form: SessionForm): Area[] {
  return form.session.pain_areas.flatMap(({ region, side, view }) =>
    side && view ? [{ region, side, view }] : [],
  );
}

/** Shades a region, or shades it no longer. */
export function shade(form: SessionForm, area: Area): void {
  const areas = form.session.pain_areas;
  const at = areas.findIndex(
    ({ region, side, view }) => region === area.region && side === area.side && view === area.view,
  );
  form.newStep();
  if (at < 0) areas.push({ ...area });
  else areas.splice(at, 1);
}

/** Charts what was chosen, in the last row when nothing stands in it yet. Answers with the row's place. */
export function chartPick(form: SessionForm, { target, side, view, x, y }: Pick): number {
  const { sites } = form.session;
  const site = { ...emptySite(), target, side, on_chart: [{ view, x, y }] };
  form.newStep();
  const last = sites.at(-1);
  if (!last || JSON.stringify(last) !== JSON.stringify(emptySite()))
    return form.addSite(undefined, site);
  sites[sites.length - 1] = site;
  return sites.length - 1;
}
