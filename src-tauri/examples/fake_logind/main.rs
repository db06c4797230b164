//! The logind of the journeys: reads `sleep`, `wake` and `lock` from its input, a line each, and answers each with
//! what came of it. The bus is the one that `DBUS_SYSTEM_BUS_ADDRESS` names.

#[cfg(target_os = "linux")]
mod logind;

#[cfg(target_os = "linux")]
#[expect(clippy::print_stdout, reason = "the journey reads what it prints")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let logind = logind::Logind::at(&std::env::var("DBUS_SYSTEM_BUS_ADDRESS")?)?;
    println!("ready");
    for line in std::io::stdin().lines() {
        match line?.as_str() {
            "sleep" => {
                let delays = logind.delays();
                logind.sleep()?;
                println!("slept after {delays}");
            }
            "wake" => {
                logind.wake()?;
                println!("woke");
            }
            "lock" => {
                logind.lock(logind::OWN_SESSION)?;
                println!("locked");
            }
            "delays" => println!("{}", logind.delays()),
            _ => println!("unknown"),
        }
    }
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn main() {}
