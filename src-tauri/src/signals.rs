//! What the computer says on its buses: that it goes to sleep, and that its screen is locked. Knows nothing of the
//! practice: whoever listens says what to do.

use std::sync::Arc;
use std::thread;

use zbus::blocking::fdo::DBusProxy;
use zbus::blocking::{Connection, MessageIterator};
use zbus::match_rule::Builder;
use zbus::message::Type;
use zbus::zvariant::{OwnedFd, OwnedObjectPath};
use zbus::{MatchRule, Message};

const LOGIND: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const MANAGER_PATH: &str = "/org/freedesktop/login1";
const SESSION: &str = "org.freedesktop.login1.Session";
const SESSIONS_PATH: &str = "/org/freedesktop/login1/session";
/// What tells of a locked screen on the session's own bus.
const SCREEN_SAVERS: [&str; 2] = ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"];
/// Messages that may wait while one is answered.
const WAITING: usize = 16;

/// What is done when the computer sleeps or its screen is locked. The sleep waits until it has returned.
pub(crate) type Lock = Arc<dyn Fn() + Send + Sync>;

/// Listens on both buses for as long as the program runs. Answers whether this computer tells of its sleep; a
/// bus that is not there is no reason to stop.
pub(crate) fn listen(session_id: Option<&str>, lock: &Lock) -> bool {
    if let Ok(bus) = Connection::session() {
        // A desktop without a screen saver of its own tells through logind.
        let _ = hear_screen_savers(&bus, lock);
    }
    Connection::system().is_ok_and(|bus| hear_logind(&bus, session_id, lock).unwrap_or(false))
}

/// Hears sleep and lock from logind. Answers whether logind is there.
///
/// # Errors
/// When the bus takes no match rule.
pub(crate) fn hear_logind(
    bus: &Connection,
    session_id: Option<&str>,
    lock: &Lock,
) -> zbus::Result<bool> {
    let sleeps = rule(MANAGER, "PrepareForSleep")?.path(MANAGER_PATH)?;
    let sleeps = MessageIterator::for_match_rule(sleeps.build(), bus, Some(WAITING))?;
    let is_there = DBusProxy::new(bus)?.name_has_owner(LOGIND.try_into()?)?;
    let (own_bus, own_lock) = (bus.clone(), Arc::clone(lock));
    let mut delay = delay_sleep(bus);
    thread::spawn(move || {
        for message in sleeps.flatten() {
            if says(&message) == Some(true) {
                own_lock();
                // From here on the computer may sleep.
                drop(delay.take());
            } else {
                delay = delay_sleep(&own_bus);
            }
        }
    });
    hear_session(bus, session_id, lock)?;
    Ok(is_there)
}

/// Hears that somebody locked our session; where it cannot be told which one is ours, any of them.
fn hear_session(bus: &Connection, session_id: Option<&str>, lock: &Lock) -> zbus::Result<()> {
    let rule = rule(SESSION, "Lock")?;
    let rule = match own_session(bus, session_id) {
        Some(path) => rule.path(path)?,
        None => rule.path_namespace(SESSIONS_PATH)?,
    };
    run_at_each(rule.build(), bus, lock, |_| true)
}

fn own_session(bus: &Connection, session_id: Option<&str>) -> Option<OwnedObjectPath> {
    let (logind, manager) = (Some(LOGIND), Some(MANAGER));
    let answer = if let Some(id) = session_id {
        bus.call_method(logind, MANAGER_PATH, manager, "GetSession", &id)
    } else {
        let own = std::process::id();
        bus.call_method(logind, MANAGER_PATH, manager, "GetSessionByPID", &own)
    };
    answer.ok()?.body().deserialize().ok()
}

/// Hears that the screen saver has come.
///
/// # Errors
/// When the bus takes no match rule.
pub(crate) fn hear_screen_savers(bus: &Connection, lock: &Lock) -> zbus::Result<()> {
    for interface in SCREEN_SAVERS {
        let rule = MatchRule::builder()
            .msg_type(Type::Signal)
            .interface(interface)?
            .member("ActiveChanged")?
            .build();
        run_at_each(rule, bus, lock, |message| says(message) == Some(true))?;
    }
    Ok(())
}

fn run_at_each(
    rule: MatchRule<'_>,
    bus: &Connection,
    lock: &Lock,
    is_meant: fn(&Message) -> bool,
) -> zbus::Result<()> {
    let heard = MessageIterator::for_match_rule(rule, bus, Some(WAITING))?;
    let lock = Arc::clone(lock);
    thread::spawn(move || {
        for message in heard.flatten() {
            if is_meant(&message) {
                lock();
            }
        }
    });
    Ok(())
}

fn rule<'a>(interface: &'a str, member: &'a str) -> zbus::Result<Builder<'a>> {
    MatchRule::builder()
        .msg_type(Type::Signal)
        .sender(LOGIND)?
        .interface(interface)?
        .member(member)
}

/// The one yes or no that a signal carries.
fn says(message: &Message) -> Option<bool> {
    message.body().deserialize().ok()
}

/// Asks that a sleep waits for us, until the answer is dropped. Without it the lock races with the sleep.
fn delay_sleep(bus: &Connection) -> Option<OwnedFd> {
    let why = (
        "sleep",
        "Filiform",
        "Keeps what is typed and locks the practice",
        "delay",
    );
    let answer = bus.call_method(Some(LOGIND), MANAGER_PATH, Some(MANAGER), "Inhibit", &why);
    answer.ok()?.body().deserialize().ok()
}

#[cfg(test)]
#[path = "signals_tests.rs"]
mod tests;
