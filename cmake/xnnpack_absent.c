// Stand-ins for parts of XNNPACK that its operators mention and this build never uses: names for log messages that are
// compiled out (3 kB of text), the cache that shares weights between operators (nobody passes one), and int8 depthwise
// kernels (ours are in wasm/src/network/kernels.h).
#include "xnnpack/cache.h"
#include "xnnpack/config.h"
#include "xnnpack/microkernel-type.h"
#include "xnnpack/operator-type.h"

const char* xnn_operator_type_to_string(enum xnn_operator_type type) { return ""; }

const char* xnn_microkernel_type_to_string(enum xnn_microkernel_type type) { return ""; }

bool xnn_weights_cache_is_finalized(xnn_weights_cache_t cache) { return true; }

size_t xnn_weights_cache_look_up(xnn_weights_cache_t cache, const struct xnn_weights_cache_look_up_key* key) {
  return XNN_CACHE_NOT_FOUND;
}

size_t xnn_look_up_or_insert_weights_cache(xnn_weights_cache_t cache, const struct xnn_weights_cache_look_up_key* key,
                                           void* weights, size_t size) {
  return XNN_CACHE_NOT_FOUND;
}

const struct xnn_dwconv_config* xnn_init_qs8_qc8w_dwconv_config() {
  static const struct xnn_dwconv_config none[XNN_MAX_QC8_DWCONV_UKERNELS];
  return none;
}
