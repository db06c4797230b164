//! Stands on the session's bus as the Filiform that runs, and goes away without a word when it is called: what a start
//! meets that comes in the moment of a crash.

#[cfg(target_os = "linux")]
struct Going;

#[cfg(target_os = "linux")]
#[zbus::interface(name = "org.SingleInstance.DBus")]
impl Going {
    fn execute_callback(&self, _arguments: Vec<String>, _folder: String) {
        std::process::exit(0);
    }
}

#[cfg(target_os = "linux")]
#[expect(clippy::print_stdout, reason = "the journey waits for what it prints")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let _bus = zbus::blocking::connection::Builder::session()?
        .serve_at("/org/filiform/app/SingleInstance", Going)?
        .name("org.filiform.app.SingleInstance")?
        .build()?;
    println!("ready");
    loop {
        std::thread::park();
    }
}

#[cfg(not(target_os = "linux"))]
fn main() {}
