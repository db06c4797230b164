// Shows whole screens on the fake backend, for looking at them while they are built:
// screens.html?screen=chart&show=full&theme=dark. Never part of the app.

import { mount } from "svelte";
import Window from "../shell/Window.svelte";
import { ADA, DRAFT } from "../test/ada";
import { backendFor, type Show } from "../test/rules";
import { Workspace, type Screen } from "../workspace.svelte";
import "../styles/index.css";
import { ownersSeat } from "../test/rights";

const target = document.getElementById("app");
if (!target) throw new Error("screens.html has no #app");

const asked = new URLSearchParams(location.search);
const theme = asked.get("theme");
if (theme) document.documentElement.dataset["theme"] = theme;

const screens: Record<string, Screen> = {
  chart: { name: "chart", draft: DRAFT },
  patient: { name: "patient", id: ADA },
  letter: { name: "letter", patient: ADA },
  documents: { name: "documents", patient: ADA },
  consent: { name: "consent", patient: ADA },
  contact: { name: "contact", patient: ADA },
  event: { name: "event", patient: ADA },
};

const workspace = new Workspace(backendFor((asked.get("show") ?? "full") as Show), {
  practice: "Rivera Physical Therapy",
  therapist: "A. Rivera, PT",
  me: "00000000-0000-7000-8000-0000000000f1",
  ...ownersSeat,
  resume: null,
});
workspace.open(screens[asked.get("screen") ?? "patient"] ?? { name: "today" });
mount(Window, { target, props: { workspace, onlocked: () => undefined } });
