// One process per practice: a second start brings the first window forward, a second program is refused.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { programs } from "./harness/programs.js";
import { practiceWithPatient } from "./screens/earlier.js";
import { passphrase } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";
import { Display } from "./harness/x11.js";

journey("Starting Filiform twice leaves one window, and one program in the practice", async ({ app, page, place, step }) => {
  await step("Given an open practice", async () => {
    practiceWithPatient(place);
    await app.start();
    await unlock(page);
    await page.shows("Today");
  });
  await step("When Filiform is started again", async () => {
    const second = spawn(programs.window, { env: place.environment, stdio: "ignore" });
    const [code] = await once(second, "exit");
    assert.equal(code, 0, "the second start ends by itself, without an error");
  });
  await step("Then there is one window, and it is still unlocked", async () => {
    const windows = await Display.asked((display) => display.windows());
    assert.deepEqual(
      windows.map(({ pid }) => pid),
      [app.pid],
    );
    await page.shows("Today");
  });
  await step("When the command line asks for the same practice", () => {
    const { status, stderr } = cli(place, passphrase, ["patients"]);
    assert.equal(status, 4, `the exit code of a practice in use: ${stderr}`);
    assert.match(stderr, /in use|open|already|another/i, "one message says why");
  });
  await step("Then it is let in once the window is closed", async () => {
    await app.quit();
    assert.equal(cli(place, passphrase, ["patients"]).status, 0);
  });
});
