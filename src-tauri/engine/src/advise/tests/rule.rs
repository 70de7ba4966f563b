//! The rule of what belongs where, on names.

use super::{mac, mac_with_project};
use crate::advise::{Advice, Confidence, Verdict, World, advise};
use crate::machine::Os;
use crate::model::Health;

fn first(text: &str, world: &World) -> (Verdict, Option<String>, Confidence) {
    let advice = advise(text, world);
    assert_eq!(advice.error, None, "{text}");
    (advice.verdict, advice.package, advice.confidence)
}

fn all_are(names: &str, verdict: Verdict, confidence: Option<Confidence>, world: &World) {
    let wrong: Vec<String> = names
        .split_whitespace()
        .map(|name| (name, first(name, world)))
        .filter(|(_, found)| found.0 != verdict || confidence.is_some_and(|confidence| found.2 != confidence))
        .map(|(name, found)| format!("{name}: {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "not {verdict:?}: {wrong:#?}");
}

#[test]
fn libraries_go_into_the_sandbox() {
    let names = "requests pandas numpy scipy matplotlib seaborn polars scikit-learn tensorflow torch transformers openai anthropic \
        langchain django flask fastapi uvicorn gunicorn starlette pydantic sqlalchemy psycopg2-binary pymysql pymongo redis celery \
        beautifulsoup4 lxml selenium playwright scrapy httpx aiohttp pytest pytest-cov hypothesis coverage sphinx pillow \
        opencv-python pygame kivy pyqt6 pyside6 tqdm rich click typer python-dotenv pyyaml boto3 paramiko cryptography pyjwt \
        pyautogui pynput pyttsx3 gtts playsound speechrecognition wikipedia yfinance discord.py python-telegram-bot tweepy praw \
        pyserial paho-mqtt openpyxl xlrd python-docx PyPDF2 PyMuPDF pyinstaller customtkinter streamlit gradio manim nltk spacy \
        gensim xgboost lightgbm networkx sympy numba Cython statsmodels plotly bokeh dash folium geopandas shapely pytesseract \
        easyocr weasyprint pwntools scapy psutil gitpython pygments Faker locust invoke fabric docker kubernetes huggingface-hub \
        ipykernel setuptools-scm apache-airflow python-dateutil pytz Jinja2 MarkupSafe werkzeug certifi six attrs";
    all_are(names, Verdict::Venv, None, &mac());
}

#[test]
fn the_names_of_tables_are_certain_and_those_merely_known_are_likely() {
    all_are("numpy django pytest flask requests pandas", Verdict::Venv, Some(Confidence::Certain), &mac());
    all_are("aiobotocore s3transfer boltons cachetools jsonpointer", Verdict::Venv, Some(Confidence::Likely), &mac());
}

#[test]
fn strangers_go_into_the_sandbox_and_it_says_so() {
    let names = "acme-weather-client my-private-lib zzyzx-tools qwertyuiop-sdk ada-lovelace-engine";
    all_are(names, Verdict::Venv, Some(Confidence::Low), &mac());
    assert!(advise("acme-weather-client", &mac()).reason.contains("does not know"));
}

#[test]
fn applications_go_to_pipx() {
    let names = "black ruff isort flake8 yapf autopep8 codespell yamllint cpplint bandit vulture sqlfluff pre-commit tox nox hatch pdm \
        poetry pipenv uv virtualenv cookiecutter copier twine commitizen yt-dlp youtube-dl you-get gallery-dl instaloader streamlink \
        httpie glances speedtest-cli thefuck howdoi magic-wormhole sshuttle jrnl khal vdirsyncer visidata csvkit datasette \
        sqlite-utils pgcli mycli litecli tmuxp xonsh grip icdiff esptool platformio esphome llm aider-chat beets trash-cli \
        meson scons conan gcovr maturin semgrep checkov cfn-lint s3cmd internetarchive dvc py-spy pyupgrade pip-tools";
    all_are(names, Verdict::Pipx, None, &mac());
}

#[test]
fn homebrew_where_it_is_the_better_source() {
    all_are(
        "awscli ansible azure-cli asciinema docker-compose borgbackup ocrmypdf mercurial",
        Verdict::Brew,
        Some(Confidence::Certain),
        &mac(),
    );
    // Also on a machine without it: the verdict is about the package.
    let mut world = mac();
    world.brew = false;
    all_are("awscli ansible tkinter", Verdict::Brew, None, &world);
    let advice = advise("ansible", &world);
    assert!(wishes(&advice).contains("tool add --include-deps ansible"), "{advice:?}");
}

#[test]
fn names_that_are_both_follow_the_open_project() {
    let both = "jupyterlab jupyter notebook ipython mypy pylint mkdocs pipdeptree";
    all_are(both, Verdict::Venv, Some(Confidence::Certain), &mac_with_project(Health::Healthy));
    all_are(both, Verdict::Pipx, None, &mac());
}

#[test]
fn what_the_open_project_uses_belongs_to_it() {
    let mut world = mac_with_project(Health::Healthy);
    let project = world.project.as_mut().expect("a project");
    project.listed.extend(["black", "ruff", "yt-dlp"].map(str::to_owned));
    project.imports.extend(["serial", "llm"].map(str::to_owned));
    all_are("black ruff yt-dlp llm my-own-thing pyserial", Verdict::Venv, Some(Confidence::Certain), &world);
    // Tables of names that are both, and of libraries, come first; the guard comes before everything.
    assert_eq!(first("sklearn", &world).0, Verdict::Rename);
    assert_eq!(first("flake8", &world).0, Verdict::Pipx);
}

#[test]
fn import_names_and_misnomers_are_renamed() {
    let pairs = "sklearn=scikit-learn cv2=opencv-python bs4=beautifulsoup4 PIL=pillow yaml=pyyaml dotenv=python-dotenv Crypto=pycryptodome \
        serial=pyserial usb=pyusb skimage=scikit-image dateutil=python-dateutil jwt=pyjwt fitz=pymupdf docx=python-docx \
        pptx=python-pptx win32api=pywin32 MySQLdb=mysqlclient zmq=pyzmq wx=wxpython OpenSSL=pyopenssl nacl=pynacl git=gitpython \
        telegram=python-telegram-bot discord=discord-py googleapiclient=google-api-python-client bluetooth=pybluez \
        attr=attrs dns=dnspython bson=pymongo magic=python-magic slugify=python-slugify github=pygithub pytorch=torch Bio=biopython \
        opencv=opencv-python beautifulsoup=beautifulsoup4 python3-requests=requests websocket=websocket-client \
        speech_recognition=speechrecognition rest_framework=djangorestframework gi=pygobject OpenGL=pyopengl pwn=pwntools fbprophet=prophet skvideo=scikit-video";
    for pair in pairs.split_whitespace() {
        let (import, package) = pair.split_once('=').expect("a pair");
        let found = first(import, &mac());
        assert_eq!((found.0, found.1.as_deref()), (Verdict::Rename, Some(package)), "{import}");
    }
    assert_eq!(wishes(&advise("sklearn", &mac_with_project(Health::Healthy))), "add /Users/ada/weather scikit-learn");
    assert_eq!(wishes(&advise("win32api", &mac_with_project(Health::Healthy))), "", "it exists only for Windows");
}

#[test]
fn parts_of_python_need_no_install() {
    let names = "json os sys re math random datetime time collections itertools functools pathlib subprocess threading sqlite3 csv \
        argparse logging typing dataclasses asyncio unittest urllib http email socket ssl hashlib base64 uuid statistics turtle \
        tomllib zoneinfo configparser enum copy pickle shutil tempfile glob string struct zlib _ctypes JSON";
    all_are(names, Verdict::Stdlib, Some(Confidence::Certain), &mac());
    for (name, replacement) in [
        ("distutils", "setuptools"),
        ("audioop", "audioop-lts"),
        ("cgi", "legacy-cgi"),
        ("telnetlib", "standard-telnetlib"),
    ] {
        let advice = advise(name, &mac_with_project(Health::Healthy));
        assert_eq!(advice.verdict, Verdict::Stdlib, "{name}");
        assert_eq!(wishes(&advice), format!("add /Users/ada/weather {replacement}"));
    }
    for name in ["urllib2", "StringIO", "ConfigParser", "imp", "crypt"] {
        let advice = advise(&format!("ModuleNotFoundError: No module named '{name}'"), &mac());
        assert_eq!((advice.verdict, advice.wishes.len()), (Verdict::Stdlib, 0), "{advice:?}");
        assert_eq!(name != "ConfigParser", !advice.reason.contains("without it"), "{}", advice.reason);
    }
    for name in ["future", "zstd", "pyrepl"] {
        assert_eq!(first(name, &mac()).0, Verdict::Venv, "{name} is a package; the module has an underscore");
    }
    let mut world = mac_with_project(Health::Healthy);
    world.project.as_mut().expect("a project").minor = Some((3, 11));
    assert_eq!(wishes(&advise("distutils", &world)), "", "3.11 still has it");
}

#[test]
fn what_comes_along_needs_nothing() {
    all_are(
        "pip setuptools wheel venv ensurepip pip3 pkg-resources",
        Verdict::Nothing,
        Some(Confidence::Certain),
        &mac(),
    );
    assert_eq!(advise("pip install --upgrade pip", &mac()).verdict, Verdict::Nothing);
}

#[test]
fn tkinter_and_programs_come_from_homebrew() {
    let advice = advise("tkinter", &mac());
    assert_eq!((advice.verdict, wishes(&advice).as_str()), (Verdict::Brew, "brew add python-tk@3.13"));
    all_are("tkinter Tkinter tk python-tk", Verdict::Brew, None, &mac());
    all_are("ffmpeg tesseract node portaudio python python3 pipx", Verdict::Brew, None, &mac());
    let mut world = mac();
    world.pythons.clear();
    assert_eq!(wishes(&advise("tkinter", &world)), "brew add python-tk");
    assert_eq!(wishes(&advise("pipx", &world)), "pipx setup");
    assert_eq!(wishes(&advise("brew install ffmpeg", &World::empty(Os::Linux, "/home/ada"))), "");
}

#[test]
fn slips_are_asked_about() {
    for (slip, meant) in [
        ("reqeusts", "requests"),
        ("numpyy", "numpy"),
        ("pnadas", "pandas"),
        ("flaskk", "flask"),
        ("djagno", "django"),
        ("blakc", "black"),
        ("matplotlip", "matplotlib"),
        ("beutifulsoup4", "beautifulsoup4"),
        ("pyhton-dotenv", "python-dotenv"),
        ("skleran", "scikit-learn"),
        ("tensorflwo", "tensorflow"),
        ("selenuim", "selenium"),
    ] {
        let found = first(slip, &mac());
        assert_eq!((found.0, found.1.as_deref(), found.2), (Verdict::Ask, Some(meant), Confidence::Low), "{slip}");
        let advice = advise(slip, &mac());
        assert!(!wishes(&advice).contains(slip), "a misspelt name is never installed: {advice:?}");
    }
}

#[test]
fn a_look_at_the_wheel_decides_what_no_table_knows() {
    let mut world = mac_with_project(Health::Healthy);
    world.commands.insert("acme-shell".to_owned(), vec!["acme".to_owned()]);
    world.commands.insert("acme-lib".to_owned(), Vec::new());
    let advice = advise("acme-shell", &world);
    assert_eq!(advice.verdict, Verdict::Ask);
    assert_eq!(wishes(&advice), "add /Users/ada/weather acme-shell; tool add acme-shell");
    assert_eq!(first("acme-lib", &world), (Verdict::Venv, Some("acme-lib".to_owned()), Confidence::Certain));
}

#[test]
fn names_are_compared_as_pypi_compares_them() {
    for name in ["Django", "DJANGO", "django"] {
        assert_eq!(first(name, &mac()).1.as_deref(), Some("django"));
    }
    for name in ["discord.py", "Discord_py", "discord--py"] {
        assert_eq!(first(name, &mac()).1.as_deref(), Some("discord-py"));
    }
}

#[test]
fn homebrew_is_never_proposed_for_a_library() {
    for name in [
        "numpy",
        "scipy",
        "pillow",
        "torch",
        "cython",
        "cryptography",
        "matplotlib",
        "pyside6",
        "wxpython",
        "sphinx",
        "scrapy",
        "manim",
    ] {
        for world in [mac(), mac_with_project(Health::Healthy)] {
            let advice = advise(name, &world);
            assert!(advice.wishes.iter().all(|wish| wish[0] != "brew"), "{advice:?}");
        }
    }
}

/// Wishes as one line.
fn wishes(advice: &Advice) -> String {
    advice.wishes.iter().map(|wish| wish.join(" ")).collect::<Vec<_>>().join("; ")
}

#[test]
fn the_sandbox_is_made_whole_before_anything_goes_into_it() {
    let add = "add /Users/ada/weather requests";
    let cases = [
        (Health::Missing, format!("venv create /Users/ada/weather; {add}")),
        (Health::Broken, format!("venv repair /Users/ada/weather; {add}")),
        (Health::Moved, format!("venv repair /Users/ada/weather; {add}")),
        (Health::Mixed, format!("venv repair /Users/ada/weather; {add}")),
        (Health::NoPip, format!("venv repair /Users/ada/weather; {add}")),
        (Health::Stale, add.to_owned()),
        (Health::Healthy, add.to_owned()),
    ];
    for (health, expected) in cases {
        assert_eq!(wishes(&advise("requests", &mac_with_project(health))), expected, "{health:?}");
    }
    assert_eq!(
        wishes(&advise("requests", &mac())),
        "new /Users/ada/python-practice; add /Users/ada/python-practice requests"
    );
}

#[test]
fn applications_offer_both_and_set_pipx_up_first() {
    assert_eq!(wishes(&advise("black", &mac())), "tool add black; brew add black");
    let mut world = mac();
    world.pipx = false;
    assert_eq!(wishes(&advise("black", &world)), "pipx setup; tool add black; brew add black");
    assert_eq!(wishes(&advise("awscli", &world)), "brew add awscli");
    world.brew = false;
    assert_eq!(wishes(&advise("black", &world)), "pipx setup; tool add black");
    assert_eq!(wishes(&advise("awscli", &world)), "pipx setup; tool add awscli");
    assert_eq!(wishes(&advise("ansible", &mac())), "brew add ansible; tool add --include-deps ansible");
}
