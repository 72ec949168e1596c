//! Serves `www/dist` as a static host would in production: with the headers of `_headers`, and brotli where there is one.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use clap::Args;
use tiny_http::{Header, Method, Request, Response, Server};

use crate::headers::Headers;
use crate::{setup, web};

#[derive(Args)]
pub struct Options {
    /// The port of http://127.0.0.1 to serve on
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// A folder to serve it in as well, as /some/folder/
    #[arg(long, value_name = "PATH", value_parser = folder)]
    also: Option<String>,
}

/// A path that starts and ends with a slash.
fn folder(path: &str) -> Result<String, String> {
    let whole = path.starts_with('/') && path.ends_with('/');
    if whole { Ok(path.to_owned()) } else { Err("expected a path that starts and ends with /".into()) }
}

/// Installs what is missing, builds everything, serves it until stopped.
pub fn run(options: &Options) -> Result<()> {
    let listener = listen(options.port)?; // first: a taken port is known before the build
    web::build(&setup::run(false)?)?;
    let address = listener.local_addr()?;
    let places = ["/"].into_iter().chain(options.also.as_deref());
    let threads = Site::read(web::dist(), places)?.serve(listener)?;
    println!("\nDateline is at http://{address}/ (Ctrl+C stops it)");
    for thread in threads {
        thread.join().map_err(|_| anyhow!("the server failed"))?;
    }
    Ok(())
}

/// Takes a port of this machine alone; any free one for 0.
pub fn listen(port: u16) -> Result<TcpListener> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address)
        .with_context(|| format!("could not listen on {address}; choose another port with `--port`"))
}

/// A built site.
pub struct Site {
    folder: PathBuf,
    headers: Headers,
    /// Where the site is found: `/`, or `/some/folder/`.
    places: Vec<String>,
}

/// What a request gets: a status, and the file.
#[derive(Debug, PartialEq)]
enum Found {
    /// The path within the site, which starts with `/`, and the file.
    File(String, PathBuf),
    Nothing,
}

impl Site {
    /// Reads the site in `folder`, to be found at each of `places`, which start and end with `/`.
    pub fn read<'a>(folder: PathBuf, places: impl IntoIterator<Item = &'a str>) -> Result<Site> {
        let headers = Headers::read(&folder.join("_headers"))?;
        Ok(Site { folder, headers, places: places.into_iter().map(str::to_owned).collect() })
    }

    /// Answers requests, in threads that never end.
    pub fn serve(self, listener: TcpListener) -> Result<Vec<std::thread::JoinHandle<()>>> {
        let server = Arc::new(
            Server::from_listener(listener, None).map_err(|error| anyhow!("could not serve: {error}"))?,
        );
        let site = Arc::new(self);
        let threads = (0..4).map(|_| {
            let (server, site) = (server.clone(), site.clone());
            std::thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    site.answer(request);
                }
            })
        });
        Ok(threads.collect())
    }

    /// Answers one request. A visitor who has left is no error.
    fn answer(&self, request: Request) {
        if !matches!(request.method(), Method::Get | Method::Head) {
            let _ = request.respond(Response::empty(405));
            return;
        }
        let (path, file) = match self.find(request.url()) {
            Found::File(path, file) => (path, Some(file)),
            Found::Nothing => (request.url().to_owned(), None),
        };
        let brotli = file
            .as_ref()
            .map(|file| file.with_added_extension("br"))
            .filter(|file| file.exists() && takes_brotli(&request));
        let bytes = brotli.as_ref().or(file.as_ref()).and_then(|file| fs::read(file).ok());
        let status = if bytes.is_some() { 200 } else { 404 };
        let mut response =
            Response::from_data(bytes.unwrap_or_else(|| b"not found\n".to_vec())).with_status_code(status);
        let kind = file.as_deref().map_or("text/plain; charset=utf-8", kind);
        let own = [("Content-Type", kind), ("Vary", "Accept-Encoding")];
        let encoding = brotli.map(|_| ("Content-Encoding", "br"));
        for (name, value) in own.into_iter().chain(encoding).chain(self.headers.of(&path)) {
            if let Ok(header) = Header::from_bytes(name, value) {
                response.add_header(header);
            }
        }
        let _ = request.respond(response);
    }

    /// The file of a URL.
    fn find(&self, url: &str) -> Found {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let Some(path) = self.places.iter().rev().find_map(|place| path.strip_prefix(place.as_str())) else {
            return Found::Nothing;
        };
        // Built names are plain: whatever could lead out of the folder is none of them.
        let plain = |part: &str| {
            !part.is_empty()
                && !part.starts_with('.')
                && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
        };
        let path = if path.is_empty() { "index.html" } else { path };
        if !path.split('/').all(plain) {
            return Found::Nothing;
        }
        let file = self.folder.join(path);
        if file.is_file() { Found::File(format!("/{path}"), file) } else { Found::Nothing }
    }
}

/// Whether the visitor takes brotli.
fn takes_brotli(request: &Request) -> bool {
    let accepted = request.headers().iter().filter(|header| header.field.equiv("Accept-Encoding"));
    accepted.flat_map(|header| header.value.as_str().split(',')).any(|encoding| {
        let mut parts = encoding.split(';').map(str::trim);
        parts.next() == Some("br") && parts.all(|part| part != "q=0")
    })
}

/// The media type of a file.
fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("css") => "text/css; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("ico") => "image/x-icon",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::step::target;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    fn site(name: &str) -> Site {
        let folder = target(&format!("test-site-{name}"));
        fs::create_dir_all(folder.join("assets")).unwrap();
        fs::write(folder.join("_headers"), "/*\n  X-All: yes\n/assets/*\n  X-Asset: yes\n").unwrap();
        fs::write(folder.join("index.html"), "page").unwrap();
        fs::write(folder.join("assets/engine-1.wasm"), "engine").unwrap();
        fs::write(folder.join("assets/engine-1.wasm.br"), "brotli").unwrap();
        Site::read(folder, ["/", "/some/folder/"]).unwrap()
    }

    #[test]
    fn a_url_finds_its_file_from_each_place_and_nothing_outside() {
        let site = site("find");
        let page = Found::File("/index.html".into(), site.folder.join("index.html"));
        for url in ["/", "/?a=/b", "/some/folder/", "/some/folder/#x"] {
            assert_eq!(site.find(url), page, "{url}");
        }
        let engine = Found::File("/assets/engine-1.wasm".into(), site.folder.join("assets/engine-1.wasm"));
        assert_eq!(site.find("/some/folder/assets/engine-1.wasm"), engine);
        for url in [
            "/../Cargo.toml",
            "//etc/passwd",
            "/assets",
            "/assets/..%2f",
            "/./index.html",
            "index.html",
            "/C:x",
            "",
        ] {
            assert_eq!(site.find(url), Found::Nothing, "{url}");
        }
    }

    #[test]
    fn a_file_goes_out_with_its_headers_and_in_brotli_if_taken() {
        let listener = listen(0).unwrap();
        let address = listener.local_addr().unwrap();
        site("serve").serve(listener).unwrap();
        let get = |path: &str, extra: &str| {
            let mut stream = TcpStream::connect(address).unwrap();
            write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{extra}\r\n").unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        };
        let plain = get("/assets/engine-1.wasm", "Accept-Encoding: gzip, br;q=0\r\n");
        assert!(plain.starts_with("HTTP/1.1 200") && plain.ends_with("\r\n\r\nengine"), "{plain}");
        assert!(plain.contains("Content-Type: application/wasm\r\n"), "{plain}");
        assert!(plain.contains("X-All: yes\r\n") && plain.contains("X-Asset: yes\r\n"), "{plain}");
        let packed = get("/assets/engine-1.wasm", "Accept-Encoding: gzip, br\r\n");
        assert!(
            packed.contains("Content-Encoding: br\r\n") && packed.ends_with("\r\n\r\nbrotli"),
            "{packed}"
        );
        let nothing = get("/nothing", "");
        assert!(nothing.starts_with("HTTP/1.1 404") && nothing.contains("X-All: yes\r\n"), "{nothing}");
    }
}
