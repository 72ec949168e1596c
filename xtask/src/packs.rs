//! The data packs of the page: each file of `data/packs`, gzip-compressed, and a TypeScript module that lists them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::step::{hash, root, target, write_if_changed};

/// One pack as the page gets it.
struct Pack {
    name: String,
    /// Bytes in gzip, as the page loads it.
    bytes: usize,
    /// Bytes of the file itself.
    unpacked: usize,
    /// SHA-256 of the file itself.
    hash: String,
}

/// Compresses every `data/packs/*.bin` into `target/site/packs`, and lists them in `target/site/packs.ts`.
///
/// The page undoes the compression with `DecompressionStream`, which knows gzip and not brotli. zopfli's output depends
/// on nothing but its input, so equal data keeps its hashed name.
pub fn build() -> Result<String> {
    let folder = target("site/packs");
    fs::create_dir_all(&folder)?;
    let mut packs = Vec::new();
    for path in crate::step::files(&root().join("data/packs"), &[]).unwrap_or_default() {
        let (Some(name), Some("bin")) =
            (path.file_stem(), path.extension().and_then(|extension| extension.to_str()))
        else {
            continue;
        };
        packs.push(pack(&name.to_string_lossy(), &path, &folder)?);
    }
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if !packs.iter().any(|pack| path.file_stem().is_some_and(|stem| *stem == *pack.name)) {
            fs::remove_file(path)?;
        }
    }
    write_if_changed(&target("site/packs.ts"), module(&packs).as_bytes())?;
    let bytes: usize = packs.iter().map(|pack| pack.bytes).sum();
    Ok(format!("{} packs, {bytes} bytes", packs.len()))
}

/// Compresses one pack, unless its last compression was of the same bytes.
fn pack(name: &str, path: &Path, folder: &Path) -> Result<Pack> {
    let bytes = fs::read(path)?;
    let hash = hash(&bytes);
    let (packed, key) = (folder.join(format!("{name}.pack")), folder.join(format!("{name}.sha256")));
    if fs::read_to_string(&key).ok().as_ref() != Some(&hash) || !packed.exists() {
        let mut gzip = Vec::new();
        let options =
            zopfli::Options { iteration_count: 5.try_into().expect("5 is not 0"), ..Default::default() };
        zopfli::compress(options, zopfli::Format::Gzip, &bytes[..], &mut gzip)
            .with_context(|| format!("could not compress {name}"))?;
        fs::write(&packed, gzip)?;
        fs::write(&key, &hash)?;
    }
    Ok(Pack {
        name: name.to_owned(),
        bytes: fs::metadata(&packed)?.len() as usize,
        unpacked: bytes.len(),
        hash,
    })
}

/// The TypeScript module that lists the packs.
fn module(packs: &[Pack]) -> String {
    let mut text = String::from("// Made by `cargo xtask web` from data/packs.\n");
    for (i, pack) in packs.iter().enumerate() {
        let _ = writeln!(text, "import url{i} from \"./packs/{}.pack?url\";", pack.name);
    }
    text.push_str(
        "\n/** A data file: `url` is its hashed name, `bytes` its size in gzip, `unpacked` and `sha256` those of what is inside. */\n\
         export interface Pack {\n  name: string;\n  url: string;\n  bytes: number;\n  unpacked: number;\n  sha256: string;\n}\n",
    );
    // What ends in `-extra` is fetched on request.
    for (list, on_request) in [("packs", false), ("extras", true)] {
        let _ = writeln!(text, "\nexport const {list}: readonly Pack[] = [");
        for (i, Pack { name, bytes, unpacked, hash }) in packs.iter().enumerate() {
            if name.ends_with("-extra") == on_request {
                let _ = writeln!(
                    text,
                    "  {{ name: \"{name}\", url: url{i}, bytes: {bytes}, unpacked: {unpacked}, sha256: \"{hash}\" }},"
                );
            }
        }
        text.push_str("];\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn a_pack_reads_back_and_is_equal_each_time() {
        let folder = target("test-packs");
        fs::create_dir_all(&folder).unwrap();
        let data: Vec<u8> = (0..5000u32).flat_map(|n| (n * n % 251).to_le_bytes()).collect();
        fs::write(folder.join("some.bin"), &data).unwrap();
        let first = pack("some", &folder.join("some.bin"), &folder).unwrap();
        let gzip = fs::read(folder.join("some.pack")).unwrap();
        fs::remove_file(folder.join("some.sha256")).unwrap();
        pack("some", &folder.join("some.bin"), &folder).unwrap();
        assert_eq!(fs::read(folder.join("some.pack")).unwrap(), gzip);
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(&gzip[..]).read_to_end(&mut back).unwrap();
        assert_eq!(back, data);
        assert_eq!((first.bytes, first.unpacked, first.hash), (gzip.len(), data.len(), hash(&data)));
    }

    #[test]
    fn the_module_imports_what_it_lists() {
        let pack = |name: &str| Pack { name: name.into(), bytes: 10, unpacked: 20, hash: "ab".into() };
        let text = module(&[pack("names"), pack("places-extra")]);
        let (first, on_request) = text.split_once("export const extras: readonly Pack[] = [\n").unwrap();
        assert!(
            !first.contains("url: url1") && on_request.starts_with("  { name: \"places-extra\", url: url1,"),
            "{text}"
        );
        assert!(text.contains("import url0 from \"./packs/names.pack?url\";"), "{text}");
        assert!(
            text.contains("{ name: \"names\", url: url0, bytes: 10, unpacked: 20, sha256: \"ab\" },"),
            "{text}"
        );
    }
}
