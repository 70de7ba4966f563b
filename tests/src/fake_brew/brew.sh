#!/bin/sh
# Stands in for Homebrew: prints what a real one was recorded to print, and does to the Cellar what it did.
#
# `stand-in` holds what the test has told it: `formulae/NAME` (what is known of a formula), `busy` (how often the lock is
# another one's), `offline`, `root`, `gate` (a pipe at which a build waits), `answer/VERB-NAME` (the recording to play,
# with nothing done). It writes down in `log` what it was told, and how it ended.
set -u

prefix=$(cd "$(dirname "$0")/.." && pwd)
stand_in=$prefix/stand-in
recorded=$(cat "$stand_in/recorded")
cellar=$prefix/Cellar

# One line for each event; short ones are appended whole, whoever else writes.
note() { echo "$$ $*" >>"$stand_in/log"; }

# A real one goes on when INT comes without a terminal, and when nobody listens any more.
trap '' INT PIPE
note "begins $*"
env | sed -n "s/^\(HOMEBREW_[A-Z_]*=.*\)/$$ has \1/p" | sort >>"$stand_in/log"

ends() { note "ends $1"; exit "$1"; }

# A recording, as it is.
said() {
    cat "$recorded/$1.stderr" >&2
    cat "$recorded/$1.stdout"
}
plays() {
    said "$1"
    ends "$(sed -n 's/^exit: \([0-9]*\).*/\1/p' "$recorded/$1.meta")"
}

# One at a time for each formula, as Homebrew's own locks are.
locks() {
    mkdir -p "$prefix/var/homebrew/locks"
    : >"$prefix/var/homebrew/locks/$1.formula.lock"
    mkdir "$stand_in/held-$1" 2>/dev/null || plays lock-second
}
unlocks() { rmdir "$stand_in/held-$1" 2>/dev/null; }

receipt() {
    printf '{\n  "homebrew_version": "6.0.18",\n  "source": {"tap": "%s"},\n' "${tap:-homebrew/core}"
    printf '  "installed_on_request": %s,\n  "runtime_dependencies": [' "$1"
    shift
    between=
    for need in "$@"; do
        printf '%s{"full_name": "%s"}' "$between" "$need"
        between=', '
    done
    printf ']\n}\n'
}

# The keg is there from the first moment, its receipt at the very last.
pours() {
    name=$1 requested=$2
    version= recording= needs= conflict= alias= tap=
    . "$stand_in/formulae/$name"
    keg=$cellar/$name/$version
    mkdir -p "$keg/bin"
    printf '#!/bin/sh\necho %s %s\n' "$name" "$version" >"$keg/bin/$name"
    chmod 755 "$keg/bin/$name"
}
finishes() {
    # shellcheck disable=SC2086 # names without blanks
    receipt "$requested" $needs >"$keg/INSTALL_RECEIPT.json"
    mkdir -p "$prefix/opt" "$prefix/var/homebrew/linked"
    ln -sfn "../Cellar/$name/$version" "$prefix/opt/$name"
    [ -n "$alias" ] && ln -sfn "../Cellar/$name/$version" "$prefix/opt/$alias"
    if [ -z "$conflict" ]; then
        ln -sfn "../Cellar/$name/$version/bin/$name" "$prefix/bin/$name"
        ln -sfn "../../../Cellar/$name/$version" "$prefix/var/homebrew/linked/$name"
    fi
}

is_whole() { ls "$cellar/$1"/*/INSTALL_RECEIPT.json >/dev/null 2>&1; }

# TERM: it tidies up its keg, says where it was, and ends with 1.
terminated() {
    note 'heard TERM'
    [ -n "${build:-}" ] && kill -9 "$build" 2>/dev/null
    rm -rf "$keg"
    rmdir "$cellar/$name" 2>/dev/null
    unlocks "$name"
    sed -n '/^Error: SIGTERM/,$p' "$recorded/interrupt-sigterm-brew.stderr" >&2
    ends 1
}

installs() {
    [ -e "$stand_in/formulae/$1" ] || plays install-nonexistent-noapi
    if is_whole "$1"; then plays install-hello-again; fi
    recording= needs= tap=
    . "$stand_in/formulae/$1"
    # Whoever says the tap trusts it; after a removal nobody does (`cmd/uninstall.rb`).
    if [ -n "$tap" ]; then
        [ "$said" = "$tap/$1" ] || [ -e "$stand_in/trusted/$1" ] || plays install-untrusted-short
        : >"$stand_in/trusted/$1"
    fi
    locks "$1"
    recording= needs=
    . "$stand_in/formulae/$1"
    for need in $needs; do
        is_whole "$need" || { pours "$need" false; finishes; }
    done
    name=$1 version=
    . "$stand_in/formulae/$name"
    keg=$cellar/$name/$version
    trap terminated TERM
    pours "$1" true
    cat "$recorded/$recording.stderr" >&2
    sed '$d' "$recorded/$recording.stdout"
    if [ -p "$stand_in/gate" ]; then
        # What is built has a process of its own, which only hears what the whole group is told.
        sh -c 'trap "echo \"$$ of the group heard TERM\" >>\"$0/log\"" TERM; read -r word <"$0/gate"' "$stand_in" &
        build=$!
        echo "$build builds" >>"$stand_in/log"
        wait "$build"
    fi
    trap '' TERM
    exit=$(sed -n 's/^exit: \([0-9]*\).*/\1/p' "$recorded/$recording.meta")
    if [ "$exit" = 0 ] || [ -n "$conflict" ]; then
        finishes
    else
        rm -rf "${cellar:?}/$name"
    fi
    sed -n '$p' "$recorded/$recording.stdout"
    unlocks "$name"
    ends "$exit"
}

uninstalls() {
    for name in "$@"; do
        is_whole "$name" || plays uninstall-missing
        for rack in "$cellar"/*; do
            other=$(basename "$rack")
            case " $* " in *" $other "*) continue ;; esac
            if grep -qs "\"$name\"" "$rack"/*/INSTALL_RECEIPT.json; then plays uninstall-needed; fi
        done
    done
    for name in "$@"; do
        locks "$name"
        removal=uninstall-quiet
        . "$stand_in/formulae/$name"
        said "$removal"
        rm -f "$stand_in/trusted/$name"
        keg=$(readlink "$prefix/opt/$name")
        rm -rf "${cellar:?}/$name/${keg##*/}"
        [ -n "$force" ] && rm -rf "${cellar:?}/$name"
        # Of more than one version it leaves the others (`uninstall.rb`).
        rmdir "${cellar:?}/$name" 2>/dev/null
        for link in "$prefix"/opt/*; do
            [ "$(readlink "$link")" = "$keg" ] && rm "$link"
        done
        rm -f "$prefix/var/homebrew/linked/$name"
        [ -L "$prefix/bin/$name" ] && rm "$prefix/bin/$name"
        unlocks "$name"
    done
    ends 0
}

verb=$1
shift
force=
while :; do
    case ${1:-} in
        --force) force=yes ;;
        --formula | --quiet) ;;
        *) break ;;
    esac
    shift
done
said=${1:-}
first=${said##*/}
[ -e "$stand_in/alias/$first" ] && first=$(cat "$stand_in/alias/$first")

[ -e "$stand_in/root" ] && plays root-install-hello
[ -e "$stand_in/offline" ] && plays api-offline-install-pipx
if [ -e "$stand_in/answer/$verb-$first" ]; then plays "$(cat "$stand_in/answer/$verb-$first")"; fi
if [ -s "$stand_in/busy" ]; then
    left=$(cat "$stand_in/busy")
    if [ "$left" -gt 0 ]; then
        echo $((left - 1)) >"$stand_in/busy"
        plays lock-second
    fi
fi
case $verb in
    install) installs "$first" ;;
    uninstall) uninstalls "$@" ;;
    *)
        echo "Error: Unknown command: brew $verb" >&2
        ends 1
        ;;
esac
