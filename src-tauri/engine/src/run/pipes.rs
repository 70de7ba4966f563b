//! The two outputs of a program, heard as they come.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::time::Instant;

use super::Stream;

/// Both outputs, each for as long as it is open.
pub(super) struct Pipes<Out, Err> {
    out: Pipe<Out>,
    err: Pipe<Err>,
}

struct Pipe<Reader> {
    reader: Option<Reader>,
    buffer: Box<[u8]>,
}

impl<Out: AsyncRead + Unpin + Send, Err: AsyncRead + Unpin + Send> Pipes<Out, Err> {
    pub(super) fn new(out: Option<Out>, err: Option<Err>) -> Self {
        Self { out: Pipe::new(out), err: Pipe::new(err) }
    }

    pub(super) fn is_open(&self) -> bool {
        self.out.reader.is_some() || self.err.reader.is_some()
    }

    /// Waits for the next piece of either.
    pub(super) async fn hear(&mut self, heard: &mut (impl FnMut(Stream, &[u8]) + Send)) {
        tokio::select! {
            length = self.out.read() => heard(Stream::Out, &self.out.buffer[..length]),
            length = self.err.read() => heard(Stream::Err, &self.err.buffer[..length]),
        }
    }

    /// Hears both to their ends, or until `limit` is over.
    pub(super) async fn drain(&mut self, heard: &mut (impl FnMut(Stream, &[u8]) + Send), limit: Option<Duration>) {
        let until = limit.map(|limit| Instant::now() + limit);
        while self.is_open() {
            match until {
                None => self.hear(heard).await,
                Some(until) => {
                    if tokio::time::timeout_at(until, self.hear(heard)).await.is_err() {
                        return;
                    }
                }
            }
        }
    }
}

impl<Reader: AsyncRead + Unpin> Pipe<Reader> {
    fn new(reader: Option<Reader>) -> Self {
        Self { reader, buffer: vec![0; 8192].into_boxed_slice() }
    }

    /// How many bytes have come into the buffer. 0 at the end, which closes it, and never once it is closed; an output
    /// that can't be read is at its end.
    async fn read(&mut self) -> usize {
        let Some(reader) = &mut self.reader else { return std::future::pending().await };
        let length = reader.read(&mut self.buffer).await.unwrap_or(0);
        if length == 0 {
            self.reader = None;
        }
        length
    }
}
