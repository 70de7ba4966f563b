//! The shape of what the command line prints: field names that scripts and teachers' notes rely on.

use anyhow::Result;
use sandbar_tests::program::Sandbar;
use serde_json::Value;

/// `value` is an object with exactly or at least these fields.
fn has(value: &Value, fields: &[&str]) {
    let object = value.as_object().unwrap_or_else(|| panic!("an object, not {value}"));
    for field in fields {
        assert!(object.contains_key(*field), "`{field}` is missing in {:?}", object.keys());
    }
}

#[test]
fn status_has_every_field_of_schema_1() -> Result<()> {
    let home = tempfile::tempdir()?;
    let project = home.path().join("weather-bot");
    std::fs::create_dir(&project)?;
    std::fs::write(project.join("main.py"), "print('rain')\n")?;
    let sandbar = Sandbar::at(home.path())?;
    let (code, status) = sandbar.json(&["status", "--no-shell", "--in", &project.to_string_lossy()])?;
    assert_eq!(code, 0);
    assert_eq!(status["schema"], 1);
    has(
        &status,
        &["revision", "headline", "terminal", "interpreters", "environments", "projects", "tools", "problems"],
    );
    has(&status["headline"], &["level", "text"]);
    has(&status["terminal"], &["from", "python3", "python", "pip3", "pip", "mismatch"]);
    assert_eq!(status["terminal"]["from"], "paths");
    has(&status["tools"], &["brew", "pipx", "uv"]);
    for interpreter in status["interpreters"].as_array().into_iter().flatten() {
        let fields = ["id", "path", "real_path", "version", "source", "arch", "managed", "protection"];
        has(interpreter, &fields);
        has(interpreter, &["aliases", "site_packages", "strays"]);
    }
    let projects = status["projects"].as_array().expect("a list");
    assert_eq!(projects.len(), 1, "{projects:#?}");
    has(&projects[0], &["path", "name", "evidence", "environment"]);
    let environment = ["path", "health", "reason", "version", "tool", "has_pip", "packages"];
    has(&projects[0]["environment"], &environment);
    assert_eq!(projects[0]["name"], "weather-bot");
    assert_eq!(projects[0]["environment"]["health"], "missing");
    assert_eq!(projects[0]["environment"]["path"], Value::Null);
    for problem in status["problems"].as_array().into_iter().flatten() {
        has(problem, &["code", "level", "message", "hint", "path"]);
    }
    Ok(())
}

#[test]
fn options_stand_anywhere_and_folders_are_kept() -> Result<()> {
    let home = tempfile::tempdir()?;
    std::fs::create_dir(home.path().join("code"))?;
    let sandbar = Sandbar::at(home.path())?;
    let (code, added) = sandbar.json(&["--no-shell", "folders", "add", "code"])?;
    assert_eq!((code, added["folders"].as_array().map(Vec::len)), (0, Some(1)), "{added}");
    assert_eq!(added["folders"][0]["state"], "ok");
    let (_, again) = sandbar.json(&["folders", "add", "--no-shell", "code"])?;
    assert_eq!(again, added, "twice is once");
    std::fs::rename(home.path().join("code"), home.path().join("elsewhere"))?;
    let (_, listed) = sandbar.json(&["folders", "list", "--no-shell"])?;
    assert_eq!(listed["folders"][0]["state"], "missing");
    let gone = home.path().join("code");
    let (code, _) = sandbar.json(&["folders", "remove", &gone.to_string_lossy(), "--no-shell"])?;
    assert_eq!(code, 0, "what is gone can still be taken off the list");
    Ok(())
}

#[test]
fn a_failure_says_what_where_and_what_to_do() -> Result<()> {
    let home = tempfile::tempdir()?;
    let sandbar = Sandbar::at(home.path())?;
    for (words, code, exit) in [
        (vec!["folders", "add", "nowhere"], "not_found", 1),
        (vec!["folders", "add", "."], "refused", 3),
        (vec!["stauts"], "usage", 2),
        (vec!["status", "--root", "/"], "usage", 2),
        (vec!["do", "dance", "."], "unknown_wish", 2),
        (vec!["folders", "remove", "nowhere"], "not_found", 1),
    ] {
        let (got, failure) = sandbar.json(&words)?;
        assert_eq!(got, exit, "{words:?}: {failure}");
        has(&failure["error"], &["code", "message", "path", "hint"]);
        assert_eq!(failure["error"]["code"], code, "{words:?}");
        assert_eq!(failure["schema"], 1);
    }
    Ok(())
}

#[test]
fn damaged_settings_are_named_and_not_overwritten() -> Result<()> {
    let home = tempfile::tempdir()?;
    let data = home.path().join("sandbar-data");
    std::fs::create_dir(&data)?;
    std::fs::create_dir(home.path().join("code"))?;
    let settings = data.join("settings.toml");
    std::fs::write(&settings, "folders = [\"/tmp")?;
    let sandbar = Sandbar::at(home.path())?;
    let (code, status) = sandbar.json(&["status", "--no-shell"])?;
    assert_eq!((code, &status["headline"]["level"]), (0, &Value::from("problem")));
    assert_eq!(status["problems"][0]["code"], "settings");
    let (code, failure) = sandbar.json(&["folders", "add", "code"])?;
    assert_eq!((code, &failure["error"]["code"]), (1, &Value::from("malformed")));
    assert_eq!(std::fs::read_to_string(&settings)?, "folders = [\"/tmp", "nothing is lost");
    Ok(())
}
