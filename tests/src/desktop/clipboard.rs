//! The clipboard of a display, as any other program on it has it: to put text on it, and to read what is on it.
//!
//! How the owner of a selection and whoever wants it talk: ICCCM, section 2
//! (<https://x.org/releases/X11R7.7/doc/xorg-docs/icccm/icccm.html>).

use anyhow::{Context as _, Result, bail};
use x11rb::CURRENT_TIME;
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ConnectionExt as _, CreateWindowAux, EventMask, PropMode, SELECTION_NOTIFY_EVENT,
    SelectionNotifyEvent, SelectionRequestEvent, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use super::{Screen, until};

/// A program without a window that is to be seen, and the names that the protocol goes by.
struct Program {
    server: RustConnection,
    window: Window,
    clipboard: Atom,
    text: Atom,
    targets: Atom,
}

impl Program {
    fn on(screen: &Screen) -> Result<Self> {
        let (server, number) = RustConnection::connect(Some(&screen.name()))?;
        let (window, root) = (server.generate_id()?, server.setup().roots[number].root);
        let copy = x11rb::COPY_FROM_PARENT;
        let unseen = CreateWindowAux::new();
        server.create_window(0, window, root, 0, 0, 1, 1, 0, WindowClass::INPUT_ONLY, copy, &unseen)?.check()?;
        let atom = |name: &[u8]| Ok::<Atom, anyhow::Error>(server.intern_atom(false, name)?.reply()?.atom);
        let (clipboard, text, targets) = (atom(b"CLIPBOARD")?, atom(b"UTF8_STRING")?, atom(b"TARGETS")?);
        Ok(Self { server, window, clipboard, text, targets })
    }

    /// Gives out `content` until somebody else has the clipboard.
    fn give_out(&self, content: &str) -> Result<()> {
        loop {
            match self.server.wait_for_event()? {
                Event::SelectionRequest(wanted) => self.give(&wanted, content)?,
                Event::SelectionClear(_) => return Ok(()),
                _ => {}
            }
        }
    }

    fn give(&self, wanted: &SelectionRequestEvent, content: &str) -> Result<()> {
        let SelectionRequestEvent { requestor, property, target, .. } = *wanted;
        let mut answer = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: wanted.time,
            requestor,
            selection: wanted.selection,
            target,
            property,
        };
        if target == self.targets {
            let known = [self.targets, self.text];
            self.server.change_property32(PropMode::REPLACE, requestor, property, AtomEnum::ATOM, &known)?;
        } else if target == self.text {
            self.server.change_property8(PropMode::REPLACE, requestor, property, target, content.as_bytes())?;
        } else {
            answer.property = x11rb::NONE;
        }
        self.server.send_event(false, requestor, EventMask::NO_EVENT, answer)?;
        Ok(self.server.flush()?)
    }
}

impl Screen {
    /// Puts `text` on the clipboard, as a person does who copies it out of a terminal.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn copy(&self, text: &str) -> Result<()> {
        let program = Program::on(self)?;
        program.server.set_selection_owner(program.window, program.clipboard, CURRENT_TIME)?.check()?;
        let text = text.to_owned();
        // It ends with the display at the latest.
        std::thread::spawn(move || program.give_out(&text));
        Ok(())
    }

    /// Waits until there is text on the clipboard that `fits`; what it says.
    ///
    /// # Errors
    /// When there never is.
    pub async fn copied(&self, fits: impl Fn(&str) -> bool) -> Result<String> {
        let program = Program::on(self)?;
        until("the text is on the clipboard", async || Ok(program.asked()?.filter(|text| fits(text)))).await
    }
}

impl Program {
    /// What is on the clipboard, if it is text.
    fn asked(&self) -> Result<Option<String>> {
        let (server, place) = (&self.server, self.text);
        server.convert_selection(self.window, self.clipboard, self.text, place, CURRENT_TIME)?.check()?;
        loop {
            match server.wait_for_event()? {
                Event::SelectionNotify(answer) if answer.property == x11rb::NONE => return Ok(None),
                Event::SelectionNotify(_) => break,
                Event::Error(error) => bail!("The display refuses: {error:?}"),
                _ => {}
            }
        }
        let read = server.get_property(true, self.window, place, self.text, 0, u32::MAX / 4)?.reply()?;
        Ok(Some(String::from_utf8(read.value).context("The clipboard is text")?))
    }
}
