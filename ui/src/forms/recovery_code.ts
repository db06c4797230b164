// The recovery code as people read and copy it. Whether it is right, only the backend knows.

/** The groups of a code such as "7K3M-9QXZ-…". */
export function groupsOf(code: string): string[] {
  return code.split(/[\s-]+/).filter(Boolean);
}

/** Whether a group was copied: in either case, and with the letters that look like digits. */
export function sameGroup(typed: string, group: string): boolean {
  return canonical(typed) === canonical(group);
}

function canonical(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
}
