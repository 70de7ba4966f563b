//! A desktop's panel, as far as a tray icon needs one: it takes the icon in, reads its menu, and presses an item.
//!
//! The icon's side is `StatusNotifierItem` and `com.canonical.dbusmenu`, which every Linux desktop's panel speaks.

#![expect(clippy::unused_self, clippy::needless_pass_by_value, reason = "the shape that zbus wants of a method")]

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use sandbar_tests::desktop::until;
use tokio::sync::watch;
use zbus::message::Header;
use zbus::proxy::{Builder, CacheProperties};
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, Proxy, interface};

/// The panel's place on the bus.
const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const MENU: &str = "com.canonical.dbusmenu";

/// An item of a menu, and those below it.
type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

/// A panel with room for one icon.
pub(crate) struct Panel {
    bus: Connection,
    icons: watch::Receiver<Option<Icon>>,
}

/// Where on the bus an icon is.
#[derive(Debug, Clone)]
struct Icon {
    owner: String,
    path: String,
}

struct Watcher {
    icons: watch::Sender<Option<Icon>>,
}

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    /// An icon says where it is: by its path, or by the name of its owner.
    fn register_status_notifier_item(&self, service: &str, #[zbus(header)] header: Header<'_>) {
        let owner = header.sender().map(ToString::to_string).unwrap_or_default();
        let path = if service.starts_with('/') { service } else { "/StatusNotifierItem" };
        self.icons.send_replace(Some(Icon { owner, path: path.to_owned() }));
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.icons.borrow().iter().map(|icon| format!("{}{}", icon.owner, icon.path)).collect()
    }
}

impl Panel {
    /// A panel on the bus at `address`.
    pub(crate) async fn on(address: &str) -> Result<Self> {
        let (sender, icons) = watch::channel(None);
        let bus = zbus::connection::Builder::address(address)?
            .name(WATCHER)?
            .serve_at("/StatusNotifierWatcher", Watcher { icons: sender })?
            .build()
            .await
            .context("Could not be a panel")?;
        Ok(Self { bus, icons })
    }

    /// What the icon's menu says, from the top. Waits for the icon.
    pub(crate) async fn menu(&self) -> Result<Vec<String>> {
        Ok(self.items().await?.into_iter().map(|(_, label)| label).collect())
    }

    /// Presses the item `label`.
    pub(crate) async fn press(&self, label: &str) -> Result<()> {
        let items = self.items().await?;
        let (id, _) =
            items.iter().find(|(_, own)| own == label).with_context(|| format!("No `{label}` in {items:?}"))?;
        let menu = self.proxy().await?;
        let () = menu.call("Event", &(*id, "clicked", Value::from(""), 0_u32)).await?;
        Ok(())
    }

    /// The file that the icon shows, byte by byte. Waits for the icon.
    pub(crate) async fn picture(&self) -> Result<Vec<u8>> {
        let icon = self.icon().await?;
        let item = self.item(&icon).await?;
        until("the icon has a picture", async || {
            let name: String = item.get_property("IconName").await.context("The icon has no name")?;
            let folder: String = item.get_property("IconThemePath").await.unwrap_or_default();
            let (path, named) = (Path::new(&folder).join(format!("{name}.png")), Path::new(&name).to_owned());
            // One that is just being replaced is looked for again.
            Ok(std::fs::read(path).or_else(|_| std::fs::read(named)).ok())
        })
        .await
    }

    /// Whether the icon is shown: `Active`, or hidden: `Passive`. Waits for the icon.
    pub(crate) async fn status(&self) -> Result<String> {
        let item = self.item(&self.icon().await?).await?;
        item.get_property("Status").await.context("The icon has no status")
    }

    async fn icon(&self) -> Result<Icon> {
        until("an icon comes to the panel", async || Ok(self.icons.borrow().clone())).await
    }

    /// The icon, asked anew each time: a proxy would remember what it said before.
    async fn item(&self, icon: &Icon) -> Result<Proxy<'static>> {
        let item = Builder::new(&self.bus)
            .destination(icon.owner.clone())?
            .path(icon.path.clone())?
            .interface("org.kde.StatusNotifierItem")?
            .cache_properties(CacheProperties::No);
        Ok(item.build().await?)
    }

    async fn items(&self) -> Result<Vec<(i32, String)>> {
        let menu = self.proxy().await?;
        let (_, (_, _, below)): (u32, Layout) = menu.call("GetLayout", &(0, -1, Vec::<String>::new())).await?;
        below
            .into_iter()
            .map(|item| {
                let (id, properties, _) = Layout::try_from(item)?;
                let label = properties.get("label").map(|label| String::try_from(label.clone())).transpose()?;
                // An underscore marks the key that presses the item; a separator has no label.
                Ok((id, label.unwrap_or_default().replace('_', "")))
            })
            .filter(|item: &Result<(i32, String)>| item.as_ref().map_or(true, |(_, label)| !label.is_empty()))
            .collect()
    }

    async fn proxy(&self) -> Result<Proxy<'static>> {
        let icon = self.icon().await?;
        let item = self.item(&icon).await?;
        let path: OwnedObjectPath = item.get_property("Menu").await.context("The icon has no menu")?;
        Ok(Proxy::new(&self.bus, icon.owner, path, MENU).await?)
    }
}
