//! A whole Mac: its projects, and every environment in its stores.

use std::path::{Path, PathBuf};

use sandbar_engine::find;
use sandbar_engine::model::{EnvironmentTool, Health, Source};
use sandbar_engine::project::survey;
use sandbar_tests::fake_mac::{Chip, FakeMac, HOME, Projects};

use super::{environment, project};

#[test]
fn each_environment_of_a_mac_is_known_with_its_health() {
    for chip in [Chip::Arm64, Chip::Intel] {
        let mac = FakeMac::new(chip);
        mac.add_traps();
        mac.fifo(format!("{}/healthy/requirements.txt", Projects::FOLDER));
        mac.link(format!("{}/round", Projects::FOLDER), "round");
        let interpreters = find::interpreters(&mac.machine(), &[]);
        let survey = survey(&mac.machine(), &[PathBuf::from(Projects::FOLDER)], &interpreters);
        let expected = [
            (Projects::HEALTHY, Health::Healthy, EnvironmentTool::Venv, Some(Source::Homebrew)),
            (Projects::UPGRADED, Health::Healthy, EnvironmentTool::Venv, Some(Source::Homebrew)),
            (Projects::LOST_MINOR, Health::Broken, EnvironmentTool::Venv, None),
            (Projects::LOST_KEG, Health::Broken, EnvironmentTool::Venv, None),
            (Projects::UV, Health::Healthy, EnvironmentTool::Uv, Some(Source::Uv)),
            (Projects::PIXI, Health::Healthy, EnvironmentTool::Pixi, None),
        ];
        assert_eq!(survey.projects.len(), expected.len(), "{:?}", super::paths(&survey, Path::new("/")));
        for (path, health, tool, source) in expected {
            let own = &project(&survey, Path::new(path)).environment;
            assert_eq!((own.health, own.tool), (health, Some(tool)), "{path}: {:?}", own.reason);
            let found = environment(&survey, own.path.as_deref().unwrap());
            let interpreter =
                interpreters.iter().find(|interpreter| Some(&interpreter.id) == found.interpreter.as_ref());
            assert_eq!(interpreter.map(|interpreter| interpreter.source), source, "{path}");
        }
        let pixi = PathBuf::from(format!("{}/.pixi/envs/default", Projects::PIXI));
        let like: Vec<_> = survey.conda_like.iter().map(|like| (like.folder.clone(), like.source)).collect();
        assert_eq!(like, [(pixi, Source::Pixi)]);
        let outside = survey.environments.iter().filter(|environment| environment.projects.is_empty());
        let outside: Vec<(String, Health)> =
            outside.map(|found| (found.path.to_string().replace(HOME, "~"), found.health)).collect();
        let stores = [
            ("~/.pyenv/versions/3.12.12/envs/blog".to_owned(), Health::Healthy),
            ("~/.pyenv/versions/huge".to_owned(), Health::Broken),
            ("~/miniforge3/envs/ml".to_owned(), Health::Healthy),
        ];
        assert_eq!(outside, stores);
        assert!(!mac.was_run());
    }
}
