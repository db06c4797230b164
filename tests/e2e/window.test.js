// The window itself: it runs no foreign script, knows no network, and comes back as large as it was left.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { journey } from "./harness/journey.js";
import { below } from "./harness/processes.js";
import { programs } from "./harness/programs.js";
import { until } from "./harness/until.js";
import { Display } from "./harness/x11.js";
import { begin, chart, sign } from "./screens/chart.js";
import { practiceWithPatient } from "./screens/earlier.js";
import { saveLetter } from "./screens/letter.js";
import { openPatient } from "./screens/patient.js";
import { lock, unlock } from "./screens/way_in.js";

/** A server on this computer that counts who asks. */
async function listener() {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.setHeader("access-control-allow-origin", "*");
    response.end("hello");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // It must not keep this process alive when a journey fails.
  server.unref();
  return { asked, url: `http://127.0.0.1:${server.address().port}` };
}

journey("The page runs no script but its own, asks nobody, and commands only what it may", async ({ app, page, place, step }) => {
  const server = await listener();
  await step("Given an open practice", async () => {
    practiceWithPatient(place);
    await app.start();
    await unlock(page);
    await page.shows("Today");
  });
  await step("Then text is not run as script", async () => {
    const evaluated = await page.run(() => {
      const tries = { eval: () => (0, eval)("1"), Function: () => new Function("return 1")() };
      return Object.fromEntries(
        Object.entries(tries).map(([name, attempt]) => {
          try {
            return [name, attempt()];
          } catch (refused) {
            return [name, refused.name];
          }
        }),
      );
    });
    assert.deepEqual(evaluated, { eval: "EvalError", Function: "EvalError" });
  });
  await step("nor a script or a handler written into the page", async () => {
    const ran = await page.run(() => {
      const script = document.createElement("script");
      script.textContent = "document.documentElement.dataset.foreign = 'script'";
      document.body.append(script);
      const holder = document.createElement("div");
      holder.innerHTML = "<button id='foreign' onclick=\"document.documentElement.dataset.foreign = 'handler'\"></button>";
      document.body.append(holder);
      document.getElementById("foreign").click();
      holder.remove();
      return document.documentElement.dataset.foreign ?? "nothing";
    });
    assert.equal(ran, "nothing");
  });
  await step("and nothing is asked of any server", async () => {
    const answers = await page.runAsync(async (url) => {
      const image = new Image();
      const shown = new Promise((over) => {
        image.onload = () => over("loaded");
        image.onerror = () => over("refused");
      });
      image.src = `${url}/image`;
      const fetched = await fetch(`${url}/fetch`).then(
        () => "loaded",
        () => "refused",
      );
      const sent = navigator.sendBeacon?.(`${url}/beacon`) ?? false;
      return { fetched, image: await shown, sent };
    }, server.url);
    assert.equal(answers.fetched, "refused");
    assert.equal(answers.image, "refused");
    assert.deepEqual(server.asked, []);
  });
  await step("and commands outside the list are denied", async () => {
    const commands = ["plugin:window|close", "plugin:dialog|open", "plugin:fs|read_file", "plugin:event|emit", "plugin:app|version"];
    const denied = await page.runAsync(async (names) => {
      const { invoke } = globalThis.__TAURI_INTERNALS__;
      return Promise.all(
        names.map((name) =>
          invoke(name, {}).then(
            () => `${name} was run`,
            (why) => String(why),
          ),
        ),
      );
    }, commands);
    for (const answer of denied) assert.match(answer, /not allowed|not found/);
  });
  await step("and the window goes nowhere else", async () => {
    await page.run((url) => {
      location.href = `${url}/away`;
    }, server.url);
    // The page answers after the attempt, from where it always was.
    await until("the page to be where it was", async () => (await page.run(() => location.protocol)) === "tauri:");
    await page.shows("Today");
    assert.deepEqual(server.asked, []);
  });
});

journey("The window comes back as large as it was left", async ({ app, place, step }) => {
  const size = ({ width, height }) => ({ width, height });
  await step("Given a window made larger", async () => {
    practiceWithPatient(place);
    await app.start();
    await app.session.resize(1180, 740);
    await until("the window to have its new size", async () => (await app.session.rect()).width === 1180);
  });
  await step("When Filiform is started again", () => app.restart());
  await step("Then it has the size it had", async () => {
    await until("the window to have its old size", async () => (await app.session.rect()).width === 1180);
    assert.deepEqual(size(await app.session.rect()), { width: 1180, height: 740 });
  });
});

journey("A second start shows the window that is there", async ({ app, place, step }) => {
  await step("Given an open window", () => {
    practiceWithPatient(place);
    return app.start();
  });
  const second = await step("When Filiform is started a second time", async () => {
    const start = spawn(programs.window, [], { env: place.environment, stdio: "ignore" });
    return once(start, "exit");
  });
  await step("Then that start ends, and one window is there", async () => {
    assert.deepEqual(second, [0, null]);
    assert.equal(app.processes.filter(({ name }) => name === "filiform").length, 1);
  });
});

journey("A start that meets a Filiform which is going away opens its own window", async ({ app, page, place, step }) => {
  const gone = await step("Given a Filiform that ends when it is called", async () => {
    practiceWithPatient(place);
    const dying = spawn(programs.goneInstance, [], { env: place.environment, stdio: ["ignore", "pipe", "inherit"] });
    await once(dying.stdout, "data");
    return { ended: once(dying, "exit") };
  });
  await step("When Filiform is started", () => app.start());
  await step("Then the other one was called, and the window is there", async () => {
    await gone.ended;
    await page.shows("Unlock Filiform");
  });
});

/** The calls of a trace that reach for the internet: sockets that say no address, and addresses. */
function internetCalls(log) {
  return readFileSync(log, "utf8")
    .split("\n")
    .filter((line) => /AF_INET6?\b/.test(line));
}

const isLoopback = (line) => /inet_addr\("127\.|inet_pton\(AF_INET6, "::(1|ffff:127\.)/.test(line);

journey("Filiform opens no socket to the internet", async ({ app, page, place, step }) => {
  const log = join(place.root, "strace.log");
  const strace = ["/usr/bin/strace", "-f", "-qq", "-o", log, "-e", "trace=socket,connect,bind,sendto,openat"];
  practiceWithPatient(place);
  await step("When it is driven through a whole visit: chart, sign, letter, lock, unlock", async () => {
    await app.start(strace);
    await unlock(page);
    await page.shows("Today");
    await openPatient(page);
    await begin(page);
    await chart(page);
    await sign(page);
    await openPatient(page);
    await saveLetter(page);
    await lock(page);
    await unlock(page);
    await app.quit();
  });
  await step("Then every address it names is this computer, which is the driver's", () => {
    const addresses = internetCalls(log).filter((line) => !line.includes("socket("));
    assert.ok(addresses.length > 0, "the trace sees the driver's own connection, so it would see others");
    assert.deepEqual(
      addresses.filter((line) => !isLoopback(line)),
      [],
    );
  });
  await step("and started by itself it opens no such socket at all", async () => {
    const [tool, ...args] = strace;
    const alone = spawn(tool, [...args, programs.window], { env: place.environment, stdio: "ignore" });
    const ended = once(alone, "exit");
    const window = await until("its window", async () => {
      const own = below(alone.pid).map(({ pid }) => pid);
      return (await Display.asked((display) => display.windows())).find(({ pid }) => own.includes(pid));
    });
    await until("its page to ask for the practice", () => readFileSync(log, "utf8").includes(place.practice));
    await Display.asked((display) => display.close(window.id));
    await ended;
    assert.deepEqual(internetCalls(log), []);
  });
});
