// Seen by XNNPACK's sources before anything else: ways of packing int8 weights that only uses of its convolutions reach
// which this core never makes (depthwise, transposed weights, deconvolution). 2 kB of the web binary.
#pragma once

#include "xnnpack/pack.h"

#define xnn_pack_qs8_conv_kgo_w NULL
#define xnn_pack_qs8_deconv_goki_w NULL
#define xnn_pack_qs8_dwconv_ghw_w NULL
#define xnn_pack_qs8_dwconv_hwg_w NULL
#define xnn_pack_qs8_gemm_gio_w NULL
