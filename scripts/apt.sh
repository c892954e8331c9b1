# Sourced by the scripts that fetch into the cache: an apt whose list, state and cache are ours, in the folder $apt. The
# machine's own is neither changed nor asked for its deb-src lines. The caller sets $apt.
# shellcheck shell=sh disable=SC2154

say() { echo "$(basename "$0" .sh): $*" >&2; }
fail() { say "$*"; exit 1; }

# The mirror this machine already uses, from either format of apt's lists.
debian_mirror() {
  { cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null || :; } |
    sed -n 's/#.*//; s/^deb  *\(\[[^]]*\]  *\)\{0,1\}\([^ ]*\).*/\2/p; s/^URIs: *\([^ ]*\).*/\1/p' |
    grep -m 1 -E '/debian/?$'
}

# A mirror that stopped being updated will do: checksums and signatures decide.
own_apt() {  # folder-to-download-into arguments…
  into=$1
  shift
  mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$into"
  (cd "$into" && apt-get -qq -o Dir::Etc::SourceList="$apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$apt/lists" -o Dir::Cache="$apt" -o APT::Sandbox::User="$(id -un)" -o Acquire::Check-Valid-Until=false "$@") >>"$apt/log" 2>&1
}
