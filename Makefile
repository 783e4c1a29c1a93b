# Names for habits; CMake is the truth.
BUILD ?= build
PORT ?= 8080
MAKEFLAGS += --no-print-directory

.PHONY: all run test test-long fuzz bench asan lint check-format golden-accept one install clean

all: $(BUILD)/CMakeCache.txt
	@cmake --build $(BUILD) --parallel 2

$(BUILD)/CMakeCache.txt:
	@cmake -S . -B $(BUILD)

run:
	@PORT=$(PORT) ONCE=$(ONCE) tools/run

test:
	@tests/run

test-long:
	@tests/run long

fuzz:
	@tools/fuzz

bench: all
	@bench/run $(BUILD)

asan:
	@cmake -S . -B build-asan -DSOAT_SANITIZE=ON
	@cmake --build build-asan --parallel 2 --target soat unit
	@build-asan/unit

lint:
	@tools/lint

check-format:
	@tools/format

golden-accept: all
	@cmake --build $(BUILD) --target golden
	@$(BUILD)/golden accept $(BUILD)/soat tests/golden

one:
	@tools/one

install: all
	@cmake --install $(BUILD)

clean:
	rm -rf build build-*/
