// What LoadOnnx refuses, and what it says: files that are broken, contradict themselves or need an operator this core
// does not have. Also that no damage to a file, however small, gets past it or brings it down.
#include <gtest/gtest.h>

#include <functional>
#include <limits>

#include "check_consistent.h"
#include "emnist/onnx.h"
#include "onnx_builder.h"
#include "onnx_seeds.h"

namespace emnist {
namespace {

using namespace onnx_builder;  // NOLINT: the language of these tests

constexpr ModelLimits kLimits = ModelLimits::Web();

Status Load(const std::string& file, Model& model, Diagnostic& diagnostic, const ModelLimits& limits = kLimits) {
  // In memory of exactly its size, so that AddressSanitizer sees a single byte too much.
  const std::vector<std::uint8_t> bytes(file.begin(), file.end());
  return LoadOnnx(bytes, limits, model, diagnostic);
}

void ExpectRefused(const std::string& file, Status status, const std::string& says,
                   const ModelLimits& limits = kLimits) {
  Model model;
  Diagnostic diagnostic;
  EXPECT_EQ(Load(file, model, diagnostic, limits), status) << diagnostic.text;
  EXPECT_NE(std::string(diagnostic.text).find(says), std::string::npos) << diagnostic.text;
}

// A good f32 network, x → Conv → GlobalAveragePool, of which each case spoils one thing.
struct Small : ModelBuilder {
  Small() { Label(2); }
  Message weights = Floats({2, 1, 1, 1}, {1, 2});
  std::vector<Message> attributes;
  std::vector<std::string> more_inputs;
  std::string op = "Conv";

  std::string Conv() {
    std::vector<std::string> all = {"x", Constant(weights)};
    all.insert(all.end(), more_inputs.begin(), more_inputs.end());
    return Node(op, all, attributes);
  }
  std::string Pool(const std::string& in) { return Node("GlobalAveragePool", {in}); }
  std::string Finish() { return Build(Pool(Conv())); }
  // The convolution, then `last` on it, then pooling.
  std::string FinishWith(std::string_view last, const std::vector<std::string>& inputs = {},
                         const std::vector<Message>& last_attributes = {}) {
    std::vector<std::string> all = {Conv()};
    all.insert(all.end(), inputs.begin(), inputs.end());
    return Build(Pool(Node(last, all, last_attributes)));
  }
};

struct RefusedCase {
  const char* what;
  Status status;
  const char* says;
  std::function<std::string(Small&)> file;
};

void PrintTo(const RefusedCase& each, std::ostream* out) { *out << each.what; }

class OnnxRefusalTest : public ::testing::TestWithParam<RefusedCase> {};

TEST_P(OnnxRefusalTest, SaysWhatIsWrong) {
  Small small;
  ExpectRefused(GetParam().file(small), GetParam().status, GetParam().says);
}

constexpr Status kMalformed = Status::kModelMalformed;
constexpr Status kUnsupported = Status::kModelUnsupported;
constexpr Status kTooLarge = Status::kModelTooLarge;
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

// Replaces the attributes of the convolution.
auto WithAttribute(const Message& attribute) {
  return [=](Small& f) { return f.attributes = {attribute}, f.Finish(); };
}
auto WithWeights(const Message& weights) {
  return [=](Small& f) { return f.weights = weights, f.Finish(); };
}
auto WithMetadata(const char* key, const char* value) {
  return [=](Small& f) { return f.metadata.emplace_back(key, value), f.Finish(); };
}
// A network for lines, x → Conv → Conv, of which each case spoils one thing.
struct SmallLine : ModelBuilder {
  SmallLine() {
    Label(2);
    inputs = {ValueInfo("x", kFloat, {1, 3, 8})};
  }
  Message weights = Floats({2, 3, 3}, std::vector<float>(18, 1));
  std::vector<Message> attributes = {Attr("pads", Dims{1, 1})};

  std::string First() { return Node("Conv", {"x", Constant(weights)}, attributes); }
  std::string Finish() { return Build(First()); }
};
auto LineWith(const std::function<void(SmallLine&)>& change) {
  return [=](Small&) {
    SmallLine line;
    change(line);
    return line.Finish();
  };
}
auto AfterLine(const std::function<std::string(SmallLine&, const std::string&)>& rest) {
  return [=](Small&) {
    SmallLine line;
    const std::string y = line.First();
    return line.Build(rest(line, y));
  };
}
auto WithLabels(const std::string& labels) {
  return [=](Small& f) { return f.metadata = {{"labels", labels}}, f.Finish(); };
}

const RefusedCase kFileCases[] = {
    {"empty file", kMalformed, "not an ONNX file", [](Small&) { return ""; }},
    {"a web page", kMalformed, "not an ONNX file", [](Small&) { return "<!doctype html><title>404</title>"; }},
    {"a group", kMalformed, "not an ONNX file", [](Small& f) { return f.Finish() + "\x0b\x0c"; }},
    {"field number 0", kMalformed, "not an ONNX file", [](Small& f) { return f.Finish() + std::string("\0\0", 2); }},
    {"an overlong varint", kMalformed, "not an ONNX file",
     [](Small& f) { return f.Finish() + std::string("\x10\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"); }},
    {"a length of 2^63", kMalformed, "not an ONNX file",
     [](Small& f) { return f.Finish() + std::string("\x12\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01"); }},
    {"a string where the version belongs", kMalformed, "not an ONNX file",
     [](Small& f) { return f.Finish() + Message().Text(1, "8").bytes(); }},
    {"no ir_version", kMalformed, "ir_version", [](Small& f) { return f.ir_version = 0, f.Finish(); }},
    {"no opset", kMalformed, "opset_import",
     [](Small& f) { return Message().Varint(1, 8).Sub(7, f.Graph(f.Conv())).bytes(); }},
    {"two opsets", kMalformed, "twice",
     [](Small& f) { return f.Finish() + Message().Sub(8, Message().Varint(2, 13)).bytes(); }},
    {"old opset", kUnsupported, "opset 6", [](Small& f) { return f.opset = 6, f.Finish(); }},
    {"opset of the future", kUnsupported, "opset 26", [](Small& f) { return f.opset = 26, f.Finish(); }},
    {"two graphs", kMalformed, "one graph", [](Small& f) { return f.Finish() + Message().Sub(7, Message()).bytes(); }},
    {"functions", kUnsupported, "functions",
     [](Small& f) { return f.Finish() + Message().Sub(25, Message()).bytes(); }},
    {"sparse weights", kUnsupported, "sparse_initializer",
     [](Small& f) {
       const std::string y = f.Conv();
       return f.WithGraph(f.Graph(y).Sub(15, Message()));
     }},
    {"two outputs", kUnsupported, "2 outputs",
     [](Small& f) {
       const std::string y = f.Conv();
       return f.WithGraph(f.Graph(y).Sub(12, ValueInfo(y, kFloat, {1})));
     }},
    {"two inputs", kUnsupported, "2 inputs",
     [](Small& f) {
       return f.inputs.push_back(ValueInfo("z", kFloat, {1, 1, 28, 28})), f.Finish();
     }},
    {"no input", kUnsupported, "0 inputs", [](Small& f) { return f.inputs.clear(), f.Finish(); }},
    {"input of another size", kUnsupported, "'x' is not f32 [1, 1, 28, 28]",
     [](Small& f) {
       return f.inputs = {ValueInfo("x", kFloat, {1, 1, 32, 32})}, f.Finish();
     }},
    {"input of another type", kUnsupported, "'x' is not f32",
     [](Small& f) {
       return f.inputs = {ValueInfo("x", kUint8, {1, 1, 28, 28})}, f.Finish();
     }},
    {"input without a type", kUnsupported, "'x' is not f32",
     [](Small& f) { return f.inputs = {Message().Text(1, "x")}, f.Finish(); }},
    {"batch of two", kUnsupported, "'x' is not f32",
     [](Small& f) {
       return f.inputs = {ValueInfo("x", kFloat, {2, 1, 28, 28})}, f.Finish();
     }},
    {"symbolic height", kUnsupported, "'x' is not f32",
     [](Small& f) {
       return f.inputs = {ValueInfo("x", kFloat, {1, 1, 0, 28})}, f.Finish();
     }},
    {"negative dimension", kUnsupported, "'x' is not f32",
     [](Small& f) {
       return f.inputs = {ValueInfo("x", kFloat, {1, 1, -28, 28})}, f.Finish();
     }},
    {"input of five dimensions", kUnsupported, "'x' is not f32",
     [](Small& f) {
       return f.inputs = {ValueInfo("x", kFloat, {1, 1, 1, 28, 28})}, f.Finish();
     }},
    {"output that nothing defines", kMalformed, "'zz'", [](Small& f) { return f.Conv(), f.Build("zz"); }},
    {"the input as output", kUnsupported, "read by nothing", [](Small& f) { return f.Conv(), f.Build("x"); }},
    {"output not f32", kUnsupported, "not an f32 activation",
     [](Small& f) {
       Message graph;
       const std::string y = f.Conv();
       graph.Sub(1, f.nodes[0]).Sub(5, f.initializers[0]).Sub(11, f.inputs[0]).Sub(12, ValueInfo(y, kInt64, {1}));
       return f.WithGraph(graph);
     }},
    {"output of many pixels", kUnsupported, "not one row of logits", [](Small& f) { return f.Build(f.Conv()); }},
    {"one logit", kUnsupported, "1 logits", WithWeights(Floats({1, 1, 1, 1}, {1}))},
    {"257 logits", kUnsupported, "257 logits",
     [](Small& f) {
       f.weights = Floats({1, 1, 1, 1}, {1});
       const std::string w = f.Constant(Floats({257, 1, 1, 1}, std::vector<float>(257)));
       return f.Build(f.Node("Conv", {f.Pool(f.Conv()), w}));
     }},
};

const RefusedCase kMetadataCases[] = {
    {"no labels", kMalformed, "'labels'", [](Small& f) { return f.metadata.clear(), f.Finish(); }},
    {"one label too few", kMalformed, "2 names", WithLabels("a")},
    {"one label too many", kMalformed, "2 names", WithLabels("a b c")},
    {"a space before", kMalformed, "2 names", WithLabels(" a b")},
    {"a space after", kMalformed, "2 names", WithLabels("a b ")},
    {"two spaces", kMalformed, "2 names", WithLabels("a  b")},
    {"a long label", kMalformed, "2 names", WithLabels("a " + std::string(65, 'b'))},
    {"a line break", kMalformed, "UTF-8", WithLabels("a b\n")},
    {"UTF-8 cut short", kMalformed, "UTF-8", WithLabels("a b\xC3")},
    {"UTF-8 of a surrogate", kMalformed, "UTF-8", WithLabels("a \xED\xA0\x80")},
    {"overlong UTF-8", kMalformed, "UTF-8", WithLabels("a \xE0\x80\xAF")},
    {"UTF-8 beyond Unicode", kMalformed, "UTF-8", WithLabels("a \xF4\x90\x80\x80")},
    {"a stray continuation byte", kMalformed, "UTF-8", WithLabels("a \x80")},
    {"two properties of one key", kMalformed, "'labels' is given twice", WithMetadata("labels", "a b")},
    {"version not text", kMalformed, "'version'", WithMetadata("version", "\x1b[2J")},
    {"scale not a number", kMalformed, "'pixel_scale'", WithMetadata("pixel_scale", "1/255")},
    {"scale 0", kMalformed, "'pixel_scale'", WithMetadata("pixel_scale", "0.0")},
    {"offset out of range", kMalformed, "'pixel_offset'", WithMetadata("pixel_offset", "-1e4")},
    {"temperature 0", kMalformed, "'temperature'", WithMetadata("temperature", "0")},
    {"confidence above 1", kMalformed, "'unsure_below'", WithMetadata("unsure_below", "1.01")},
};

const RefusedCase kNameCases[] = {
    {"a name defined twice", kMalformed, "'c0' is defined twice",
     [](Small& f) { return f.Constant(f.weights, "c0"), f.Constant(f.weights, "c0"), f.Finish(); }},
    {"a node output that is an initializer", kMalformed, "'n1' is defined twice",
     [](Small& f) { return f.Constant(f.weights, "n1"), f.Finish(); }},
    {"a cycle", kMalformed, "'n0' is defined by nothing before",
     [](Small& f) {
       return f.Node("Add", {"n0", "x"}), f.Build("n0");
     }},
    {"nodes out of order", kMalformed, "'n1' is defined by nothing before",
     [](Small& f) { return f.Node("Relu", {"n1"}), f.Node("Relu", {"x"}), f.Build("n0"); }},
    {"a missing initializer", kMalformed, "Conv node 'n0': its input 'w' is defined by nothing",
     [](Small& f) {
       return f.Build(f.Pool(f.Node("Conv", {"x", "w"})));
     }},
    {"a value without a name", kMalformed, "''",
     [](Small& f) { return f.Constant(f.weights), f.initializers[0] = f.weights, f.Finish(); }},
    {"a name of 256 bytes", kMalformed, "1 to 255 bytes",
     [](Small& f) { return f.Constant(f.weights, std::string(256, 'n')), f.Finish(); }},
    {"a result nobody reads", kUnsupported, "'n1' is read by nothing",
     [](Small& f) {
       const std::string y = f.Conv();
       f.Node("Relu", {y});
       return f.Build(f.Pool(y));
     }},
    {"a node name that is not text", kMalformed, "not UTF-8",
     [](Small& f) {
       const std::string y = f.Conv();
       f.nodes[0].Text(3, "\xff");
       return f.Build(f.Pool(y));
     }},
    {"control characters in a diagnostic", kUnsupported, "??[2J",
     [](Small& f) { return f.op = "\n\x1b[2J", f.Finish(); }},
};

constexpr const char* kDisagree = "tensor 'c0' has dims, type and data that do not go together";

const RefusedCase kTensorCases[] = {
    {"data too short", kMalformed, kDisagree, WithWeights(Floats({2, 1, 1, 1}, {1}))},
    {"data too long", kMalformed, kDisagree, WithWeights(Floats({2, 1, 1, 1}, {1, 2, 3}))},
    {"data ends inside an element", kMalformed, kDisagree,
     WithWeights(TensorHead(kFloat, {2, 1, 1, 1}).Text(9, "1234567"))},
    {"packed data ends inside an element", kMalformed, kDisagree,
     WithWeights(TensorHead(kFloat, {2, 1, 1, 1}).Text(4, "1234567"))},
    {"no data", kMalformed, kDisagree, WithWeights(TensorHead(kFloat, {2, 1, 1, 1}))},
    {"data twice", kMalformed, kDisagree, WithWeights(Floats({2, 1, 1, 1}, {1, 2}).Real(4, 1).Real(4, 1))},
    {"data of another type", kMalformed, kDisagree,
     WithWeights(TensorHead(kFloat, {2, 1, 1, 1}).Varint(5, 1).Varint(5, 1))},
    {"no type", kUnsupported, "'c0' has element type 0", WithWeights(Message().Varint(1, 1).Text(9, "1234"))},
    {"double", kUnsupported, "'c0' has element type 11", WithWeights(TensorHead(kDouble, {1}).Text(9, "12345678"))},
    {"dimension 0", kMalformed, kDisagree, WithWeights(Floats({0, 1, 1, 1}, {}))},
    {"dimension below 0", kMalformed, kDisagree, WithWeights(Floats({-2, 1, 1, 1}, {1, 2}))},
    {"dims that overflow", kMalformed, kDisagree,
     WithWeights(Floats({0x40000000, 0x40000000, 0x40000000, 0x40000000}, {1, 2}))},
    {"five dims", kUnsupported, "'c0' has more than 4 dimensions", WithWeights(Floats({2, 1, 1, 1, 1}, {1, 2}))},
    {"dims cut short", kMalformed, kDisagree, WithWeights(Floats({2, 1, 1}, {1, 2}).Text(1, "\x80"))},
    {"an element outside int8", kMalformed, "'c0' has an element outside its type",
     WithWeights(TensorHead(kInt8, {1}).Varint(5, 200))},
    {"external data", kUnsupported, "'c0' keeps its data elsewhere (external_data or segment)",
     WithWeights(TensorHead(kFloat, {1}).Varint(14, 1))},
    {"external data by its entries", kUnsupported, "'c0' keeps its data elsewhere (external_data or segment)",
     WithWeights(TensorHead(kFloat, {1}).Sub(13, Message().Text(1, "location").Text(2, "weights.bin")))},
    {"a segment", kUnsupported, "'c0' keeps its data elsewhere (external_data or segment)",
     WithWeights(Floats({1}, {1}).Sub(3, Message()))},
    {"NaN", kMalformed, "'c0' holds a NaN", WithWeights(Floats({2, 1, 1, 1}, {1, kNan}))},
    {"infinity", kMalformed, "'c0' holds a NaN or infinity", WithWeights(Floats({2, 1, 1, 1}, {1, kInfinity}))},
    {"integer weights", kUnsupported, "'c0' are not f32", WithWeights(Integers(kInt8, {2, 1, 1, 1}, {1, 2}))},
};

const RefusedCase kOperatorCases[] = {
    {"an unknown operator", kUnsupported, "BatchNormalization node 'n1': this operator (domain '') is not supported",
     [](Small& f) { return f.FinishWith("BatchNormalization", {"a", "b", "c", "d"}); }},
    {"another domain", kUnsupported, "Conv node 'n0': this operator (domain 'com.example') is not supported",
     [](Small& f) {
       const std::string y = f.Conv();
       f.nodes[0].Text(7, "com.example");
       return f.Build(y);
     }},
    {"an input too many", kUnsupported, "Conv node 'n0': this number of inputs",
     [](Small& f) { return f.more_inputs = {"", "", ""}, f.Finish(); }},
    {"an input too few", kUnsupported, "Add node 'n1': this number of inputs", [](Small& f) { return f.FinishWith("Add"); }},
    {"a needed input left out", kUnsupported, "Add node 'n1': this number of inputs",
     [](Small& f) { return f.FinishWith("Add", {""}); }},
    {"two outputs of a node", kUnsupported, "GlobalAveragePool node 'n1': this number",
     [](Small& f) {
       const std::string y = f.Pool(f.Conv());
       f.nodes[1].Text(2, "mask");
       return f.Build(y);
     }},
    {"unknown attribute", kUnsupported, "Conv node 'n0': attribute foo", WithAttribute(Attr("foo", 1))},
    {"the same attribute twice", kUnsupported, "attribute group",
     [](Small& f) { return f.attributes = {Attr("group", 1), Attr("group", 1)}, f.Finish(); }},
    {"more attributes than anyone has", kUnsupported, "attribute foo",
     [](Small& f) { return f.attributes = std::vector<Message>(40, Attr("foo", 1)), f.Finish(); }},
    {"attribute of the wrong type", kMalformed, "attribute group has the wrong type", WithAttribute(Attr("group", 1.0f))},
    {"attribute of a function", kMalformed, "attribute group has the wrong type",
     WithAttribute(Attr("group", 1).Text(21, "g"))},
    {"attribute cut short", kUnsupported, "attribute strides is not 2 values", WithAttribute(Attribute("strides", 7).Text(8, "\x80"))},
    {"auto_pad", kUnsupported, "Conv node 'n0': attribute auto_pad=FOO", WithAttribute(Attr("auto_pad", "FOO"))},
    {"auto_pad and pads", kUnsupported, "attribute auto_pad=VALID, or pads besides",
     [](Small& f) { return f.attributes = {Attr("auto_pad", "VALID"), Attr("pads", Dims{0, 0, 1, 1})}, f.Finish(); }},
    {"one stride", kUnsupported, "attribute strides is not 2 values", WithAttribute(Attr("strides", Dims{1}))},
    {"three strides", kUnsupported, "attribute strides is not 2 values", WithAttribute(Attr("strides", Dims{1, 1, 1}))},
    {"stride 0", kUnsupported, "attribute strides", WithAttribute(Attr("strides", Dims{0, 1}))},
    {"stride 2^32 + 1", kUnsupported, "attribute strides", WithAttribute(Attr("strides", Dims{0x100000001, 1}))},
    {"dilation 0", kUnsupported, "attribute dilations", WithAttribute(Attr("dilations", Dims{1, 0}))},
    {"negative padding", kUnsupported, "attribute pads", WithAttribute(Attr("pads", Dims{0, -1, 0, 0}))},
    {"padding beyond the window", kUnsupported, "its window does not fit", WithAttribute(Attr("pads", Dims{0, 0, 0, 1}))},
    {"kernel_shape differs", kMalformed, "kernel_shape", WithAttribute(Attr("kernel_shape", Dims{3, 3}))},
    {"group 0", kMalformed, "group", WithAttribute(Attr("group", 0))},
    {"outputs that do not divide among groups", kMalformed, "group",
     [](Small& f) {
       const std::string w = f.Constant(Floats({3, 1, 1, 1}, {1, 2, 3}));
       return f.Build(f.Pool(f.Node("Conv", {f.Conv(), w}, {Attr("group", 2)})));
     }},
    {"group 2 of 1 channel", kMalformed, "group", WithAttribute(Attr("group", 2))},
    {"window larger than the image", kUnsupported, "its window does not fit",
     WithWeights(Floats({2, 1, 1, 29}, std::vector<float>(58)))},
    {"window beyond reason", kUnsupported, "not those of a window", WithWeights(Floats({2, 1, 1, 1025}, std::vector<float>(2050)))},
    {"weights of three dimensions", kUnsupported, "not those of a window", WithWeights(Floats({2, 1, 1}, {1, 2}))},
    {"weights for more channels", kMalformed, "1 channels", WithWeights(Floats({1, 2, 1, 1}, {1, 2}))},
    {"weights that are computed", kUnsupported, "its input 'x' is not constant",
     [](Small& f) { return f.Build(f.Node("Conv", {"x", "x"})); }},
    {"a bias that is computed", kUnsupported, "its input 'x' is not constant",
     [](Small& f) { return f.more_inputs = {"x"}, f.Finish(); }},
    {"a bias of another length", kUnsupported, "bias 'c0' is not 2 numbers",
     [](Small& f) { return f.more_inputs = {f.Constant(Floats({3}, {1, 2, 3}))}, f.Finish(); }},
    {"a bias of rank 0", kUnsupported, "bias 'c0'",
     [](Small& f) { return f.more_inputs = {f.Constant(Floats({}, {1}))}, f.Finish(); }},
    {"a bias that is NaN", kUnsupported, "bias 'c0' holds a NaN",
     [](Small& f) { return f.more_inputs = {f.Constant(Floats({2}, {kNan, 0}))}, f.Finish(); }},
    {"MaxPool without a window", kMalformed, "kernel_shape is missing", [](Small& f) { return f.FinishWith("MaxPool"); }},
    {"MaxPool rounding up", kUnsupported, "attribute ceil_mode is not 0",
     [](Small& f) { return f.FinishWith("MaxPool", {}, {Attr("kernel_shape", Dims{2, 2}), Attr("ceil_mode", 1)}); }},
    {"MaxPool dilated with padding", kUnsupported, "dilations and padding",
     [](Small& f) {
       return f.FinishWith("MaxPool", {}, {Attr("kernel_shape", Dims{2, 2}), Attr("dilations", Dims{1, 2}), Attr("pads", Dims{0, 1, 0, 0})});
     }},
    {"Clip upside down", kUnsupported, "its minimum is not below its maximum",
     [](Small& f) { return f.FinishWith("Clip", {f.Constant(Floats({}, {2})), f.Constant(Floats({}, {1}))}); }},
    {"Clip to NaN", kUnsupported, "its minimum is not below", [](Small& f) { return f.FinishWith("Clip", {f.Constant(Floats({}, {kNan}))}); }},
    {"Clip to what Relu leaves nothing of", kUnsupported, "nothing but one value",
     [](Small& f) {
       const std::string relu = f.Node("Relu", {f.Conv()});
       return f.Build(f.Pool(f.Node("Clip", {relu, "", f.Constant(Floats({}, {-1}))})));
     }},
    {"Clip by a vector", kUnsupported, "its input 'c0' is not a single number",
     [](Small& f) { return f.FinishWith("Clip", {f.Constant(Floats({2}, {1, 2}))}); }},
    {"Clip by an activation", kUnsupported, "its input 'x' is not constant", [](Small& f) { return f.FinishWith("Clip", {"x"}); }},
    {"Add of different shapes", kUnsupported, "different shapes", [](Small& f) { return f.FinishWith("Add", {"x"}); }},
    {"Add of a constant to a convolution", kUnsupported, "adds a constant",
     [](Small& f) { return f.FinishWith("Add", {f.Constant(Floats({1}, {1}))}); }},
    {"Add of a constant to a MatMul others read", kUnsupported, "adds a constant",
     [](Small& f) {
       const std::string y = f.Node("MatMul", {f.Node("Flatten", {"x"}), f.Constant(Floats({784, 2}, std::vector<float>(1568)))});
       return f.Build(f.Node("Add", {y, f.Node("Add", {y, f.Constant(Floats({2}, {1, 2}))})}));
     }},
    {"Add of a constant to the input", kUnsupported, "adds a constant",
     [](Small& f) { return f.Build(f.Pool(f.Node("Add", {"x", f.Constant(Floats({1}, {1}))}))); }},
    {"Flatten along another axis", kUnsupported, "attribute axis is not 1",
     [](Small& f) { return f.FinishWith("Flatten", {}, {Attr("axis", 2)}); }},
    {"Flatten of a constant", kUnsupported, "reshapes a constant",
     [](Small& f) { return f.Build(f.Node("Add", {f.Conv(), f.Node("Flatten", {f.Constant(f.weights)})})); }},
    {"Reshape to an image", kUnsupported, "not [1, -1]",
     [](Small& f) { return f.FinishWith("Reshape", {f.Constant(Integers(kInt64, {4}, {1, 2, 14, 56}))}); }},
    {"Reshape to two rows", kUnsupported, "not [1, -1]",
     [](Small& f) { return f.FinishWith("Reshape", {f.Constant(Integers(kInt64, {2}, {2, 784}))}); }},
    {"Reshape with allowzero", kUnsupported, "attribute allowzero",
     [](Small& f) { return f.FinishWith("Reshape", {f.Constant(Integers(kInt64, {2}, {0, -1}))}, {Attr("allowzero", 1)}); }},
    {"pooling after Flatten", kUnsupported, "its input 'n1' is flat", [](Small& f) { return f.FinishWith("Flatten"); }},
    {"Gemm of an image", kUnsupported, "its input 'n0' is not flat",
     [](Small& f) { return f.Build(f.Node("Gemm", {f.Conv(), f.Constant(Floats({1568, 1}, std::vector<float>(1568)))})); }},
    {"Gemm of other inputs", kMalformed, "matrix over 1568 inputs",
     [](Small& f) { return f.Build(f.Node("Gemm", {f.Node("Flatten", {f.Conv()}), f.Constant(Floats({2, 2}, {1, 2, 3, 4}))})); }},
    {"Gemm with alpha", kUnsupported, "attribute alpha or beta is not 1",
     [](Small& f) { return f.FinishWith("Gemm", {"x"}, {Attr("alpha", 0.5f)}); }},
    {"Gemm with transA", kUnsupported, "attribute transA is not 0", [](Small& f) { return f.FinishWith("Gemm", {"x"}, {Attr("transA", 1)}); }},
    {"Softmax in the middle", kUnsupported, "comes from Softmax", [](Small& f) { return f.FinishWith("Softmax", {}, {Attr("axis", 1)}); }},
    {"Softmax over columns", kUnsupported, "attribute axis", [](Small& f) { return f.FinishWith("Softmax"); }},
    {"Constant of another form", kUnsupported, "attribute value_float",
     [](Small& f) { return f.FinishWith("Clip", {f.Node("Constant", {}, {Attr("value_float", 1.0f)})}); }},
};

// x → QuantizeLinear → DequantizeLinear → Conv → QuantizeLinear → DequantizeLinear → …; the parts a case spoils.
struct Int8Parts {
  explicit Int8Parts(Small& file) : f(file) {}
  Small& f;
  Message input_scale = Floats({}, {1});
  Message output_scale = Floats({}, {1});
  Message zero = Integers(kInt8, {}, {0});
  Message weights = Integers(kInt8, {2, 1, 28, 28}, std::vector<std::int64_t>(1568, 1));
  Message weight_scale = Floats({2}, {1, 1});
  std::vector<std::string> weight_zero;
  int axis = 0;
  std::string bias;

  std::string Quantised(const std::string& in, const Message& scale) {
    const std::string s = f.Constant(scale), z = f.Constant(zero);
    return f.Node("DequantizeLinear", {f.Node("QuantizeLinear", {in, s, z}), s, z});
  }
  std::string Conv() {
    const std::string x = Quantised("x", input_scale);
    std::vector<std::string> w = {f.Constant(weights), f.Constant(weight_scale)};
    w.insert(w.end(), weight_zero.begin(), weight_zero.end());
    return f.Node("Conv", {x, f.Node("DequantizeLinear", w, {Attr("axis", axis)}), bias});
  }
  std::string Finish() { return f.Build(Quantised(Conv(), output_scale)); }
};

// The whole file after `change` to its parts.
auto Int8With(const std::function<void(Int8Parts&)>& change) {
  return [=](Small& f) {
    Int8Parts parts(f);
    change(parts);
    return parts.Finish();
  };
}
// The rest of the file after its convolution.
auto AfterInt8Conv(const std::function<std::string(Int8Parts&, const std::string&)>& rest) {
  return [=](Small& f) {
    Int8Parts parts(f);
    const std::string y = parts.Conv();
    return f.Build(rest(parts, y));
  };
}

const RefusedCase kInt8Cases[] = {
    {"scale 0", kMalformed, "QuantizeLinear node 'n0': its scale",
     Int8With([](auto& p) { p.input_scale = Floats({}, {0}); })},
    {"scale below 0", kMalformed, "its scale", Int8With([](auto& p) { p.input_scale = Floats({}, {-1}); })},
    {"scale NaN", kMalformed, "its scale", Int8With([](auto& p) { p.input_scale = Floats({}, {kNan}); })},
    {"scale infinite", kMalformed, "its scale", Int8With([](auto& p) { p.input_scale = Floats({}, {kInfinity}); })},
    {"a scale for each channel of an activation", kUnsupported, "not a single number", Int8With([](auto& p) {
       p.output_scale = Floats({2}, {1, 1});
     })},
    {"ratio 256", kUnsupported, "out of proportion",
     Int8With([](auto& p) { p.output_scale = Floats({}, {1.0f / 256}); })},
    {"ratio below 2^-32", kUnsupported, "out of proportion", Int8With([](auto& p) {
       p.weight_scale = Floats({2}, {1, 0x1p-20f});
       p.output_scale = Floats({}, {0x1p13f});
     })},
    {"zero point of int32", kUnsupported, "not a single number",
     Int8With([](auto& p) { p.zero = Integers(kInt32, {}, {0}); })},
    {"weight scale NaN", kMalformed, "between 2^-40", Int8With([](auto& p) {
       p.weight_scale = Floats({2}, {1, kNan});
     })},
    {"three weight scales", kUnsupported, "one for each output", Int8With([](auto& p) {
       p.weight_scale = Floats({3}, {1, 1, 1});
     })},
    {"weight scales along another axis", kUnsupported, "(axis 0)", Int8With([](auto& p) { p.axis = 1; })},
    {"weight scales along no axis", kUnsupported, "(axis 0)", Int8With([](auto& p) { p.axis = 4; })},
    {"weights around 1", kUnsupported, "not quantised around 0", Int8With([](auto& p) {
       p.weight_zero = {p.f.Constant(Integers(kInt8, {2}, {0, 1}))};
     })},
    {"zero points fewer than scales", kUnsupported, "not quantised around 0",
     Int8With([](auto& p) { p.weight_zero = {p.f.Constant(Integers(kInt8, {}, {0}))}; })},
    {"zero points of another type", kUnsupported, "not quantised around 0", Int8With([](auto& p) {
       p.weight_zero = {p.f.Constant(Integers(kUint8, {2}, {0, 0}))};
     })},
    {"uint8 weights around 0", kUnsupported, "not quantised around 128", Int8With([](auto& p) {
       p.weights = Integers(kUint8, {2, 1, 28, 28}, std::vector<std::int64_t>(1568, 1));
     })},
    {"int32 weights", kUnsupported, "are not int8", Int8With([](auto& p) {
       p.weights = Integers(kInt32, {2, 1, 28, 28}, std::vector<std::int64_t>(1568, 1));
     })},
    {"f32 weights dequantised", kUnsupported, "are not int8", Int8With([](auto& p) {
       p.weights = Floats({2, 1, 28, 28}, std::vector<float>(1568));
     })},
    {"sums beyond 32 bits", kUnsupported, "more than 32768 inputs",
     [](Small& f) {
       Int8Parts p(f);
       p.weights = Integers(kInt8, {42, 1, 1, 1}, std::vector<std::int64_t>(42, 1));
       p.weight_scale = Floats({}, {1});
       const std::string flat = f.Node("Flatten", {p.Quantised(p.Conv(), p.output_scale)});  // 28 * 28 * 42 = 32928
       const std::string w = f.Constant(Integers(kInt8, {2, 32928}, std::vector<std::int64_t>(2 * 32928, 1)));
       const std::string dequantised = f.Node("DequantizeLinear", {w, f.Constant(p.weight_scale)});
       return f.Build(f.Node("Gemm", {flat, dequantised}, {Attr("transB", 1)}));
     }},
    {"a bias beyond 32 bits", kUnsupported, "more than 2^30 steps", Int8With([](auto& p) {
       p.bias = p.f.Constant(Floats({2}, {2e9f, 0}));
     })},
    {"a bias that is NaN", kUnsupported, "holds a NaN", Int8With([](auto& p) {
       p.bias = p.f.Constant(Floats({2}, {kNan, 0}));
     })},
    {"a bias of int8", kUnsupported, "dequantised int32", Int8With([](auto& p) {
       p.bias =
           p.f.Node("DequantizeLinear", {p.f.Constant(Integers(kInt8, {2}, {1, 1})), p.f.Constant(Floats({}, {1}))});
     })},
    {"an int32 bias not dequantised", kUnsupported, "dequantised int32", Int8With([](auto& p) {
       p.bias = p.f.Constant(Integers(kInt32, {2}, {1, 1}));
     })},
    {"f32 weights over int8", kUnsupported, "are not int8 like its input",
     [](Small& f) {
       Int8Parts p(f);
       return f.Build(p.f.Node("Conv", {p.Quantised("x", p.input_scale), f.Constant(f.weights)}));
     }},
    {"int8 weights over f32", kUnsupported, "are not f32 like its input",
     [](Small& f) {
       const std::string w =
           f.Node("DequantizeLinear", {f.Constant(Integers(kInt8, {2, 1, 1, 1}, {1, 1})), f.Constant(Floats({}, {1}))});
       return f.Build(f.Pool(f.Node("Conv", {"x", w})));
     }},
    {"f32 quantised in the middle", kUnsupported, "f32 and int8 are mixed",
     [](Small& f) { return f.Build(Int8Parts(f).Quantised(f.Conv(), Floats({}, {1}))); }},
    {"an input read as f32 and as int8", kUnsupported, "f32 and int8 are mixed",
     [](Small& f) {
       const std::string q = Int8Parts(f).Quantised("x", Floats({}, {1}));
       return f.Build(f.Node("Add", {q, f.Node("Relu", {"x"})}));
     }},
    {"an int8 result left real", kUnsupported, "not an f32 activation",
     AfterInt8Conv([](auto&, const std::string& y) { return y; })},
    {"an int8 result read before it is quantised", kUnsupported, "without a QuantizeLinear between",
     AfterInt8Conv([](auto& p, const std::string& y) { return p.f.Pool(y); })},
    {"an int8 result read twice", kUnsupported, "read 2 times", AfterInt8Conv([](auto& p, const std::string& y) {
       return p.f.Node("Add", {y, y});
     })},
    {"int8 read without dequantising", kUnsupported, "without a DequantizeLinear between",
     AfterInt8Conv([](auto& p, const std::string& y) {
       return p.f.Pool(p.f.Node("QuantizeLinear", {y, p.f.Constant(Floats({}, {1}))}));
     })},
    {"quantised twice", kUnsupported, "without a DequantizeLinear between",
     AfterInt8Conv([](auto& p, const std::string& y) {
       const std::string s = p.f.Constant(Floats({}, {1}));
       return p.f.Node("QuantizeLinear", {p.f.Node("QuantizeLinear", {y, s}), s});
     })},
    {"int8 as the output", kUnsupported, "not an f32 activation", AfterInt8Conv([](auto& p, const std::string& y) {
       return p.f.Node("QuantizeLinear", {y, p.f.Constant(Floats({}, {1}))});
     })},
    {"dequantised otherwise than quantised", kUnsupported, "not that of the QuantizeLinear before",
     AfterInt8Conv([](auto& p, const std::string& y) {
       const std::string q = p.f.Node("QuantizeLinear", {y, p.f.Constant(Floats({}, {1}))});
       return p.f.Node("DequantizeLinear", {q, p.f.Constant(Floats({}, {2}))});
     })},
    {"dequantised as another type", kUnsupported, "not that of the QuantizeLinear before",
     AfterInt8Conv([](auto& p, const std::string& y) {
       const std::string s = p.f.Constant(Floats({}, {1}));
       const std::string q = p.f.Node("QuantizeLinear", {y, s, p.f.Constant(Integers(kInt8, {}, {-128}))});
       return p.f.Node("DequantizeLinear", {q, s, p.f.Constant(Integers(kUint8, {}, {0}))});
     })},
    {"dequantised without quantising", kUnsupported, "neither a constant nor from QuantizeLinear",
     AfterInt8Conv([](auto& p, const std::string& y) {
       return p.f.Node("DequantizeLinear", {y, p.f.Constant(Floats({}, {1}))});
     })},
    {"quantised anew without an operator", kUnsupported, "quantises anew",
     AfterInt8Conv(
         [](auto& p, const std::string& y) { return p.Quantised(p.Quantised(y, Floats({}, {1})), Floats({}, {2})); })},
    {"MaxPool that requantises", kUnsupported, "otherwise than its input",
     AfterInt8Conv([](auto& p, const std::string& y) {
       const std::string pool =
           p.f.Node("MaxPool", {p.Quantised(y, Floats({}, {1}))}, {Attr("kernel_shape", Dims{1, 1})});
       return p.Quantised(pool, Floats({}, {2}));
     })},
    {"a constant dequantised twice", kUnsupported, "dequantises twice",
     [](Small& f) {
       const std::string s = f.Constant(Floats({}, {1}));
       const std::string w = f.Node("DequantizeLinear", {f.Constant(Integers(kInt8, {2, 1, 1, 1}, {1, 1})), s});
       return f.Build(f.Node("Conv", {"x", f.Node("DequantizeLinear", {w, s})}));
     }},
    {"a quantised bound", kUnsupported, "is quantised",
     [](Small& f) {
       const std::string s = f.Constant(Floats({}, {1}));
       return f.FinishWith("Clip", {f.Node("DequantizeLinear", {f.Constant(Integers(kInt8, {}, {1})), s})});
     }},
    {"bounds of a single step", kUnsupported, "single int8 value", AfterInt8Conv([](auto& p, const std::string& y) {
       p.zero = Integers(kInt8, {}, {127});
       return p.Quantised(p.f.Node("Relu", {y}), Floats({}, {1}));
     })},
    {"an axis of activations in blocks", kUnsupported, "attribute block_size is not 0",
     AfterInt8Conv([](auto& p, const std::string& y) {
       return p.f.Node("QuantizeLinear", {y, p.f.Constant(Floats({}, {1}))}, {Attr("axis", 1), Attr("block_size", 16)});
     })},
};

constexpr const char* kLength = "does not keep the length of a sequence, or its stride divide it";

const RefusedCase kLineCases[] = {
    {"no features", kUnsupported, "'x' is not f32", LineWith([](auto& f) {
       f.inputs = {ValueInfo("x", kFloat, {1, 0, 8})};
     })},
    {"too many features", kUnsupported, "'x' is not f32", LineWith([](auto& f) {
       f.inputs = {ValueInfo("x", kFloat, {1, 257, 8})};
     })},
    {"a batch of two lines", kUnsupported, "'x' is not f32", LineWith([](auto& f) {
       f.inputs = {ValueInfo("x", kFloat, {2, 3, 8})};
     })},
    {"a negative length", kUnsupported, "'x' is not f32", LineWith([](auto& f) {
       f.inputs = {ValueInfo("x", kFloat, {1, 3, -8})};
     })},
    {"longer than any trace", kTooLarge, "longer than 1024 positions", LineWith([](auto& f) {
       f.inputs = {ValueInfo("x", kFloat, {1, 3, 1025})};
     })},
    {"longer than 32 bits", kTooLarge, "longer than 1024 positions", LineWith([](auto& f) {
       f.inputs = {ValueInfo("x", kFloat, {1, 3, 0x100000008})};
     })},
    {"weights of a picture", kUnsupported, "not those of a window", LineWith([](auto& f) {
       f.weights = Floats({2, 3, 1, 3}, std::vector<float>(18));
     })},
    {"weights of a matrix", kUnsupported, "not those of a window", LineWith([](auto& f) {
       f.weights = Floats({2, 3}, std::vector<float>(6));
     })},
    {"weights that are a number", kUnsupported, "not those of a window",
     LineWith([](auto& f) { f.weights = Floats({}, {1}); })},
    {"strides of a picture", kUnsupported, "attribute strides is not 1 values", LineWith([](auto& f) {
       f.attributes = {Attr("strides", Dims{1, 1})};
     })},
    {"pads of a picture", kUnsupported, "attribute pads is not 2 values", LineWith([](auto& f) {
       f.attributes = {Attr("pads", Dims{0, 1, 0, 1})};
     })},
    {"too little padding", kUnsupported, kLength, LineWith([](auto& f) {
       f.attributes = {Attr("pads", Dims{1, 0})};
     })},
    {"too much padding", kUnsupported, kLength, LineWith([](auto& f) {
       f.attributes = {Attr("pads", Dims{2, 1})};
     })},
    {"VALID", kUnsupported, kLength, LineWith([](auto& f) { f.attributes = {Attr("auto_pad", "VALID")}; })},
    {"a stride that does not divide the length", kUnsupported, kLength, LineWith([](auto& f) {
       f.attributes = {Attr("pads", Dims{1, 1}), Attr("strides", Dims{3})};
     })},
    {"flattened", kUnsupported, "Flatten node 'n1': it flattens a sequence",
     AfterLine([](auto& f, const std::string& y) { return f.Node("Flatten", {y}); })},
    {"averaged", kUnsupported, "is a sequence",
     AfterLine([](auto& f, const std::string& y) { return f.Node("GlobalAveragePool", {y}); })},
    {"multiplied", kUnsupported, "is not flat", AfterLine([](auto& f, const std::string& y) {
       return f.Node("MatMul", {y, f.Constant(Floats({8, 2}, std::vector<float>(16)))});
     })},
    {"softmax over the frames", kUnsupported, "axis is not that of the classes",
     AfterLine([](auto& f, const std::string& y) { return f.Node("Softmax", {y}, {Attr("axis", -1)}); })},
    {"lengths that differ", kUnsupported, "different shapes", AfterLine([](auto& f, const std::string& y) {
       const std::string half = f.Node("MaxPool", {y}, {Attr("kernel_shape", Dims{2}), Attr("strides", Dims{2})});
       return f.Node("Add", {y, half});
     })},
    {"the kind of a character", kMalformed, "'kind' is 'character'",
     LineWith([](auto& f) { f.metadata.emplace_back("kind", "character"); })},
    {"a kind nobody knows", kMalformed, "'kind' is 'page'",
     LineWith([](auto& f) { f.metadata.emplace_back("kind", "page"); })},
    {"a character of the kind of a line", kMalformed, "'kind' is 'line'", WithMetadata("kind", "line")},
    {"a trace's version below 0", kMalformed, "'trace'",
     LineWith([](auto& f) { f.metadata.emplace_back("trace", "-1"); })},
};

std::string CaseName(const ::testing::TestParamInfo<RefusedCase>& info) {
  std::string name = info.param.what;
  for (char& c : name) c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return name;
}
INSTANTIATE_TEST_SUITE_P(File, OnnxRefusalTest, ::testing::ValuesIn(kFileCases), CaseName);
INSTANTIATE_TEST_SUITE_P(Metadata, OnnxRefusalTest, ::testing::ValuesIn(kMetadataCases), CaseName);
INSTANTIATE_TEST_SUITE_P(Names, OnnxRefusalTest, ::testing::ValuesIn(kNameCases), CaseName);
INSTANTIATE_TEST_SUITE_P(Tensors, OnnxRefusalTest, ::testing::ValuesIn(kTensorCases), CaseName);
INSTANTIATE_TEST_SUITE_P(Operators, OnnxRefusalTest, ::testing::ValuesIn(kOperatorCases), CaseName);
INSTANTIATE_TEST_SUITE_P(Lines, OnnxRefusalTest, ::testing::ValuesIn(kLineCases), CaseName);
INSTANTIATE_TEST_SUITE_P(Int8, OnnxRefusalTest, ::testing::ValuesIn(kInt8Cases), CaseName);

// --- Limits --------------------------------------------------------------------------------------------------------

TEST(OnnxLimitsTest, EachLimitIsKept) {
  Small small;
  const std::string file = small.Finish();
  const ModelLimits enough{file.size(), 8, 28 * 28 * 2 * 4, 2, 28 * 28 * 2};
  Model model;
  Diagnostic diagnostic;
  EXPECT_EQ(Load(file, model, diagnostic, enough), Status::kOk) << diagnostic.text;
  const auto less = [&](auto member) {
    ModelLimits limits = enough;
    limits.*member -= 1;
    return limits;
  };
  ExpectRefused(file, kTooLarge, "bytes", less(&ModelLimits::file_bytes));
  ExpectRefused(file, kTooLarge, "weights", less(&ModelLimits::weight_bytes));
  ExpectRefused(file, kTooLarge, "Conv node 'n0': its result", less(&ModelLimits::activation_bytes));
  ExpectRefused(file, kTooLarge, "1 nodes", less(&ModelLimits::nodes));
  ExpectRefused(file, kTooLarge, "Conv node 'n0': an answer", less(&ModelLimits::multiply_adds));
  ExpectRefused(file, kTooLarge, "the input", {file.size(), 8, 100, 2, 28 * 28 * 2});
}

TEST(OnnxLimitsTest, SharedWeightsCountForEachLayer) {
  Small small;
  const std::string w = small.Constant(Floats({1, 1, 1, 1}, {1}));
  std::string y = "x";
  for (int i = 0; i < 3; ++i) y = small.Node("Conv", {y, w});
  ExpectRefused(small.Build(y), kTooLarge, "Conv node 'n2': the weights", {1 << 20, 11, 1 << 20, 10, 1 << 20});
}

// No result of it is large, but the frame around its input would be.
TEST(OnnxLimitsTest, PaddingCountsAsActivation) {
  Small small;
  small.weights = Floats({1, 1, 100, 1}, std::vector<float>(100));
  small.attributes = {Attr("pads", Dims{99, 0, 99, 0}), Attr("strides", Dims{100, 28})};
  ModelLimits limits = kLimits;
  limits.activation_bytes = (99 + 28 + 99) * 28 * 4 - 1;
  ExpectRefused(small.Finish(), kTooLarge, "Conv node 'n0': its padded input", limits);
}

// A kilobyte or two that would answer for seconds: pools have no weights that would take room.
TEST(OnnxLimitsTest, AFileThatWouldTakeLongToAnswerIsRefused) {
  const auto pools = [](int count) {
    Small small;
    const std::vector<Message> window = {Attr("kernel_shape", Dims{28, 28}), Attr("auto_pad", "SAME_UPPER")};
    std::string y = small.Conv();
    for (int i = 0; i < count; ++i) y = small.Node("MaxPool", {y}, window);
    return small.Build(small.Pool(y));
  };
  constexpr int kEach = 28 * 28 * 28 * 28 * 2;
  constexpr auto kMost = static_cast<int>((kLimits.multiply_adds - 28 * 28 * 2) / kEach);
  Model model;
  Diagnostic diagnostic;
  EXPECT_EQ(Load(pools(kMost), model, diagnostic), Status::kOk) << diagnostic.text;
  ExpectRefused(pools(kMost + 1), kTooLarge, "an answer takes more multiply-adds");
}

TEST(OnnxLimitsTest, ManyInitializersAreRefused) {
  Small small;
  for (int i = 0; i < 9; ++i) small.Constant(small.weights);
  ExpectRefused(small.Finish(), kTooLarge, "initializers", {1 << 20, 1 << 20, 1 << 20, 2, 1 << 20});
}

// --- Damage --------------------------------------------------------------------------------------------------------

class OnnxDamageTest : public ::testing::TestWithParam<std::string (*)()> {};
INSTANTIATE_TEST_SUITE_P(Seeds, OnnxDamageTest,
                         ::testing::Values(FloatSeed, OldSeed, Int8Seed, LineSeed, Int8LineSeed));

TEST_P(OnnxDamageTest, TheUndamagedFileLoads) {
  Model model;
  Diagnostic diagnostic;
  EXPECT_EQ(Load(GetParam()(), model, diagnostic), Status::kOk) << diagnostic.text;
  EXPECT_EQ(CheckConsistent(model, kLimits), "");
}

TEST_P(OnnxDamageTest, EveryTruncationIsRefusedOrConsistent) {
  const std::string file = GetParam()();
  for (std::size_t length = 0; length < file.size(); ++length) {
    Model model;
    Diagnostic diagnostic;
    // A cut between two metadata properties leaves a good file.
    if (Load(file.substr(0, length), model, diagnostic) == Status::kOk) {
      ASSERT_EQ(CheckConsistent(model, kLimits), "") << "cut to " << length << " bytes";
    } else {
      ASSERT_STRNE(diagnostic.text, "") << "cut to " << length << " bytes";
    }
  }
}

TEST_P(OnnxDamageTest, EveryBitFlipIsRefusedOrConsistent) {
  std::string file = GetParam()();
  for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
    const auto mask = static_cast<char>(1 << bit % 8);
    file[bit / 8] = static_cast<char>(file[bit / 8] ^ mask);
    Model model;
    Diagnostic diagnostic;
    if (Load(file, model, diagnostic) == Status::kOk) {
      ASSERT_EQ(CheckConsistent(model, kLimits), "") << "bit " << bit;
    } else {
      ASSERT_STRNE(diagnostic.text, "") << "bit " << bit;
    }
    file[bit / 8] = static_cast<char>(file[bit / 8] ^ mask);
  }
}

}  // namespace
}  // namespace emnist
