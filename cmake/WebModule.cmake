# The module the page, the widget and the library load: emnist.mjs and emnist.wasm beside it.
add_executable(emnist_web wasm/bindings/embind.cc wasm/bindings/types.cc)
set_target_properties(emnist_web PROPERTIES OUTPUT_NAME emnist SUFFIX .mjs)
target_compile_options(emnist_web PRIVATE -fno-exceptions -fno-rtti)
# Embind then names no types it was not told about, and needs no RTTI.
target_compile_definitions(emnist_web PRIVATE EMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0)
target_link_libraries(emnist_web PRIVATE emnist_core emnist_options)
target_link_options(emnist_web PRIVATE
  # Embind's JavaScript without its C++ library (--bind links both): bindings/types.cc stands in for that.
  "SHELL:--js-library ${EMSCRIPTEN_ROOT_PATH}/src/embind/emval.js"
  "SHELL:--js-library ${EMSCRIPTEN_ROOT_PATH}/src/embind/embind.js"
  -sINCOMING_MODULE_JS_API=instantiateWasm,wasmBinary  # the only options web/src/core passes
  -sSTRICT=1
  -sTEXTDECODER=2                   # every browser with WebAssembly SIMD or without has it
  -Os                               # -Oz would cost the depthwise layers half again their time, for 0.4 kB
  --no-entry                        # a library: nothing runs by itself
  -sMODULARIZE=1                    # a factory: nothing global, and more than one instance in tests
  -sEXPORT_ES6=1
  -sUSE_ES6_IMPORT_META=0           # the caller says where the wasm is; bundlers would look for it beside the glue
  -sENVIRONMENT=web,worker          # this version's `node` breaks ES modules; under node the caller passes wasmBinary
  -sDYNAMIC_EXECUTION=0             # no eval: the page's CSP forbids it
  -sFILESYSTEM=0                    # nothing to read: models come as bytes
  -sMALLOC=emmalloc                 # 2 kB instead of dlmalloc's 6
  -sINITIAL_MEMORY=2097152          # 2 MB holds the 1 MB transfer buffer and the largest web model
  -sALLOW_MEMORY_GROWTH=0           # views into the memory never detach
  -sABORTING_MALLOC=0               # a model that does not fit is an error code, not the end of the page
  -sTOTAL_STACK=65536               # the default 5 MB would not fit
  -sSUPPORT_ERRNO=0                 # nobody reads errno
  -sASSERTIONS=0)
