//! A package index made on the spot: the "simple" form that pip asks (PEP 503), as files or from a server of our own.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};

use anyhow::Result;

use crate::wheel::{self, Said};

/// An index in a folder.
#[derive(Debug)]
pub struct Index {
    folder: PathBuf,
    python: PathBuf,
}

impl Index {
    /// An empty one in `folder`; `python` packs what is put into it.
    pub fn at(folder: &Path, python: &Path) -> Self {
        Self { folder: folder.to_path_buf(), python: python.to_path_buf() }
    }

    /// Puts a made wheel into it.
    ///
    /// # Errors
    /// When it can't be packed or written.
    pub fn put(&self, name: &str, version: &str, said: Said<'_>) -> Result<PathBuf> {
        let wheel = wheel::put(&self.page(name), name, version, said, &self.python)?;
        self.list(name, said.requires_python)?;
        Ok(wheel)
    }

    /// Puts a made wheel without a command into it, whose module has another name.
    ///
    /// # Errors
    /// When it can't be packed or written.
    pub fn put_module(&self, name: &str, version: &str, module: &str) -> Result<()> {
        wheel::put_module(&self.page(name), name, version, module, &self.python)?;
        self.list(name, None)
    }

    /// Puts a copy of a file into it.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn put_file(&self, name: &str, file: &Path) -> Result<()> {
        fs::create_dir_all(self.page(name))?;
        fs::copy(file, self.page(name).join(file.file_name().unwrap_or_default()))?;
        self.list(name, None)
    }

    /// Its address, for pip.
    pub fn url(&self) -> String {
        format!("file://{}", self.folder.display())
    }

    /// Serves it, one file after the other; see [`Served`].
    ///
    /// # Errors
    /// When there is no port to be had.
    pub fn serve(&self, passed: usize) -> Result<Served> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("http://{}/", listener.local_addr()?);
        let (asked, held) = channel();
        let folder = self.folder.clone();
        std::thread::spawn(move || serve(&listener, &folder, passed, &asked));
        Ok(Served { url, held })
    }

    fn page(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Writes the page of `name` anew: a link to each of its files.
    fn list(&self, name: &str, requires_python: Option<&str>) -> Result<()> {
        let mut files: Vec<String> = fs::read_dir(self.page(name))?
            .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
            .filter(|file| file != "index.html")
            .collect();
        files.sort();
        let wants = requires_python.map(|wants| wants.replace('<', "&lt;").replace('>', "&gt;"));
        let wants = wants.map(|wants| format!(" data-requires-python=\"{wants}\"")).unwrap_or_default();
        let links: Vec<String> = files.iter().map(|file| format!("<a href=\"{file}\"{wants}>{file}</a><br>")).collect();
        let links = links.join("\n");
        let page = format!("<!DOCTYPE html>\n<html><body>\n{links}\n</body></html>\n");
        Ok(fs::write(self.page(name).join("index.html"), page)?)
    }
}

/// An index that is served: the first few wheels that are asked for are handed out, and then one is held back, so that
/// whoever asked for it waits for as long as this lives.
#[derive(Debug)]
pub struct Served {
    /// Its address, for pip.
    pub url: String,
    /// Says when a wheel is held back.
    pub held: Receiver<()>,
}

fn serve(listener: &TcpListener, folder: &Path, passed: usize, asked: &Sender<()>) {
    let (mut wheels, mut waiting) = (0, Vec::new());
    for stream in listener.incoming().flatten() {
        let Some(path) = requested(&stream) else { continue };
        let is_wheel = Path::new(&path).extension().is_some_and(|extension| extension == "whl");
        wheels += usize::from(is_wheel);
        if is_wheel && wheels > passed {
            waiting.push(stream);
            if asked.send(()).is_err() {
                return;
            }
            continue;
        }
        // Whoever went away in the meantime needs no answer.
        let _ = answer(stream, folder, &path);
    }
}

fn requested(stream: &TcpStream) -> Option<String> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next()?.ok()?;
    // The rest of the head has to be read before the answer.
    lines.take_while(|line| line.as_ref().is_ok_and(|line| !line.is_empty())).for_each(drop);
    first.split(' ').nth(1).map(str::to_owned)
}

fn answer(mut stream: TcpStream, folder: &Path, path: &str) -> Result<()> {
    let place = folder.join(path.trim_matches('/'));
    let place = if place.is_dir() { place.join("index.html") } else { place };
    let kind = if place.ends_with("index.html") { "text/html" } else { "application/octet-stream" };
    let (state, content) = match fs::read(&place) {
        Ok(content) => ("200 OK", content),
        Err(_) => ("404 Not Found", Vec::new()),
    };
    let length = content.len();
    write!(
        stream,
        "HTTP/1.1 {state}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )?;
    Ok(stream.write_all(&content)?)
}
