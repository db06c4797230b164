//! A logind of our own on a bus of our own: it says what it is told to, and knows who delays a sleep.
#![expect(
    clippy::unused_self,
    clippy::used_underscore_binding,
    reason = "the arguments are those of logind, whether they are looked at or not"
)]

use std::io::Read;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, PoisonError};

use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::zvariant::{self, OwnedObjectPath};
use zbus::{fdo, interface};

const NAME: &str = "org.freedesktop.login1";
const PATH: &str = "/org/freedesktop/login1";
/// The session that everybody who asks is told to be theirs.
pub(crate) const OWN_SESSION: &str = "/org/freedesktop/login1/session/_37";

/// Our ends of the delays that were asked for: one reads its end when the delay is given up.
type Delays = Arc<Mutex<Vec<UnixStream>>>;

/// The fake.
pub(crate) struct Logind {
    bus: Connection,
    delays: Delays,
}

struct Manager {
    delays: Delays,
}

#[interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    fn inhibit(
        &self,
        what: &str,
        _who: &str,
        _why: &str,
        mode: &str,
    ) -> fdo::Result<zvariant::OwnedFd> {
        if (what, mode) != ("sleep", "delay") {
            return Err(fdo::Error::InvalidArgs("only a delay of the sleep".into()));
        }
        let failed = |error: std::io::Error| fdo::Error::Failed(error.to_string());
        let (ours, theirs) = UnixStream::pair().map_err(failed)?;
        self.delays
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(ours);
        Ok(OwnedFd::from(theirs).into())
    }

    fn get_session(&self, _id: &str) -> fdo::Result<OwnedObjectPath> {
        own_session()
    }

    #[zbus(name = "GetSessionByPID")]
    fn get_session_by_pid(&self, _pid: u32) -> fdo::Result<OwnedObjectPath> {
        own_session()
    }
}

fn own_session() -> fdo::Result<OwnedObjectPath> {
    OwnedObjectPath::try_from(OWN_SESSION).map_err(|error| fdo::Error::Failed(error.to_string()))
}

impl Logind {
    /// Takes logind's name on the bus at `address`.
    pub(crate) fn at(address: &str) -> zbus::Result<Self> {
        let delays = Delays::default();
        let manager = Manager {
            delays: Arc::clone(&delays),
        };
        let bus = Builder::address(address)?
            .serve_at(PATH, manager)?
            .name(NAME)?
            .build()?;
        Ok(Self { bus, delays })
    }

    /// How many delays were asked for and not given up.
    pub(crate) fn delays(&self) -> usize {
        self.delays
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .len()
    }

    /// The computer goes to sleep: says so, and waits until every delay is given up.
    pub(crate) fn sleep(&self) -> zbus::Result<()> {
        self.prepare(true)?;
        let delays =
            std::mem::take(&mut *self.delays.lock().unwrap_or_else(PoisonError::into_inner));
        for mut delay in delays {
            // The end of the stream is all that ever comes.
            let _ = delay.read(&mut [0]);
        }
        Ok(())
    }

    /// The computer woke up.
    pub(crate) fn wake(&self) -> zbus::Result<()> {
        self.prepare(false)
    }

    fn prepare(&self, for_sleep: bool) -> zbus::Result<()> {
        let interface = "org.freedesktop.login1.Manager";
        self.bus
            .emit_signal(None::<&str>, PATH, interface, "PrepareForSleep", &for_sleep)
    }

    /// Somebody locks the screen of this session.
    pub(crate) fn lock(&self, session: &str) -> zbus::Result<()> {
        let interface = "org.freedesktop.login1.Session";
        self.bus
            .emit_signal(None::<&str>, session, interface, "Lock", &())
    }
}
