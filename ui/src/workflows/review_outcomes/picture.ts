// A chart that somebody wants as a picture.

import type { ChartOf } from "../../backend/generated/ChartOf";
import type { PictureFormat } from "../../backend/generated/PictureFormat";

export interface ChartToSave {
  chart: ChartOf;
  /** What the chart is called on the page. */
  name: string;
  format: PictureFormat;
}

export const FORMATS: readonly PictureFormat[] = ["svg", "png"];
