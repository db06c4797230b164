// Shows the kit by itself, for looking at it while it is built. Never part of the app.

import { mount } from "svelte";
import Gallery from "./Gallery.svelte";
import "../styles/index.css";

const target = document.getElementById("app");
if (!target) throw new Error("gallery.html has no #app");

const theme = new URLSearchParams(location.search).get("theme");
if (theme) document.documentElement.dataset["theme"] = theme;

mount(Gallery, { target });
