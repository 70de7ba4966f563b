//! A look at a package's wheel, for somebody who has asked for it.

use super::Engine;
use crate::advise::{self, LookedUp, Wanted};
use crate::failure::Failure;
use crate::run::Cancel;

impl Engine {
    /// Fetches a package's wheel and reads which commands it brings. Uses the network: only for a user who wants that.
    /// `index` is another index than the one that the user's pip asks.
    ///
    /// # Errors
    /// When the name is none, nobody answers, there is no wheel or a very large one, or it was cancelled.
    pub async fn look_up(&self, package: &str, index: Option<&str>, cancel: &Cancel) -> Result<LookedUp, Failure> {
        let wanted = Wanted::read(package, index)?;
        advise::look_up(&self.machine, &self.snapshot(), &wanted, cancel).await
    }
}
