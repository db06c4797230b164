//! What a patient, a session and a needle site are.
