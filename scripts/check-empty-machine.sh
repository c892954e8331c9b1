#!/usr/bin/env bash
# Does the README's command work on a machine that has nothing? Makes a bare Debian in a temporary folder, clones the last
# commit into it and runs scripts/serve.sh or scripts/test.sh there, with an empty home and a minimal PATH. Says how long it
# took; leaves nothing behind. Needs root and debootstrap; 20 to 60 minutes on two cores.
# Usage: scripts/check-empty-machine.sh serve|test [SUITE]   (Debian's release: bookworm if none is named)
. "$(dirname "$0")/common.sh"
. scripts/apt.sh
wanted=${1:-} suite=${2:-bookworm}
[ "$wanted" = serve ] || [ "$wanted" = test ] || fail "Usage: scripts/check-empty-machine.sh serve|test [SUITE]"
[ "$(id -u)" = 0 ] || fail "this makes a root folder of its own, which only root may: run it with sudo."
for program in debootstrap unshare git wget; do
  command -v "$program" >/dev/null || fail "$program is missing: apt-get install debootstrap util-linux git wget"
done
mirror=$(debian_mirror) || fail "apt's lists name no Debian mirror."

machine=$(mktemp -d "${TMPDIR:-/tmp}/empty-machine.XXXXXX")
trap 'rm -rf --one-file-system "$machine"' EXIT
chmod 755 "$machine"
step "a bare Debian $suite from $mirror"
debootstrap --variant=minbase "$suite" "$machine" "$mirror" >"$machine.log" 2>&1 || {
  tail -5 "$machine.log"
  fail "debootstrap could not make a bare Debian $suite; its log is $machine.log"
}
rm "$machine.log"
git clone --quiet --no-hardlinks . "$machine/emnist-edge"
mkdir "$machine/home/visitor"

# What belongs to the network this machine stands in, not to what is installed: names, the npm registry, who is trusted.
cp /etc/resolv.conf /etc/hosts "$machine/etc/"
surroundings=(HOME=/home/visitor PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 PORT=0)
if command -v npm >/dev/null; then
  surroundings+=("npm_config_registry=$(npm config get registry)")
  authorities=$(npm config get cafile)
  if [ -f "$authorities" ]; then
    cp "$authorities" "$machine/etc/authorities.pem"
    surroundings+=(npm_config_cafile=/etc/authorities.pem NODE_EXTRA_CA_CERTS=/etc/authorities.pem)
  fi
fi

# A namespace of mounts and processes: whatever is mounted or started inside ends with it. Takes this shell's place.
inside() { # command
  # shellcheck disable=SC2016 # expanded inside
  exec unshare --mount --pid --fork --kill-child sh -c '
    mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && mount --rbind /sys "$0/sys" &&
      mount -t tmpfs tmpfs "$0/dev/shm" && exec chroot "$0" "$@"' "$machine" \
    env -i "${surroundings[@]}" sh -c "cd /emnist-edge && exec $1"
}

began=$SECONDS
step "scripts/$wanted.sh on it"
exec 3< <(inside "scripts/$wanted.sh" 2>&1)
guest=$!
# KILL, because unshare lets the gentler signals pass by.
trap 'kill -KILL "$guest" 2>/dev/null || :; wait "$guest" || :; rm -rf --one-file-system "$machine"' EXIT
served=
while [ -z "$served" ] && read -r line <&3; do
  echo "$line"
  [[ $line != "Serving "* ]] || served=${line##* }
done
if [ "$wanted" = test ]; then
  wait "$guest" || fail "scripts/test.sh failed on a bare Debian $suite."
else
  [ -n "$served" ] || fail "scripts/serve.sh served nothing on a bare Debian $suite."
  wget -qO- "$served" | grep -q '<title>EMNIST Edge' || fail "$served does not answer with the page."
fi
step "done: scripts/$wanted.sh took $(((SECONDS - began) / 60)) min $(((SECONDS - began) % 60)) s on a bare Debian $suite"
