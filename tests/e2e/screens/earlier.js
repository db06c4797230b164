// What was done before a journey begins, by the command line: it is the same workflows, and quicker.

import { chmodSync, cpSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { mustCli } from "../harness/cli.js";
import { passphrase, patient, practice, therapist } from "./people.js";

/** A practice with one patient; answers with the recovery code. */
export function practiceWithPatient(place, who = patient) {
  const { recovery_code: recoveryCode } = mustCli(place, passphrase, ["init", "--file", "-"], { practice, therapist });
  registered(place, who);
  return recoveryCode;
}

/** One more patient of a practice that is there. */
export function registered(place, who = patient) {
  mustCli(place, passphrase, ["register", "-"], {
    family_name: who.family,
    given_name: who.given,
    birth_date: "1984-03-14",
    referrer: { name: who.referrer, organisation: who.organisation },
    conditions: [{ condition: "neck-pain" }],
  });
}

/** A signed session of yesterday: one muscle, one needle. */
export function signedYesterday(place, who = patient) {
  signedOn(place, new Date(Date.now() - 86_400_000).toISOString().slice(0, 10), who);
}

/** The same of another day. */
export function signedOn(place, date, who = patient, more = {}) {
  const row = { side: "left", needle: "0.25x40", depth_mm: 15, techniques: ["pistoning"], twitch: "seen", needles: 1 };
  mustCli(place, passphrase, ["chart", who.plain, "-", "--sign"], {
    date,
    time: "09:00",
    region: "neck",
    condition: "neck-pain",
    consent: "written",
    screening: "all-no",
    pain_before: 6,
    pain_after: 4,
    sites: [{ ...row, target: "trapezius-upper" }],
    needles_in: 1,
    needles_out: 1,
    events_asked: true,
    breathlessness_advice: true,
    ...more,
  });
}

/** A practice full of made-up patients and their sessions. */
export function demoPractice(place) {
  mustCli(place, passphrase, ["demo", "--patients", "14", "--sessions", "6", "--seed", "3"]);
}

/** The demo practice of whoever runs this, and its passphrase; null when a demo of its own is to be made. */
export const usersDemo = process.env.FILIFORM_DEMO
  ? {
      folder: process.env.FILIFORM_DEMO,
      passphrase: process.env.FILIFORM_DEMO_PASSPHRASE ?? "",
    }
  : null;

/** Copies it to where the app looks: what a script does with it is no business of its owner's. */
export function copyOfDemo(place) {
  mkdirSync(dirname(place.practice), { recursive: true, mode: 0o700 });
  cpSync(usersDemo.folder, place.practice, {
    recursive: true,
    preserveTimestamps: true,
  });
  chmodSync(place.practice, 0o700);
}
