#!/usr/bin/env bash
# Unpacks headers and static libraries of 64-bit ARM, the group arm64 of packages.txt, into the cache and prints the
# folder that holds them: a root for the cross compiler. Nothing is installed, and the machine's apt learns of no second
# architecture. Run again, it finds everything in place and returns at once.
. "$(dirname "$0")/common.sh"
apt=$cache/apt-arm64
. scripts/apt.sh
sysroot=$cache/arm64
mapfile -t names < <(packages_of arm64)

if [ "$(cat "$sysroot/.complete" 2>/dev/null)" != "${names[*]}" ]; then
  mirror=$(debian_mirror) || fail "apt's lists name no Debian mirror"
  rm -rf "$apt" "$sysroot"
  mkdir -p "$apt" "$sysroot"
  echo "deb [arch=arm64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror bookworm main" >"$apt/sources.list"
  say "${names[*]} for arm64, from $mirror"
  for command in update "download ${names[*]}"; do
    # shellcheck disable=SC2086
    own_apt "$apt/packages" -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o Dir::State::status=/dev/null $command ||
      fail "apt-get $command failed, see $apt/log"
  done
  for package in "$apt"/packages/*.deb; do dpkg-deb --extract "$package" "$sysroot"; done
  echo "${names[*]}" >"$sysroot/.complete"
fi
echo "$sysroot"
