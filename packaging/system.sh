#!/bin/sh
# Sees to the system libraries that Qt needs; pip cannot bring them.
#   system.sh run|test        libraries for the window, or for tests without one
#   system.sh venv PYTHON     the module `venv` of that Python
# Installs what is missing where it may (root, apt); otherwise names the packages.
set -eu

offscreen="libglib2.0-0 libegl1 libgl1 libdbus-1-3 libfontconfig1 libxkbcommon0 libx11-6"
window="libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0 libxcb-image0
 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libx11-xcb1"
font="fonts-wqy-microhei"

case "$(uname -s)" in Linux) ;; *) exit 0 ;; esac

there() { # package
    if command -v dpkg-query >/dev/null; then
        # a library renamed for 64-bit times (libglib2.0-0t64) serves as well
        dpkg-query -W -f '${db:Status-Abbrev}\n' "$1" "$1t64" 2>/dev/null | grep -q '^ii'
    else
        return 0
    fi
}

missing=
case "$1" in
    venv)
        "$2" -c 'import ensurepip, venv' 2>/dev/null && exit 0
        missing="$("$2" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
        ;;
    test) wanted="$offscreen $font" ;;
    *) [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || exit 0
       wanted="$offscreen $window $font" ;;
esac
if [ "$1" != venv ]; then
    # any Chinese font will do
    if command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh-cn family 2>/dev/null)" ]; then
        wanted=$(echo "$wanted" | sed "s/$font//")
    fi
    for package in $wanted; do there "$package" || missing="$missing $package"; done
fi
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing system packages:$missing"
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
    exit 0
fi
echo "InstrStudio needs these system packages:$missing" >&2
echo "Install them, for example with:  sudo apt-get install$missing" >&2
[ "$1" = venv ] && exit 1
exit 0
