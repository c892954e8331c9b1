#!/bin/sh
# Fetches the pinned sources of XNNPACK and its four small companions into a cache outside the tree and prints the
# folder that holds them. Two routes: the source archives Debian keeps (checked by SHA-256), else git (checked by
# commit id). Run again, it finds everything in place and returns at once.
#
#   EMNIST_CACHE   where to keep downloads (default: $XDG_CACHE_HOME/emnist-edge or ~/.cache/emnist-edge)
set -eu

cache=${EMNIST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/emnist-edge}
archives=$cache/archives
sources=$cache/sources
apt=$cache/apt
. "$(dirname "$0")/apt.sh"

# name, upstream version, Debian revision, suite, SHA-256 of the .orig.tar.xz, commit, repository
pins='
xnnpack 0.0~git20241108.4ea82e5 -2 trixie 90bde2caef0f880f627bab0dc805a86c4b8070cd98e3243db3046ab3f3be1a99 4ea82e595b36106653175dcb04b2aa532660d0d8 google/XNNPACK
pthreadpool 0.0~git20240616.560c60d -1 trixie 4cc3cbd933b28131d2a34edc54f76af9fb41bc490af5eae1a5bd3cd07ea90708 560c60d342a76076f0557a3946924c6478470044 google/pthreadpool
fxdiv 0.0~git20200417.b408327 -4 trixie 7953482badaf4cb34026c3487c257b8e4ab2df061c019bd6fabbbc12ad52c44b b408327ac2a15ec3e43352421954f5b1967701d1 Maratyszcza/FXdiv
fp16 0.0~git20200514.4dfe081 -5.1 sid 7d7782b37b74136e0e12593a2a93ccbe7db831f4374cc408e44623d9b708b54e 4dfe081cf6bcd15db339cf2680b9281b8451eeb3 Maratyszcza/FP16
cpuinfo 0.0~git20250905.877328f -1 sid 557ca404a3836b9f335a3a06b65ff9fe9dbaaefab7fb5c0185f53d9f33615a10 877328f188a3c7d1fa855871a278eb48d530c4c0 pytorch/cpuinfo
'

# shellcheck disable=SC2086 # a pin is seven words
each_pin() { echo "$pins" | while read -r pin; do [ -z "$pin" ] || "$@" $pin; done; }

unpacked() { [ -f "$sources/$1/.complete-$2" ]; }
missing() { unpacked "$1" "$2" || echo "$1"; }

# Adopts a finished tree, so that an interrupted run never leaves half of one behind.
adopt() {  # tree name version
  touch "$1/.complete-$3"
  mkdir -p "$sources"
  rm -rf "${sources:?}/$2"
  mv "$1" "$sources/$2"
}

# ---- route 1: the archives of Debian's source packages -------------------------------------------------------------

# The .dsc of these versions may be gone while the archive is still there, so apt's exit status means nothing.
download_archive() { unpacked "$1" "$2" || own_apt "$archives" source --download-only "$1=$2$3" || true; }

download_archives() {
  command -v apt-get >/dev/null || { say 'no apt here'; return 1; }
  mirror=$(debian_mirror) || { say "apt's lists name no Debian mirror"; return 1; }
  mkdir -p "$apt" "$archives"
  for suite in trixie sid; do
    echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main"
  done > "$apt/sources.list"
  say "route 1: source archives of Debian's trixie and sid from $mirror"
  : > "$apt/log"
  own_apt "$archives" update || say "apt-get update complained (see $apt/log); trying what it got"
  each_pin download_archive
}

unpack_archive() {  # name version revision suite sha256 commit repository
  unpacked "$1" "$2" && return
  archive=$archives/$1_$2.orig.tar.xz
  [ -f "$archive" ] || return 0
  [ "$(sha256sum "$archive" | cut -d' ' -f1)" = "$5" ] ||
    fail "$archive does not have the pinned SHA-256 $5; delete it and run this again, or find out who changed it."
  unpacking=$cache/unpacking-$1
  rm -rf "$unpacking"
  mkdir -p "$unpacking"
  tar -xJf "$archive" -C "$unpacking"
  tree=$unpacking
  # Some of these archives have a top folder, some do not.
  set -- "$1" "$2" "$unpacking"/*
  [ $# != 3 ] || tree=$3
  adopt "$tree" "$1" "$2"
  rm -rf "$unpacking"
  say "$1 $2: archive, SHA-256 correct"
}

# ---- route 2: git ---------------------------------------------------------------------------------------------------

clone() {  # name version revision suite sha256 commit repository
  unpacked "$1" "$2" && return
  say "route 2: $1 by git from $7 at $6"
  checkout=$cache/unpacking-$1
  rm -rf "$checkout"
  git clone --quiet --filter=blob:none --no-checkout "https://github.com/$7.git" "$checkout" &&
    git -C "$checkout" checkout --quiet "$6" ||
    fail "cannot fetch $1: neither its Debian archive nor $7 at commit $6 can be reached."
  case $(git -C "$checkout" rev-parse HEAD) in
    "$6") ;;
    *) fail "$7 does not resolve $6 to a commit of that id." ;;
  esac
  rm -rf "$checkout/.git"
  adopt "$checkout" "$1" "$2"
}

if [ -n "$(each_pin missing)" ]; then
  mkdir -p "$cache"
  each_pin unpack_archive
  if [ -n "$(each_pin missing)" ]; then
    download_archives && each_pin unpack_archive
  fi
  each_pin clone
else
  say 'nothing to do: all pinned sources are in the cache'
fi
echo "$sources"
