# The native command, build/native/emnist. It may use exceptions and the standard streams; the core may not.
find_package(ZLIB REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(exif REQUIRED IMPORTED_TARGET libexif)
find_path(STB_INCLUDE_DIR stb_image.h PATH_SUFFIXES stb REQUIRED)

file(GLOB command_sources CONFIGURE_DEPENDS wasm/cli/*.cc)
if(command_sources)
add_executable(emnist ${command_sources})
target_include_directories(emnist SYSTEM PRIVATE ${STB_INCLUDE_DIR})
target_link_libraries(emnist PRIVATE
  emnist_core emnist_options CLI11::CLI11 nlohmann_json::nlohmann_json PkgConfig::exif ZLIB::ZLIB)
endif()
