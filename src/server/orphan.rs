//! The end of a server whose editor has gone without a word.

use std::time::Duration;

/// How often the editor is looked for.
const PACE: Duration = Duration::from_secs(3);

/// Ends this process when the editor's has gone.
pub(super) fn end_with(process: u32) {
    if !lives(process) {
        // The editor runs elsewhere (a container), or this system cannot tell: nothing to watch.
        return;
    }
    tokio::spawn(async move {
        while lives(process) {
            tokio::time::sleep(PACE).await;
        }
        std::process::exit(1);
    });
}

/// Whether there is a process of this number.
#[cfg(unix)]
fn lives(process: u32) -> bool {
    let number = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw);
    // One of another user may not be asked, but is there.
    number.is_some_and(|number| rustix::process::test_kill_process(number) != Err(rustix::io::Errno::SRCH))
}

/// Elsewhere there is no way to tell without unsafe code; the end of the input ends the server there too.
#[cfg(not(unix))]
fn lives(_: u32) -> bool {
    false
}
