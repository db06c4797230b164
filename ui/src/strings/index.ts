// The catalogue of every word on screen: `words.kit.close`, `words.shell.lock`. A workflow adds its
// own file here and is typed from then on.

import { dates } from "./dates";
import { keys } from "./keys";
import { kit } from "./kit";
import { shell } from "./shell";

export const words = { dates, keys, kit, shell } as const;
