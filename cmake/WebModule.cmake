# The modules the page, the widget and the library load, each a pair of .mjs and .wasm: emnist reads characters,
# emnist-pictures finds a character in a picture, emnist-line reads lines.

# What Emscripten calls the stack changed.
if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.25)
  set(stack_size TOTAL_STACK)
else()
  set(stack_size STACK_SIZE)
endif()

# web_module(target output memory stack binding): wasm/bindings/<binding> with `memory` bytes of linear memory, `stack` of
# them for the stack.
function(web_module target output memory stack binding)
  add_executable(${target} wasm/bindings/${binding} wasm/bindings/types.cc)
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${output} SUFFIX .mjs)
  target_compile_options(${target} PRIVATE -fno-exceptions -fno-rtti)
  # Embind then names no types it was not told about, and needs no RTTI.
  target_compile_definitions(${target} PRIVATE EMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0)
  target_link_libraries(${target} PRIVATE emnist_core emnist_options)
  target_link_options(${target} PRIVATE
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
    -sINITIAL_MEMORY=${memory}
    -sALLOW_MEMORY_GROWTH=0           # views into the memory never detach
    -sABORTING_MALLOC=0               # a model that does not fit is an error code, not the end of the page
    -s${stack_size}=${stack}          # the default of some versions, 5 MB, would not fit
    -sSUPPORT_ERRNO=0                 # nobody reads errno
    -sASSERTIONS=0)
endfunction()

# 2 MB holds the 1 MB transfer buffer and the largest web model.
web_module(emnist_web emnist 2097152 65536 embind.cc)
# One picture, which is the workspace, too.
web_module(emnist_pictures_web emnist-pictures 1310720 65536 pictures_embind.cc)
# Model, words and the decoder's tree of texts.
web_module(emnist_line_web emnist-line 3145728 131072 line_embind.cc)
