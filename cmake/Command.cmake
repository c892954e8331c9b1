# The native command, emnist, and what `cmake --install` takes. It may use exceptions and the standard streams; the core
# may not.
if(EMNIST_STATIC)
  set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
endif()
find_path(Z_INCLUDE_DIR zlib.h REQUIRED)
find_library(Z_LIBRARY z REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_path(EXIF_INCLUDE_DIR libexif/exif-data.h REQUIRED)
find_library(EXIF_LIBRARY exif REQUIRED)
find_path(STB_INCLUDE_DIR stb_image.h PATH_SUFFIXES stb REQUIRED)

add_executable(emnist
  wasm/cli/alphabet.cc wasm/cli/answer.cc wasm/cli/bench.cc wasm/cli/classify.cc wasm/cli/evaluate.cc wasm/cli/idx.cc
  wasm/cli/info.cc wasm/cli/ink_commands.cc wasm/cli/main.cc wasm/cli/picture.cc wasm/cli/strokes.cc)
target_include_directories(emnist SYSTEM PRIVATE ${EXIF_INCLUDE_DIR} ${Z_INCLUDE_DIR} ${STB_INCLUDE_DIR})
target_link_libraries(emnist PRIVATE
  emnist_core emnist_options CLI11::CLI11 nlohmann_json::nlohmann_json ${EXIF_LIBRARY} ${Z_LIBRARY})
if(EMNIST_STATIC)
  target_link_options(emnist PRIVATE -static -s)
endif()

install(TARGETS emnist)
install(FILES models/emnist-edge.onnx DESTINATION share/emnist)
# The notices, as scripts/build.sh writes them, and the licence they refer to.
install(FILES LICENSE build/third-party.txt /usr/share/common-licenses/LGPL-2.1 DESTINATION share/doc/emnist OPTIONAL)
