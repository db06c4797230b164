//! Where a practice may live: on a disk of this computer, outside of synced folders.
//!
//! File locks, write order and the write-ahead log cannot be trusted on a network drive, and a sync client
//! copies a database in the middle of a write. Backups may go anywhere.

use std::fmt;
use std::path::{Component, Path, PathBuf};

use crate::StoreError;

/// Why a place cannot hold a practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsuitable {
    /// The disk is another computer's.
    NetworkDrive,
    /// A sync client copies the folder; the name is the client's when it is known.
    SyncedFolder(&'static str),
}

impl fmt::Display for Unsuitable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NetworkDrive => f.write_str("This folder is on a network drive."),
            Self::SyncedFolder(client) => write!(f, "This folder is synchronised by {client}."),
        }
    }
}

/// File systems that are another computer's. 9p and virtiofs are missing on purpose: they are the root disk
/// of virtual machines; so is plain `fuse`, which also carries local encrypted folders.
const NETWORK: [&str; 22] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afpfs",
    "afs",
    "ncpfs",
    "coda",
    "ceph",
    "lustre",
    "gfs2",
    "ocfs2",
    "davfs",
    "webdav",
    "fuse.sshfs",
    "fuse.davfs2",
    "fuse.rclone",
    "fuse.gvfsd-fuse",
    "fuse.s3fs",
    "fuse.glusterfs",
    "fuse.ceph-fuse",
];

/// Folder names that sync clients use, in lower case, with the client's name. A name matches when it is this
/// or starts with this and a space, dash or bracket ("OneDrive - Clinic", "Dropbox (Personal)").
const SYNCED: [(&str, &str); 16] = [
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("icloud drive", "iCloud"),
    ("iclouddrive", "iCloud"),
    ("mobile documents", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("cloudstorage", "a cloud drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("pclouddrive", "pCloud"),
    ("proton drive", "Proton Drive"),
    ("megasync", "MEGA"),
    ("seafile", "Seafile"),
    ("syncthing", "Syncthing"),
];

/// Files and folders that sync clients leave in the top folder they copy.
const MARKERS: [(&str, &str); 5] = [
    (".stfolder", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".tmp.drivedownload", "Google Drive"),
];

/// Judges a place from its absolute path and the type of its file system (as in `mount`), when known.
pub fn unsuitable_place(path: &Path, filesystem_type: Option<&str>) -> Option<Unsuitable> {
    if filesystem_type.is_some_and(|kind| NETWORK.contains(&kind)) {
        return Some(Unsuitable::NetworkDrive);
    }
    if path.to_string_lossy().starts_with(r"\\") {
        return Some(Unsuitable::NetworkDrive);
    }
    path.components().find_map(|component| match component {
        Component::Normal(name) => synced_by(&name.to_string_lossy().to_lowercase()),
        _ => None,
    })
}

/// Refuses a folder on a network drive or in a synced folder. The folder need not exist yet.
pub(crate) fn require_suitable(folder: &Path) -> Result<(), StoreError> {
    let path = resolved(folder);
    let filesystem = mounts().and_then(|mounts| filesystem_of(&path, &mounts));
    match unsuitable_place(&path, filesystem.as_deref()).or_else(|| marked(&path)) {
        None => Ok(()),
        Some(reason) => Err(StoreError::UnsuitablePlace { reason }),
    }
}

fn synced_by(name: &str) -> Option<Unsuitable> {
    let matches = |known: &str| {
        name.strip_prefix(known)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '-', '(']))
    };
    SYNCED
        .iter()
        .find(|(known, _)| matches(known))
        .map(|(_, client)| Unsuitable::SyncedFolder(client))
}

fn marked(path: &Path) -> Option<Unsuitable> {
    path.ancestors().find_map(|folder| {
        let marker = MARKERS
            .iter()
            .find(|(name, _)| is_marker(&folder.join(name)))?;
        Some(Unsuitable::SyncedFolder(marker.1))
    })
}

/// `~/.dropbox` is the client's own settings folder and says nothing about the home around it; the marker of a
/// synced folder under that name is a file.
fn is_marker(path: &Path) -> bool {
    if path.ends_with(".dropbox") {
        path.is_file()
    } else {
        path.exists()
    }
}

/// The path without links, also when its end does not exist yet.
fn resolved(folder: &Path) -> PathBuf {
    let here = Path::new(".");
    folder
        .ancestors()
        .find_map(|existing| {
            let start = if existing.as_os_str().is_empty() {
                here
            } else {
                existing
            };
            let rest = folder.strip_prefix(existing).ok()?;
            Some(start.canonicalize().ok()?.join(rest))
        })
        .unwrap_or_else(|| folder.to_owned())
}

/// The kernel's table of mounts; none outside Linux.
fn mounts() -> Option<String> {
    std::fs::read("/proc/self/mountinfo")
        .ok()
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// The type of the file system that holds `path`: the deepest mount above it, the last one when several lie
/// on the same point.
fn filesystem_of(path: &Path, mountinfo: &str) -> Option<String> {
    mountinfo
        .lines()
        .filter_map(mount_of)
        .filter(|(point, _)| path.starts_with(point))
        .max_by_key(|(point, _)| point.components().count())
        .map(|(_, kind)| kind.to_owned())
}

/// Mount point and type from one line: `36 35 98:0 /root /point options … - type source options`.
fn mount_of(line: &str) -> Option<(PathBuf, &str)> {
    let (mount, filesystem) = line.split_once(" - ")?;
    let point = mount.split(' ').nth(4)?;
    let point = point
        .replace(r"\040", " ")
        .replace(r"\011", "\t")
        .replace(r"\134", r"\");
    Some((PathBuf::from(point), filesystem.split(' ').next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/clinic\\040files rw - cifs //server/clinic rw
31 22 0:41 / /home/ada/remote rw master:2 propagate_from:3 - fuse.sshfs ada@host: rw
32 22 0:42 / /srv rw - nfs4 server:/srv rw
33 32 8:2 / /srv rw - xfs /dev/sdb1 rw
34 22 0:43 / /vm rw - 9p host rw
35 22 0:44 / /layers rw - overlay overlay rw
36 22 0:45 / /tmp rw - tmpfs tmpfs rw
";

    fn judged(path: &str) -> Option<Unsuitable> {
        let path = Path::new(path);
        unsuitable_place(path, filesystem_of(path, MOUNTS).as_deref())
    }

    #[test]
    fn network_drives_are_refused_and_local_disks_are_not() {
        for network in [
            "/mnt/clinic files/practice",
            "/home/ada/remote/practice",
            "//nas/x",
        ] {
            let expected = if network.starts_with("//") {
                None
            } else {
                Some(Unsuitable::NetworkDrive)
            };
            assert_eq!(judged(network), expected, "{network}");
        }
        assert_eq!(
            unsuitable_place(Path::new(r"\\nas\clinic"), None),
            Some(Unsuitable::NetworkDrive)
        );
        for local in [
            "/home/ada/practice",
            "/srv/practice",
            "/vm/practice",
            "/layers/p",
            "/tmp/p",
            "/home/ada/remotely",
        ] {
            assert_eq!(judged(local), None, "{local}");
        }
    }

    #[test]
    fn a_mount_over_another_hides_it() {
        assert_eq!(
            filesystem_of(Path::new("/srv/x"), MOUNTS).as_deref(),
            Some("xfs")
        );
        assert_eq!(filesystem_of(Path::new("/x"), "").as_deref(), None);
        assert_eq!(
            filesystem_of(Path::new("/x"), "nonsense - \n - \n1 2 3 4").as_deref(),
            None
        );
    }

    #[test]
    fn synced_folders_are_recognised_by_their_names() {
        let synced = [
            ("/home/ada/Dropbox/practice", "Dropbox"),
            ("/home/ada/Dropbox (Clinic)/practice", "Dropbox"),
            ("/Users/ada/OneDrive - Clinic/practice", "OneDrive"),
            (
                "/Users/ada/Library/CloudStorage/GoogleDrive-ada/p",
                "a cloud drive",
            ),
            (
                "/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/p",
                "iCloud",
            ),
            ("/home/ada/Nextcloud/p", "Nextcloud"),
            ("/home/ada/google drive/p", "Google Drive"),
        ];
        for (path, client) in synced {
            assert_eq!(
                judged(path),
                Some(Unsuitable::SyncedFolder(client)),
                "{path}"
            );
        }
        for fine in [
            "/home/ada/Dropboxes/p",
            "/home/boxer/p",
            "/home/ada/drive/p",
            "/home/ada/.nextcloudish/p",
        ] {
            assert_eq!(judged(fine), None, "{fine}");
        }
    }

    #[test]
    fn a_sync_clients_marker_in_any_folder_above_counts() {
        let top = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(top.path().join("a/b")).unwrap();
        assert_eq!(require_suitable(&top.path().join("a/b/new")), Ok(()));
        std::fs::create_dir(top.path().join(".dropbox")).unwrap();
        assert_eq!(
            require_suitable(&top.path().join("a/b/new")),
            Ok(()),
            "the client's settings, not its folder"
        );
        std::fs::create_dir(top.path().join(".stfolder")).unwrap();
        let refused = require_suitable(&top.path().join("a/b/new"));
        assert_eq!(refused.unwrap_err().code(), "unsuitable-place");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_into_a_synced_folder_does_not_hide_it() {
        let top = tempfile::tempdir().unwrap();
        std::fs::create_dir(top.path().join("Nextcloud")).unwrap();
        std::os::unix::fs::symlink(top.path().join("Nextcloud"), top.path().join("notes")).unwrap();
        let refused = require_suitable(&top.path().join("notes/practice")).unwrap_err();
        assert_eq!(
            refused,
            StoreError::UnsuitablePlace {
                reason: Unsuitable::SyncedFolder("Nextcloud")
            }
        );
    }
}
