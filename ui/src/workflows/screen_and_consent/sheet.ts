// A sheet that is signed as a whole: screening answers or a consent. Signing it answers with the page.

import type { SafetyPage } from "../../backend/generated/SafetyPage";
import type { KeptForm } from "../../forms/kept_form.svelte";

export type Sheet<T extends object> = KeptForm<T, SafetyPage>;
