# XNNPACK, cut down to what this core takes from it: convolution (a fully connected layer is a 1×1 convolution) in int8,
# but for depthwise ones, and with EMNIST_F32 in f32. The same lists serve x86-64, arm64 and
# WebAssembly with and without SIMD. Defines the target `xnnpack`.
#
# Its own CMakeLists.txt refuses Emscripten and compiles some thousand files; what is compiled here refers to many
# functions that are not, all from functions nobody calls: every function has a section of its own and the linker
# drops those before it looks for what they refer to (hence --gc-sections for everybody who links).

execute_process(
  COMMAND ${PROJECT_SOURCE_DIR}/scripts/fetch-sources.sh
  OUTPUT_VARIABLE EMNIST_SOURCES OUTPUT_STRIP_TRAILING_WHITESPACE
  COMMAND_ERROR_IS_FATAL ANY)
message(STATUS "Third-party sources: ${EMNIST_SOURCES}")
set(XNNPACK_DIR ${EMNIST_SOURCES}/xnnpack)

set(kernel_families qs8-qc8w-gemm qs8-qc8w-igemm x8-packw qs8-packw qs8-qu8-packw)
if(EMNIST_F32)
  list(APPEND kernel_families f32-gemm f32-igemm f32-dwconv f32-vmulcaddc x32-packw)
endif()
list(JOIN kernel_families "|" kernel_families)

# The kernels are where the time goes, and -Os makes them ten times slower: -O3 whatever the build type, but not under
# the sanitizers, where compiling them would take four times as long.
set(kernel_options -O3 -fno-math-errno)
if(EMNIST_SANITIZE)
  set(kernel_options -O1 -fno-math-errno)
endif()

# Appends the production kernels of one instruction set, compiled with the flags that enable it.
set(kernels)
function(xnnpack_kernels isa)
  include(${XNNPACK_DIR}/cmake/gen/${isa}_microkernels.cmake)
  string(TOUPPER ${isa} ISA)
  set(files ${PROD_${ISA}_MICROKERNEL_SRCS})
  list(FILTER files INCLUDE REGEX "^src/(${kernel_families})/")
  list(TRANSFORM files PREPEND ${XNNPACK_DIR}/)
  set_source_files_properties(${files} PROPERTIES COMPILE_OPTIONS "${kernel_options};${ARGN}")
  set(kernels ${kernels} ${files} PARENT_SCOPE)
endfunction()

xnnpack_kernels(scalar)
set(on CPUINFO GEMM_M_SPECIALIZATION MEMOPT)
if(EMSCRIPTEN)
  # Nothing to detect: the module is validated against the engine as a whole.
  list(REMOVE_ITEM on CPUINFO)
  xnnpack_kernels(wasm)
  if(EMNIST_SIMD)
    xnnpack_kernels(wasmsimd)
  endif()
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
  # Newer extensions than AVX512-VNNI need a newer compiler than Debian 12's.
  list(APPEND on AVX512F AVX512SKX AVX512VBMI AVX512VNNI)
  set(f16c_fma -mf16c -mfma)
  set(skx ${f16c_fma} -mavx512f -mavx512cd -mavx512bw -mavx512dq -mavx512vl)
  xnnpack_kernels(sse -msse)
  xnnpack_kernels(sse2 -msse2)
  xnnpack_kernels(ssse3 -mssse3)
  xnnpack_kernels(sse41 -msse4.1)
  xnnpack_kernels(avx -mavx)
  xnnpack_kernels(f16c -mf16c)
  xnnpack_kernels(fma3 ${f16c_fma})
  xnnpack_kernels(avx2 ${f16c_fma} -mavx2)
  xnnpack_kernels(avx512f -mavx512f)
  xnnpack_kernels(avx512skx ${skx})
  xnnpack_kernels(avx512vbmi ${skx} -mavx512vbmi)
  xnnpack_kernels(avx512vnni ${skx} -mavx512vnni)
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "^(aarch64|arm64)$")
  # Without XNN_ENABLE_ASSEMBLY: every assembly kernel has a twin in intrinsics.
  list(APPEND on ARM_DOTPROD ARM_I8MM)
  xnnpack_kernels(neon)
  xnnpack_kernels(neonfma)
  xnnpack_kernels(neonv8)
  xnnpack_kernels(neon_aarch64)
  xnnpack_kernels(neonfma_aarch64)
  xnnpack_kernels(neondot -march=armv8.2-a+dotprod)
  xnnpack_kernels(neondot_aarch64 -march=armv8.2-a+dotprod)
  xnnpack_kernels(neoni8mm -march=armv8.2-a+i8mm+fp16)
else()
  message(FATAL_ERROR "No kernel lists for ${CMAKE_SYSTEM_PROCESSOR}: this builds for x86-64, arm64 and WebAssembly.")
endif()

# Every switch of the library, off unless named in `on`.
set(switches
  ARM_BF16 ARM_DOTPROD ARM_FP16_SCALAR ARM_FP16_VECTOR ARM_I8MM ARM_SME ARM_SME2 ASSEMBLY AVX256SKX AVX256VBMI AVX256VNNI
  AVX256VNNIGFNI AVX512AMX AVX512F AVX512FP16 AVX512SKX AVX512VBMI AVX512VNNI AVX512VNNIGFNI AVXVNNI AVXVNNIINT8 CPUINFO
  DWCONV_MULTIPASS GEMM_M_SPECIALIZATION HVX KLEIDIAI MEMOPT RISCV_FP16_VECTOR RISCV_VECTOR SPARSE VSX)
set(definitions XNN_LOG_LEVEL=0)
foreach(switch IN LISTS switches)
  if(switch IN_LIST on)
    list(APPEND definitions XNN_ENABLE_${switch}=1)
  else()
    list(APPEND definitions XNN_ENABLE_${switch}=0)
  endif()
endforeach()
if(EMSCRIPTEN)
  list(APPEND definitions FXDIV_USE_INLINE_ASSEMBLY=0)
endif()

set(glue
  allocator.c configs/dwconv-config.c configs/gemm-config.c configs/hardware-config.c configs/vmulcaddc-config.c
  indirection.c init.c microkernel-utils.c microparams-init.c operator-delete.c operator-run.c operator-utils.c
  operators/convolution-nhwc.c params.c reference/packing.cc)
list(TRANSFORM glue PREPEND ${XNNPACK_DIR}/src/)
# Renamed out of the way of the one in xnnpack_absent.c, which offers no int8 depthwise kernels.
set_source_files_properties(${XNNPACK_DIR}/src/configs/dwconv-config.c PROPERTIES
  COMPILE_DEFINITIONS xnn_init_qs8_qc8w_dwconv_config=xnn_init_absent_dwconv_config)
set_source_files_properties(${XNNPACK_DIR}/src/configs/gemm-config.c ${XNNPACK_DIR}/src/operators/convolution-nhwc.c
  PROPERTIES COMPILE_OPTIONS "-include;${PROJECT_SOURCE_DIR}/cmake/xnnpack_unused_packing.h")

add_library(xnnpack STATIC ${kernels} ${glue} cmake/xnnpack_absent.c
  ${EMNIST_SOURCES}/pthreadpool/src/shim.c)  # the threadless pthreadpool: one answer never pays for a second thread
set_target_properties(xnnpack PROPERTIES C_STANDARD 99 C_EXTENSIONS ON CXX_STANDARD 14)
target_include_directories(xnnpack SYSTEM PUBLIC ${XNNPACK_DIR}/include ${EMNIST_SOURCES}/pthreadpool/include)
target_include_directories(xnnpack PRIVATE
  ${XNNPACK_DIR}/src ${EMNIST_SOURCES}/fxdiv/include ${EMNIST_SOURCES}/fp16/include)
target_compile_definitions(xnnpack PRIVATE ${definitions})
target_compile_options(xnnpack PRIVATE -w)  # their warnings are theirs

if(NOT EMSCRIPTEN)
  foreach(part BUILD_TOOLS BUILD_UNIT_TESTS BUILD_MOCK_TESTS BUILD_BENCHMARKS BUILD_PKG_CONFIG)
    set(CPUINFO_${part} OFF CACHE INTERNAL "")
  endforeach()
  set(CPUINFO_LIBRARY_TYPE static CACHE INTERNAL "")
  add_subdirectory(${EMNIST_SOURCES}/cpuinfo cpuinfo EXCLUDE_FROM_ALL)
  target_compile_options(cpuinfo PRIVATE -w)
  target_link_libraries(xnnpack PRIVATE cpuinfo)
endif()
