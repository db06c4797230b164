//! Counts what is left of a practice in the memory of a running process:
//!
//! ```sh
//! FILIFORM_PASSPHRASE='…' cargo run -p filiform-computer --example copies_in_memory -- ~/practice Okafor
//! ```
//!
//! It asks the locked practice for its key, says `ready`, and then answers each process id that is typed with a
//! line of JSON: how often key, passphrase and each word stand there. It prints none of them.
#![expect(clippy::print_stdout, reason = "it answers on its output")]

#[cfg(target_os = "linux")]
#[path = "../tests/memory/mod.rs"]
mod memory;

#[cfg(target_os = "linux")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    use memory::{Wanted, copies};
    use std::path::PathBuf;

    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("name the folder of the practice")?);
    let passphrase = std::env::var("FILIFORM_PASSPHRASE")?;
    let now = filiform_computer::host(folder.clone(), folder.clone())
        .clock
        .now();
    let mut wanted = Wanted::key_of(&folder, &passphrase, now.utc_ms)?;
    wanted.extend(Wanted::word("passphrase", &passphrase));
    for (n, word) in (1..).zip(arguments) {
        wanted.extend(Wanted::word(&format!("word {n}"), &word));
    }
    println!("ready");
    for line in std::io::stdin().lines() {
        let counts = copies(line?.trim().parse()?, &wanted)?;
        let found = wanted.iter().map(|one| one.name.clone()).zip(counts);
        let found: std::collections::BTreeMap<_, _> = found.collect();
        println!("{}", serde_json::to_string(&found)?);
    }
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("This search reads /proc, which only Linux has.");
}
