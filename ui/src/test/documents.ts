// What can be made of a made-up patient's record, in the shape of the wire.

import type { DocumentChoice } from "../backend/generated/DocumentChoice";
import type { DocumentForm } from "../backend/generated/DocumentForm";
import type { DocumentsOffer } from "../backend/generated/DocumentsOffer";
import { ADA } from "./ada";

const EPISODE = "00000000-0000-7000-8000-0000000000e1";
const LATEST = "00000000-0000-7000-8000-000000000051";
const BEFORE = "00000000-0000-7000-8000-000000000052";

function choice(
  kind: DocumentChoice["kind"],
  title: string,
  needs: DocumentChoice["needs"],
): DocumentChoice {
  return {
    kind,
    title,
    about: `What a ${title.toLowerCase()} holds.`,
    needs,
    for_patient: false,
    path: `/home/r/${kind} 2026-11-22.pdf`,
  };
}

const form: DocumentForm = {
  kind: "procedure-note",
  session: null,
  episode: null,
  paper: "letter",
  recipient: "",
  purpose: "Treatment",
  authority: "",
  own_words: "",
  fees: [],
  urgent: { situation: "", background: "", assessment: "", request: "" },
};

export const offeredDocuments: DocumentsOffer = {
  patient: ADA,
  name: "Okafor, Ada",
  born: "14 Mar 1984 (42)",
  kinds: [
    choice("procedure-note", "Procedure note", "session"),
    choice("progress-report", "Progress report", "episode"),
    choice("urgent-sheet", "Urgent message", "session"),
    choice("superbill", "Superbill", "session"),
    choice("full-record", "Full record", "patient"),
  ],
  sessions: [
    { id: LATEST, words: "20 Nov 2026 09:20 · Neck" },
    { id: BEFORE, words: "17 Nov 2026 09:20 · Neck" },
  ],
  codes: [["20561"], []],
  episodes: [
    { id: EPISODE, words: "Neck pain, left · since 3 Nov 2026", visits: "4 of 12 visits" },
  ],
  recipients: ["Dr. L. Hahn", "Ada Okafor"],
  purposes: ["Treatment", "Payment"],
  authorities: ["Referral"],
  form,
};
