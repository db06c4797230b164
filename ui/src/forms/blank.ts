// Forms with nothing typed in them.

import type { PatientDraft } from "../backend/generated/PatientDraft";
import type { Practice } from "../backend/generated/Practice";
import type { Therapist } from "../backend/generated/Therapist";
import type { Training } from "../backend/generated/Training";

export function blankPractice(): Practice {
  return { name: "", address: "", phone: "", email: "", paper: "letter" };
}

export function blankTherapist(): Therapist {
  return {
    name: "",
    credentials: "",
    phone: "",
    npi: "",
    licence: { state: "", number: "", expires: "" },
    training: [],
    phrases: [],
    templates: [],
    boxes: [],
  };
}

export function blankTraining(): Training {
  return { provider: "", date: "", hours: null, regions: [], expires: "" };
}

export function blankPatient(): PatientDraft {
  return {
    family_name: "",
    given_name: "",
    birth_date: "",
    sex: "unknown",
    phone: "",
    email: "",
    address: "",
    record_number: "",
    referrer: { name: "", organisation: "", address: "", phone: "", reason: "" },
    payer: { name: "", member_number: "" },
    conditions: [],
  };
}
