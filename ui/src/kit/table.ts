// What a table's columns are.

export interface Column {
  /** Names the column for the `cell` snippet. */
  key: string;
  label: string;
  /** Numbers stand to the end, so that their digits line up. */
  align?: "start" | "end";
  /** A CSS width such as "6rem"; without one the content decides. */
  width?: string;
  /** The column that names its row; screen readers say it with every cell. */
  names?: boolean;
  labelHidden?: boolean;
}
