//! Steps that say what they do and how long it took, the commands they run, and the stamps that let them be skipped.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{fs, io};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

/// The folder of the workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace")
}

/// A path below the workspace's `target`.
pub fn target(path: &str) -> PathBuf {
    root().join("target").join(path)
}

/// Does one step: prints what it is, and how long it took.
///
/// The step returns what it has to say about its outcome, as "up to date".
pub fn step(what: &str, work: impl FnOnce() -> Result<String>) -> Result<()> {
    eprintln!("     … {what}");
    let start = Instant::now();
    let outcome =
        work().with_context(|| format!("{what}: failed after {:.1} s", start.elapsed().as_secs_f32()))?;
    eprintln!("{:6.1} s {what}: {outcome}", start.elapsed().as_secs_f32());
    Ok(())
}

/// A command in the workspace's folder, without the variables that the outer `cargo` sets for its own children
/// and without a terminal to read from.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).stdin(Stdio::null()).env_remove("LD_LIBRARY_PATH").env_remove("CARGO");
    for (name, _) in std::env::vars_os() {
        if name
            .to_str()
            .is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"))
        {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a command whose output the developer sees.
pub fn show(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("could not start {}", line(command)))?;
    if !status.success() {
        bail!("{status}: {}", line(command));
    }
    Ok(())
}

/// Runs a command whose output goes to `target/logs/NAME.log`, and is shown only if it fails.
pub fn log(name: &str, command: &mut Command) -> Result<()> {
    let path = target(&format!("logs/{name}.log"));
    fs::create_dir_all(path.parent().expect("a log lies in a folder"))?;
    let file = fs::File::create(&path)?;
    command.stdout(file.try_clone()?).stderr(file);
    let status = command.status().with_context(|| format!("could not start {}", line(command)))?;
    if !status.success() {
        let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
        let lines: Vec<&str> = text.lines().collect();
        bail!(
            "{status}: {}\n{}\n(all of it in {})",
            line(command),
            lines[lines.len().saturating_sub(40)..].join("\n"),
            path.display()
        );
    }
    Ok(())
}

/// What a command prints, or nothing where it is not there or fails.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The command as one would type it.
fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Whether the step `name` was last done for this `key`.
///
/// If not, its stamp is withdrawn: until the step is done again, its result may be half of one.
pub fn is_done(name: &str, key: &str) -> bool {
    let stamp = target(&format!("stamps/{name}"));
    let done = fs::read_to_string(&stamp).is_ok_and(|done| done == key);
    if !done {
        let _ = fs::remove_file(stamp);
    }
    done
}

/// Notes that the step `name` was done for this `key`.
pub fn set_done(name: &str, key: &str) -> Result<()> {
    let path = target(&format!("stamps/{name}"));
    fs::create_dir_all(path.parent().expect("a stamp lies in a folder"))?;
    Ok(fs::write(path, key)?)
}

/// The SHA-256 of some bytes, in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The SHA-256 of the names and contents of all files below `paths`, but for folders named in `except`.
pub fn hash_files(paths: &[PathBuf], except: &[&str]) -> Result<String> {
    let mut hasher = Sha256::new();
    for path in paths {
        for file in files(path, except)? {
            let bytes = fs::read(&file)?;
            let name = file.strip_prefix(root()).unwrap_or(&file);
            hasher.update(format!("{}\0{}\0", name.display(), bytes.len()));
            hasher.update(&bytes);
        }
    }
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// All files below `path`, or `path` itself if it is one, sorted; folders named in `except` are left out.
pub fn files(path: &Path, except: &[&str]) -> Result<Vec<PathBuf>> {
    fn walk(path: &Path, except: &[&str], found: &mut Vec<PathBuf>) -> io::Result<()> {
        if path.is_dir() {
            for entry in fs::read_dir(path)? {
                let entry = entry?;
                if !except.iter().any(|name| entry.file_name() == *name) {
                    walk(&entry.path(), except, found)?;
                }
            }
        } else if path.is_file() {
            found.push(path.to_owned());
        }
        Ok(())
    }
    let mut found = Vec::new();
    walk(path, except, &mut found).with_context(|| format!("could not read {}", path.display()))?;
    found.sort();
    Ok(found)
}

/// Writes `bytes` unless the file holds them already, so that its time stays and nothing is built again for it.
pub fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes).with_context(|| format!("could not write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_command_shows_its_line_and_its_output() {
        let error =
            log("test-of-log", command("cargo").args(["no-such-subcommand"])).unwrap_err().to_string();
        assert!(error.contains("cargo no-such-subcommand"), "{error}");
        assert!(error.contains("no such command"), "{error}");
    }

    #[test]
    fn a_step_begun_for_another_key_is_not_done_for_the_last() {
        set_done("test-of-stamps", "one").unwrap();
        assert!(is_done("test-of-stamps", "one"));
        assert!(!is_done("test-of-stamps", "two"));
        assert!(!is_done("test-of-stamps", "one"));
    }

    #[test]
    fn files_are_sorted_and_leave_folders_out() {
        let files = files(&root().join("xtask"), &["target"]).unwrap();
        assert!(files.is_sorted());
        assert!(files.contains(&root().join("xtask/src/main.rs")));
        assert!(self::files(&root().join("xtask"), &["src"]).unwrap().len() < files.len());
    }

    #[test]
    fn a_hash_depends_on_the_bytes_of_each_file() {
        let [one, two] = ["xtask/Cargo.toml", "wasm-pack.toml"].map(|name| root().join(name));
        let both = hash_files(&[one.clone(), two.clone()], &[]).unwrap();
        assert_eq!(both, hash_files(&[one.clone(), two], &[]).unwrap());
        assert_ne!(both, hash_files(&[one], &[]).unwrap());
    }
}
