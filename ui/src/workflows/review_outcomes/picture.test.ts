// Saving a chart as a picture: nobody is named unless that is chosen, and what leaves is recorded.

import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { Failure } from "../../backend/failure";
import fixtures from "../../backend/generated/fixtures.json";
import type { OutcomesPage } from "../../backend/generated/OutcomesPage";
import type { PictureOffer } from "../../backend/generated/PictureOffer";
import type { PictureSaved } from "../../backend/generated/PictureSaved";
import type { SavePicture } from "../../backend/generated/SavePicture";
import type { TreatedSites } from "../../backend/generated/TreatedSites";
import { faultsOf } from "../../test/axe";
import { chart } from "../../test/body_chart";
import { workspaceWith } from "../../test/practice";
import ReviewOutcomes from "./ReviewOutcomes.svelte";

const page = fixtures.review_outcomes[0]?.reply as unknown as OutcomesPage;
const treated = fixtures.review_treated_sites[0]?.reply as unknown as TreatedSites;
const offer = fixtures.offer_picture[0]?.reply as unknown as PictureOffer;
const answer = fixtures.save_picture[0]?.reply as unknown as PictureSaved;
const drawn = page.series.filter((series) => series.drawn !== "numbers");
const [series] = drawn;
if (!series) throw new Error("no recorded series is drawn");

async function setUp(save: (asked: SavePicture) => PictureSaved = () => answer) {
  const asked: SavePicture[] = [];
  const { workspace } = workspaceWith({
    review_outcomes: () => structuredClone(page),
    review_treated_sites: () => structuredClone(treated),
    body_chart: () => chart,
    offer_picture: ({ format }) => ({ ...offer, form: { ...offer.form, format } }),
    save_picture: (args) => {
      asked.push(args);
      return save(args);
    },
  });
  workspace.open({ name: "patient", id: "p1" });
  workspace.open({ name: "outcomes", patient: "p1" });
  const view = render(ReviewOutcomes, { workspace, screen: { name: "outcomes", patient: "p1" } });
  await screen.findByRole("region", { name: "Treated sites" });
  return { asked, workspace, ...view };
}

const begin = async (name: string) => {
  await userEvent.click(await screen.findByRole("button", { name }));
  await screen.findByRole("checkbox", { name: /name and date of birth/ });
};

describe("a chart", () => {
  it("has a button for each form, and numbers alone have none", async () => {
    await setUp();
    await screen.findByRole("button", { name: "Save as SVG…: Treated sites" });
    expect(screen.getAllByRole("button", { name: /^Save as SVG…/ })).toHaveLength(drawn.length + 1);
    expect(screen.getAllByRole("button", { name: /^Save as PNG…/ })).toHaveLength(drawn.length + 1);
  });

  it("is saved without a name and a date unless they are chosen", async () => {
    const { asked, container } = await setUp();
    await begin(`Save as SVG…: ${series.name}`);
    expect(await faultsOf(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Save SVG" }));
    expect(asked.at(-1)).toMatchObject({
      chart: { kind: "series", key: series.key },
      form: { format: "svg", named: false, dated: false },
      path: offer.path,
      replace: false,
    });
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("names the patient and the days when that is ticked", async () => {
    const { asked } = await setUp();
    await begin("Save as PNG…: Treated sites");
    await userEvent.click(screen.getByRole("checkbox", { name: /name and date of birth/ }));
    await userEvent.click(screen.getByRole("checkbox", { name: "Write dates on it" }));
    await userEvent.click(screen.getByRole("button", { name: "Save PNG" }));
    expect(asked.at(-1)).toMatchObject({
      chart: { kind: "treated-sites", whole: false, from: treated.from, to: treated.to },
      form: { format: "png", named: true, dated: true },
    });
  });

  it("replaces a file only when that is ticked", async () => {
    const { asked } = await setUp(({ replace }) => {
      if (!replace) throw new Failure({ code: "file-exists", message: "There.", fields: [] });
      return answer;
    });
    await begin("Save as SVG…: Treated sites");
    await userEvent.click(screen.getByRole("button", { name: "Save SVG" }));
    await userEvent.click(
      await screen.findByRole("checkbox", { name: "Replace the file that is there" }),
    );
    await userEvent.click(screen.getByRole("button", { name: "Save SVG" }));
    expect(asked.map(({ replace }) => replace)).toEqual([false, true]);
  });
});
