//! Stands on the session's bus as the Filiform that runs, and goes away without a word when it is called: what a start
//! meets that comes in the moment of a crash.

#[cfg(target_os = "linux")]
struct Going;

#[cfg(target_os = "linux")]
#[zbus::interface(name = "org.SingleInstance.DBus")]
impl Going {
    #[expect(
        clippy::unused_self,
        reason = "the bus calls a method of what it serves"
    )]
    fn execute_callback(&self, arguments: Vec<String>, folder: String) {
        drop((arguments, folder));
        std::process::exit(0);
    }
}

#[cfg(target_os = "linux")]
#[expect(clippy::print_stdout, reason = "the journey waits for what it prints")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bus = zbus::blocking::connection::Builder::session()?
        .serve_at("/org/filiform/app/SingleInstance", Going)?
        .name("org.filiform.app.SingleInstance")?
        .build()?;
    println!("ready");
    // It stays on the bus for as long as this is held.
    loop {
        std::thread::park();
        std::hint::black_box(&bus);
    }
}

#[cfg(not(target_os = "linux"))]
fn main() {}
