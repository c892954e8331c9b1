# The native command, build/native/emnist. It may use exceptions and the standard streams; the core may not.
find_package(ZLIB REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(exif REQUIRED IMPORTED_TARGET libexif)
find_path(STB_INCLUDE_DIR stb_image.h PATH_SUFFIXES stb REQUIRED)

add_executable(emnist
  wasm/cli/alphabet.cc wasm/cli/answer.cc wasm/cli/bench.cc wasm/cli/classify.cc wasm/cli/evaluate.cc wasm/cli/idx.cc
  wasm/cli/info.cc wasm/cli/ink_commands.cc wasm/cli/main.cc wasm/cli/picture.cc wasm/cli/strokes.cc)
target_include_directories(emnist SYSTEM PRIVATE ${STB_INCLUDE_DIR})
target_link_libraries(emnist PRIVATE
  emnist_core emnist_options CLI11::CLI11 nlohmann_json::nlohmann_json PkgConfig::exif ZLIB::ZLIB)
