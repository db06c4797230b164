// The therapist's phrases for a form outside of the note: ;key and Tab write them out there too.

import { onMount } from "svelte";
import type { Phrase } from "../backend/generated/Phrase";
import { offerPhrases } from "../kit";
import type { Workspace } from "../workspace.svelte";

/** Gives the phrases to every text field below the component that calls it. Without them the form works as well. */
export function offerOwnPhrases(workspace: Workspace): void {
  let all = $state.raw<readonly Phrase[]>([]);
  offerPhrases({
    get all() {
      return all;
    },
    newStep: () => undefined,
  });
  onMount(() => {
    workspace.backend.call("practice_page", {}).then(
      ({ therapist }) => (all = therapist.phrases),
      () => undefined,
    );
  });
}
