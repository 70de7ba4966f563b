//! The one command that the page can call. What the names mean, the engine's contract says.

use sandbar_engine::engine::Session;
use sandbar_engine::failure::Failure;
use sandbar_engine::wire;
use serde_json::Value;
use tauri::ipc::JavaScriptChannelId;
use tauri::{State, Webview};

use crate::events::Listener;

/// Answers a request of the contract. `subscribe`, the only name that is the shell's own, takes the channel that
/// events go to from then on; a page that was loaded anew replaces the channel of the one before.
#[tauri::command]
pub(crate) async fn rpc(
    webview: Webview,
    session: State<'_, Session>,
    listener: State<'_, Listener>,
    name: String,
    body: Value,
    events: Option<JavaScriptChannelId>,
) -> Result<Value, Failure> {
    match (name.as_str(), events) {
        ("subscribe", Some(channel)) => {
            listener.listen(channel.channel_on(webview));
            Ok(Value::Null)
        }
        (name, _) => wire::dispatch(session.inner(), name, body).await,
    }
}
