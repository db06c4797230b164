//! The vault as a therapist and a thief meet it: on real folders, through the public interface.

#[path = "vault/changing.rs"]
mod changing;
#[path = "vault/creating.rs"]
mod creating;
#[path = "vault/refusals.rs"]
mod refusals;
#[path = "vault/unlocking.rs"]
mod unlocking;
#[path = "vault/workbench.rs"]
mod workbench;
