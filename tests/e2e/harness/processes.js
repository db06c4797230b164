// The processes of the app: the window's own and the ones that WebKit starts for it.

import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Every running process: its id, its parent's and its name. */
function running() {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
        const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        const name = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
        return state === "Z" ? [] : [{ pid: Number(pid), parent: Number(parent), name }];
      } catch {
        return []; // It ended between the two looks.
      }
    });
}

/** All processes below `pid`, the nearest first. */
export function below(pid) {
  const all = running();
  const found = [];
  for (let parents = [pid]; parents.length > 0;) {
    const children = all.filter((one) => parents.includes(one.parent));
    found.push(...children);
    parents = children.map((one) => one.pid);
  }
  return found;
}

export function isRunning(pid) {
  return running().some((one) => one.pid === pid);
}

/** Ends processes at once, with no chance to write anything. */
export function kill9(pids) {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // Gone with its parent.
    }
  }
}

/** Files that a process holds open although their names are gone: they still lie on the disk. */
export function namelessFiles(pid) {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const path = `/proc/${pid}/fd/${fd}`;
      const target = readlinkSync(path);
      return target.startsWith("/") && target.endsWith(" (deleted)") && !target.startsWith("/memfd:") ? [path] : [];
    });
  } catch {
    return [];
  }
}
