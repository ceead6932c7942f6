//! How files are written: the old one stands until the new one is whole.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Context;

/// Replaces a file as a whole, through links, with its permissions.
///
/// # Errors
/// When it cannot be written; then the old one stands.
pub fn replace(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let folder = target.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = || format!("could not write {}", path.display());
    let mut file = tempfile::Builder::new().prefix(".deskcheck-").tempfile_in(folder).with_context(failed)?;
    file.write_all(bytes).with_context(failed)?;
    match fs::metadata(&target) {
        Ok(there) => {
            anyhow::ensure!(!there.permissions().readonly(), "{} may not be written", path.display());
            fs::set_permissions(file.path(), there.permissions()).with_context(failed)?;
        }
        // A temporary file is its owner's alone; a new one is as others are.
        Err(_) => fs::set_permissions(file.path(), fresh(folder).with_context(failed)?).with_context(failed)?,
    }
    file.as_file().sync_all().with_context(failed)?;
    file.persist(&target).with_context(failed)?;
    Ok(())
}

/// The permissions of a new file in a folder.
fn fresh(folder: &Path) -> std::io::Result<fs::Permissions> {
    // Only the system knows the mask of the user: make a file as anybody would, and look.
    let probe = tempfile::Builder::new().prefix(".deskcheck-").make_in(folder, |path| fs::File::create_new(path))?;
    Ok(probe.as_file().metadata()?.permissions())
}
