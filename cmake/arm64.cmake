# Compiles for 64-bit ARM under Linux (Raspberry Pi, Jetson) on another machine, with the headers and libraries that
# scripts/fetch-arm64.sh keeps. What has to run here, the tests, runs under QEMU.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
execute_process(
  COMMAND ${CMAKE_CURRENT_LIST_DIR}/../scripts/fetch-arm64.sh
  OUTPUT_VARIABLE CMAKE_SYSROOT OUTPUT_STRIP_TRAILING_WHITESPACE
  COMMAND_ERROR_IS_FATAL ANY)
foreach(language C CXX)
  set(CMAKE_${language}_COMPILER_TARGET aarch64-linux-gnu)
endforeach()
set(CMAKE_C_COMPILER clang)
set(CMAKE_CXX_COMPILER clang++)
set(CMAKE_EXE_LINKER_FLAGS_INIT "-fuse-ld=lld -static")  # there are static libraries only
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-aarch64-static)
# Programs are this machine's; everything else is the other one's.
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
foreach(kind LIBRARY INCLUDE PACKAGE)
  set(CMAKE_FIND_ROOT_PATH_MODE_${kind} ONLY)
endforeach()
