# On a fresh Debian machine with a Swift 6 toolchain two commands are the whole set-up:
#   make run     objects cross from 10.3 to 11 on the built-in stand (ONCE=1: one round, then stop)
#   make test    the format, the arrows, every test, and the mappings with their samples
#   make day     a day of 20,000 objects on both stores, its postman killed at random (OBJECTS=5000, SEED=7, RATE=150)
#   make bench   the figures, all in one run, in turns (ROUNDS=5, SECONDS_EACH=3, ONLY=claims; LONG=1: full sizes)
#   make format  puts the sources into the house's format

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := run
.PHONY: run test day bench format libraries tools load-tools postgresql

SOURCES := Package.swift Sources Tests
LIBRARIES := libyaml-dev liblua5.4-dev libpq-dev libsqlite3-dev pkg-config
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)

# A debug build shows the same and is there in half the time; figures to quote come from CONFIG=release.
CONFIG ?= debug

# A release is one file that needs no Swift on its machine, optimized across modules. Overlapping access to a variable is
# looked for at run time in the debug build, by all tests, and not again for each request.
FLAGS_release := --static-swift-stdlib -Xswiftc -cross-module-optimization -Xswiftc -enforce-exclusivity=unchecked

run: libraries
	swift build -c $(CONFIG) $(FLAGS_$(CONFIG)) --product pochtar
	.build/$(CONFIG)/pochtar run $(if $(ONCE),--once)

# So many tests at once: more of them starve each other on two cores, and deadlines pass that are not what is tested.
TESTS_ABREAST ?= 3

test: libraries tools postgresql
	swift format lint --strict --recursive $(SOURCES)
	swift build --build-tests --explicit-target-dependency-import-check error
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$(TESTS_ABREAST) swift test --skip-build
	.build/debug/pochtar check

# How many objects 10.3 has, and how many requests it begins in a second (0: as many as it can). SEED repeats a day.
OBJECTS ?= 20000
RATE ?= 120

day: libraries postgresql
	swift build -c release $(FLAGS_release) --product pochtar
	swift build --build-tests
	POCHTAR_BINARY=$(CURDIR)/.build/release/pochtar POCHTAR_DAY_OBJECTS=$(OBJECTS) POCHTAR_DAY_RATE=$(RATE) \
	    $(if $(SEED),POCHTAR_DAY_SEED=$(SEED)) swift test --skip-build --filter DayTests

ROUNDS ?= 5
SECONDS_EACH ?= 3

bench: libraries load-tools postgresql
	swift build -c release $(FLAGS_release) --product pochtar
	swift build -c release $(FLAGS_release) --product pochtar-bench
	.build/release/pochtar-bench --rounds $(ROUNDS) --seconds $(SECONDS_EACH) --json .build/bench.json \
	    $(if $(LONG),--accepts 1000000 --incoming 60000 --backtest 1000000) $(addprefix --only ,$(ONLY))

format:
	swift format --in-place --recursive $(SOURCES)

# Installs the Debian packages that are missing; with none missing it does nothing and needs no network.
define install
echo "Installing:" $(1); \
command -v apt-get >/dev/null || { echo "No apt-get here: install these by hand." >&2; exit 1; }; \
$(SUDO) apt-get update -qq; \
$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null
endef

libraries:
	@missing=$$(for package in $(LIBRARIES); do \
	    dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q '^install ok installed' || echo $$package; \
	done); \
	[ -z "$$missing" ] || { $(call install,$$missing); }

# promtool reads the metrics as Prometheus would.
tools:
	@command -v promtool >/dev/null || { $(call install,prometheus); }

# Tests and figures start clusters of their own, so Debian's package is kept from making and starting one.
postgresql:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { \
	    unwanted=/etc/postgresql-common/createcluster.d/pochtar.conf; \
	    $(SUDO) mkdir -p $${unwanted%/*}; \
	    echo 'create_main_cluster = false' | $(SUDO) tee $$unwanted >/dev/null; \
	    $(call install,postgresql); \
	    $(SUDO) rm $$unwanted; \
	}

# wrk makes the load; lua5.4 with cjson is what the host is compared to.
load-tools:
	@command -v wrk >/dev/null || { $(call install,wrk); }
	@lua5.4 -e 'require "cjson"' 2>/dev/null || { $(call install,lua5.4 lua-cjson); }
