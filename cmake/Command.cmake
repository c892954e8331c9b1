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

# The English words, compiled in: the command is one file.
set(english_words ${PROJECT_SOURCE_DIR}/models/english.words)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${english_words})
file(READ ${english_words} english_words_bytes HEX)
string(REGEX REPLACE "(..)" "0x\\1," english_words_bytes "${english_words_bytes}")
configure_file(wasm/cli/english_words.cc.in english_words.cc @ONLY)

# The letters that bench writes, likewise.
set(letters ${PROJECT_SOURCE_DIR}/web/src/page/lines/letters.json)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${letters})
file(READ ${letters} letters_json)
configure_file(wasm/cli/letters.cc.in letters.cc @ONLY)

add_executable(emnist
  wasm/cli/alphabet.cc wasm/cli/answer.cc wasm/cli/bench.cc wasm/cli/bench_lines.cc wasm/cli/classify.cc
  wasm/cli/evaluate.cc wasm/cli/evaluate_lines.cc wasm/cli/idx.cc wasm/cli/info.cc wasm/cli/ink_commands.cc
  wasm/cli/lines.cc wasm/cli/main.cc wasm/cli/picture.cc wasm/cli/read_ink.cc wasm/cli/strokes.cc
  ${PROJECT_BINARY_DIR}/english_words.cc ${PROJECT_BINARY_DIR}/letters.cc)
target_include_directories(emnist SYSTEM PRIVATE ${EXIF_INCLUDE_DIR} ${Z_INCLUDE_DIR} ${STB_INCLUDE_DIR})
target_include_directories(emnist PRIVATE wasm/cli)
target_link_libraries(emnist PRIVATE
  emnist_core emnist_options CLI11::CLI11 nlohmann_json::nlohmann_json ${EXIF_LIBRARY} ${Z_LIBRARY})
if(EMNIST_STATIC)
  target_link_options(emnist PRIVATE -static -s)
endif()

install(TARGETS emnist)
install(FILES models/emnist-edge.onnx models/emnist-edge-line.onnx DESTINATION share/emnist)
# The notices, as scripts/build.sh writes them, and the licence they refer to.
install(FILES LICENSE build/third-party.txt /usr/share/common-licenses/LGPL-2.1 DESTINATION share/doc/emnist OPTIONAL)
