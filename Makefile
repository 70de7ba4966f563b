# `make run` and `make test` are all that one needs; each gets ready what it lacks (.ci/setup).

# A sandbox is a thousand small files: the tests make theirs in memory where there are 4 GB of it for files.
scratch := $(shell [ "$$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1)" -gt 4000000 ] 2>/dev/null && echo /dev/shm)

# Where cargo puts what it builds.
built := $(or $(CARGO_TARGET_DIR),target)/debug

.DEFAULT_GOAL := run
.NOTPARALLEL:
.PHONY: run test stories bench lint contract check-macos bundle icons picture screenshots build clean

# Open Sandbar. Without a display: print what it sees, and save a picture of the popover.
run: build
	@.ci/open $(built)

# All tests, headless: the engine, the popover, and the real window.
test: setup-test build
	TMPDIR=$(or $(scratch),$(TMPDIR),/tmp) cargo test --locked --workspace
	npm --prefix ui test

# The twenty situations in the real window, and the table of them.
stories: setup-test build
	TMPDIR=$(or $(scratch),$(TMPDIR),/tmp) cargo test --locked --workspace --test e2e stories
	@cat tests/e2e/stories/README.md

# What a sandbox costs, and which part of `python -m venv` that is: for each Python here, in the same run.
bench: setup-tools
	cargo bench --locked -p sandbar-engine --bench venv

# What a reviewer should not have to say.
lint: setup-lint ui/dist/index.html
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings
	npm --prefix ui run check
	@if command -v shellcheck; then shellcheck .ci/* icons/*.sh; fi
	@if command -v typos; then typos; fi

# Write ui/src/contract.ts anew from the table in src-tauri/engine/src/wire.rs.
contract: setup-tools
	SANDBAR_WRITE_CONTRACT=1 cargo test --locked --quiet -p sandbar-engine --lib wire

# Compile everything for macOS, on Linux too, and let clippy look at it.
check-macos: setup-tools ui/dist/index.html
	@.ci/check-macos

# The app as one installs it: .app and .dmg on macOS, .deb on Debian and Ubuntu.
bundle: setup-bundle ui/dist/index.html
	npx --yes @tauri-apps/cli@2.12.5 build

# The icons from their drawings, and the pictures in the README: both are committed.
icons: setup-tools
	icons/build.sh

picture: setup-test ui/node_modules/.package-lock.json
	node ui/test/readme.mjs

# Every view and state of the popover, light and dark, in all its languages, and a page that shows them.
screenshots: setup-test ui/node_modules/.package-lock.json
	npm --prefix ui run pictures -- $(CURDIR)/target/screenshots

clean:
	cargo clean
	rm -rf target-macos ui/dist ui/node_modules

build: setup-build ui/dist/index.html
	cargo build --locked --workspace

setup-%:
	@.ci/setup $*

# The app carries the pages of the popover in itself: they come first.
ui/dist/index.html: ui/node_modules/.package-lock.json $(shell find ui -maxdepth 1 -type f; find ui/src ui/public -type f 2>/dev/null)
	npm --prefix ui run build

# npm writes this file when it is done.
ui/node_modules/.package-lock.json: ui/package-lock.json
	npm --prefix ui ci
