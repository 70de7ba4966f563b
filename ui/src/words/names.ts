/** Names that are the same in every language: of files and of tools. */
import type { EnvironmentTool, Evidence } from "../contract";

export const FILES: Record<Exclude<Evidence, "environment" | "python_files" | "notebooks">, string> = {
  pyproject: "pyproject.toml",
  requirements: "requirements.txt",
  setup_py: "setup.py",
  setup_cfg: "setup.cfg",
  pipfile: "Pipfile",
  conda_file: "environment.yml",
  uv_lock: "uv.lock",
  poetry_lock: "poetry.lock",
  pixi: "pixi.toml",
  python_version: ".python-version",
};

export const TOOLS: Record<EnvironmentTool, string> = {
  venv: "venv",
  uv: "uv",
  virtualenv: "virtualenv",
  conda: "conda",
  pixi: "pixi",
};
