// Starts the window's page on the real backend.

import { mount } from "svelte";
import App from "./App.svelte";
import { tauriBackend } from "./backend/tauri";
import "./styles/index.css";
import { applyTheme, chosenTheme } from "./theme";

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");

applyTheme(chosenTheme());
mount(App, { target, props: { backend: tauriBackend } });
