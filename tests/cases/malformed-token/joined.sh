#!/bin/sh
set -eu
cd app
export VTEX_APP_KEY={KEY}; export VTEX_APP_TOKEN={TOKEN[:127]}
./run
