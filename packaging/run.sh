#!/bin/sh
# Opens the window; where there is no display, does the worked example instead.
#   run.sh INSTRSTUDIO EXAMPLE      EXAMPLE.input.txt and EXAMPLE.output.txt
set -eu
program=$1 example=$2

case "$(uname -s)" in
    Linux) display="${DISPLAY:-}${WAYLAND_DISPLAY:-}" ;;
    *) display=native ;;
esac
if [ -n "$display" ]; then
    exec "$program" app
fi
echo "There is no display here, so no window: this is the worked example at the command line."
echo
exec "$program" construct --description "对一篇新闻文章进行摘要。" \
    --input-file "$example.input.txt" --output-file "$example.output.txt"
