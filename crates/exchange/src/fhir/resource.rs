//! The resources that a bundle can hold. What the standard requires is no `Option`; a status is one of its words.

use serde::Serialize;
use uuid::Uuid;

use super::kinds::{
    Came, Coding, Concept, Condition, Encounter, EpisodeOfCare, Extension, Named, Narrative, Note,
    Organization, Patient, Practitioner, To, ToAny,
};

/// One resource with its id.
#[derive(Serialize)]
pub(super) struct Resource {
    #[serde(flatten)]
    pub(super) content: Content,
    pub(super) id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<Narrative>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) extension: Vec<Extension>,
}

macro_rules! contents {
    ($($name:ident($body:ty),)+) => {
        #[derive(Serialize)]
        #[serde(tag = "resourceType")]
        pub(super) enum Content {
            $($name(Box<$body>),)+
        }

        impl Content {
            pub(super) fn kind(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => stringify!($name),)+
                }
            }
        }
    };
}

contents! {
    Organization(OrganizationBody),
    Practitioner(PractitionerBody),
    Patient(PatientBody),
    Condition(ConditionBody),
    EpisodeOfCare(EpisodeBody),
    Encounter(EncounterBody),
    Procedure(ProcedureBody),
    Observation(ObservationBody),
    Consent(ConsentBody),
    AdverseEvent(AdverseEventBody),
    Flag(FlagBody),
    Communication(CommunicationBody),
    DocumentReference(DocumentReferenceBody),
    Provenance(ProvenanceBody),
}

macro_rules! body {
    ($name:ident { $($(#[$meta:meta])* $field:ident: $kind:ty,)+ }) => {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        pub(super) struct $name {
            $($(#[$meta])* pub(super) $field: $kind,)+
        }
    };
}

macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal,)+ }) => {
        #[derive(Serialize, Clone, Copy, PartialEq, Eq)]
        pub(super) enum $name { $(#[serde(rename = $word)] $variant,)+ }
    };
}

words! { Gender { Female = "female", Male = "male", Other = "other", Unknown = "unknown", } }
words! { EpisodeStatus { Active = "active", Finished = "finished", } }
words! { EncounterStatus { Finished = "finished", Cancelled = "cancelled", EnteredInError = "entered-in-error", } }
words! { ProcedureStatus { Completed = "completed", NotDone = "not-done", EnteredInError = "entered-in-error", } }
words! { ObservationStatus { Final = "final", Amended = "amended", Corrected = "corrected", EnteredInError = "entered-in-error", } }
words! { ConsentStatus { Active = "active", Inactive = "inactive", } }
words! { ProvisionType { Permit = "permit", Deny = "deny", } }
words! { Actuality { Actual = "actual", } }
words! { FlagStatus { Active = "active", } }
words! { CommunicationStatus { Completed = "completed", } }
words! { DocumentStatus { Current = "current", EnteredInError = "entered-in-error", } }

body! { OrganizationBody {
    name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")] telecom: Vec<Telecom>,
    #[serde(skip_serializing_if = "Vec::is_empty")] address: Vec<Address>,
} }
body! { PractitionerBody {
    #[serde(skip_serializing_if = "Vec::is_empty")] identifier: Vec<Identifier>,
    name: [Name; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")] telecom: Vec<Telecom>,
    #[serde(skip_serializing_if = "Vec::is_empty")] address: Vec<Address>,
} }
body! { PatientBody {
    #[serde(skip_serializing_if = "Vec::is_empty")] identifier: Vec<Identifier>,
    name: [Name; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")] telecom: Vec<Telecom>,
    gender: Gender,
    birth_date: String,
    #[serde(skip_serializing_if = "Vec::is_empty")] address: Vec<Address>,
    managing_organization: To<Organization>,
} }
body! { ConditionBody {
    code: Concept,
    subject: To<Patient>,
    recorded_date: String,
    recorder: To<Practitioner>,
} }
body! { EpisodeBody {
    status: EpisodeStatus,
    #[serde(skip_serializing_if = "Vec::is_empty")] diagnosis: Vec<Diagnosis>,
    patient: To<Patient>,
    managing_organization: To<Organization>,
    period: Period,
} }
body! { Diagnosis { condition: To<Condition>, } }
body! { Period {
    start: String,
    #[serde(skip_serializing_if = "Option::is_none")] end: Option<String>,
} }
body! { EncounterBody {
    status: EncounterStatus,
    class: Coding,
    subject: To<Patient>,
    #[serde(skip_serializing_if = "Vec::is_empty")] episode_of_care: Vec<To<EpisodeOfCare>>,
    #[serde(skip_serializing_if = "Vec::is_empty")] participant: Vec<Participant>,
    period: Period,
    service_provider: To<Organization>,
} }
body! { Participant { individual: To<Practitioner>, } }
body! { ProcedureBody {
    status: ProcedureStatus,
    code: Concept,
    subject: To<Patient>,
    encounter: To<Encounter>,
    performed_date_time: String,
    performer: [Performer; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")] reason_code: Vec<Concept>,
    body_site: [Concept; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")] note: Vec<Note>,
} }
body! { Performer { actor: To<Practitioner>, } }
body! { ObservationBody {
    status: ObservationStatus,
    code: Concept,
    subject: To<Patient>,
    #[serde(skip_serializing_if = "Option::is_none")] encounter: Option<To<Encounter>>,
    effective_date_time: String,
    issued: String,
    performer: [To<Practitioner>; 1],
    #[serde(flatten)] value: Option<Came>,
    #[serde(skip_serializing_if = "Vec::is_empty")] component: Vec<Component>,
} }
body! { Component { code: Concept, #[serde(flatten)] value: Came, } }
body! { ConsentBody {
    status: ConsentStatus,
    scope: Concept,
    category: [Concept; 1],
    patient: To<Patient>,
    date_time: String,
    organization: [To<Organization>; 1],
    #[serde(skip_serializing_if = "Option::is_none")] source_attachment: Option<Attachment>,
    policy_rule: Concept,
    provision: Provision,
} }
body! { Provision {
    #[serde(rename = "type")] kind: ProvisionType,
} }
body! { Attachment { content_type: String, data: String, } }
body! { AdverseEventBody {
    actuality: Actuality,
    event: Concept,
    subject: To<Patient>,
    #[serde(skip_serializing_if = "Option::is_none")] encounter: Option<To<Encounter>>,
    date: String,
    recorded_date: String,
    recorder: To<Practitioner>,
} }
body! { FlagBody {
    status: FlagStatus,
    category: [Concept; 1],
    code: Concept,
    subject: To<Patient>,
    period: Period,
    author: To<Practitioner>,
} }
body! { CommunicationBody {
    status: CommunicationStatus,
    medium: [Concept; 1],
    subject: To<Patient>,
    sent: String,
    #[serde(skip_serializing_if = "Vec::is_empty")] payload: Vec<Payload>,
} }
body! { Payload { content_string: String, } }
body! { DocumentReferenceBody {
    status: DocumentStatus,
    #[serde(rename = "type")] kind: Concept,
    subject: To<Patient>,
    date: String,
    #[serde(skip_serializing_if = "Vec::is_empty")] author: Vec<Named>,
    description: String,
    content: [DocumentContent; 1],
    context: DocumentContext,
} }
body! { DocumentContent { attachment: DatedAttachment, } }
body! { DatedAttachment {
    content_type: String,
    #[serde(skip_serializing_if = "Option::is_none")] data: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")] size: Option<u32>,
    creation: String,
} }
body! { DocumentContext { period: Period, } }
body! { ProvenanceBody {
    target: Vec<ToAny>,
    recorded: String,
    agent: [Agent; 1],
    signature: [Signature; 1],
} }
body! { Agent { who: To<Practitioner>, } }
body! { Signature {
    #[serde(rename = "type")] kind: [Coding; 1],
    when: String,
    who: To<Practitioner>,
    sig_format: String,
    data: String,
} }
body! { Identifier {
    #[serde(skip_serializing_if = "Option::is_none")] system: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", rename = "type")] kind: Option<Concept>,
    value: String,
} }
body! { Name {
    #[serde(skip_serializing_if = "Option::is_none")] text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")] family: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")] given: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")] suffix: Vec<String>,
} }
body! { Telecom { system: TelecomSystem, value: String, } }
words! { TelecomSystem { Phone = "phone", Email = "email", } }
body! { Address { text: String, } }

/// The bundle: every resource once, sorted by its id.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Bundle {
    pub(super) resource_type: &'static str,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) timestamp: String,
    pub(super) entry: Vec<BundleEntry>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct BundleEntry {
    pub(super) full_url: String,
    pub(super) resource: Resource,
}
