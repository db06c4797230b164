//! The buses, played by a daemon and a logind of our own.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::*;

#[path = "../examples/fake_logind/logind.rs"]
mod logind;
use logind::{Logind, OWN_SESSION};

/// Long enough for a machine that builds something else meanwhile.
const PATIENCE: Duration = Duration::from_mins(1);

/// A bus that nobody else is on; gone with the test.
struct Bus {
    daemon: Child,
    address: String,
}

impl Bus {
    fn start() -> Self {
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut address = String::new();
        let said = daemon.stdout.take().unwrap();
        BufReader::new(said).read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        Self { daemon, address }
    }

    fn join(&self) -> Connection {
        let address = self.address.as_str();
        let builder = zbus::blocking::connection::Builder::address(address).unwrap();
        builder.build().unwrap()
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// A lock that says when it was asked for.
fn told() -> (Lock, Receiver<()>) {
    let (tell, told) = channel();
    let lock: Lock = Arc::new(move || {
        let _ = tell.send(());
    });
    (lock, told)
}

fn eventually(is_so: impl Fn() -> bool) {
    for _ in 0..6000 {
        if is_so() {
            return;
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("it never came");
}

#[test]
fn a_sleep_waits_for_the_lock_and_the_next_one_too() {
    let bus = Bus::start();
    let logind = Logind::at(&bus.address).unwrap();
    let (lock, told) = told();
    let listener = bus.join();
    assert!(hear_logind(&listener, None, &lock).unwrap());
    for _ in 0..2 {
        eventually(|| logind.delays() == 1);
        logind.sleep().unwrap();
        assert!(
            told.try_recv().is_ok(),
            "the computer slept only after the lock had returned"
        );
        logind.wake().unwrap();
    }
    eventually(|| logind.delays() == 1);
    assert!(told.try_recv().is_err(), "waking locks nothing");
}

#[test]
fn a_locked_session_locks_and_the_session_of_somebody_else_does_not() {
    let bus = Bus::start();
    let logind = Logind::at(&bus.address).unwrap();
    let (lock, told) = told();
    let listener = bus.join();
    hear_logind(&listener, Some("7"), &lock).unwrap();
    logind.lock("/org/freedesktop/login1/session/_31").unwrap();
    logind.lock(OWN_SESSION).unwrap();
    told.recv_timeout(PATIENCE).unwrap();
    logind.sleep().unwrap();
    told.recv_timeout(PATIENCE).unwrap();
    assert!(told.try_recv().is_err(), "one of the two locks was ours");
}

#[test]
fn a_screen_saver_locks_when_it_comes_and_not_when_it_goes() {
    let bus = Bus::start();
    let (saver, listener) = (bus.join(), bus.join());
    let (lock, told) = told();
    hear_screen_savers(&listener, &lock).unwrap();
    for (interface, path) in [
        (
            "org.freedesktop.ScreenSaver",
            "/org/freedesktop/ScreenSaver",
        ),
        ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ] {
        for active in [false, true] {
            saver
                .emit_signal(None::<&str>, path, interface, "ActiveChanged", &active)
                .unwrap();
        }
        told.recv_timeout(PATIENCE).unwrap();
    }
    assert!(told.try_recv().is_err());
}

#[test]
fn a_bus_without_logind_says_so_and_harms_nothing() {
    let bus = Bus::start();
    let (lock, _told) = told();
    let listener = bus.join();
    assert!(!hear_logind(&listener, None, &lock).unwrap());
}
