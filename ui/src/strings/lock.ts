// Words of locking.

export const lock = {
  locking: "Locking…",
} as const;
