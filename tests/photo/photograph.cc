// photograph FOLDER SCENE [SEED]: strokes on standard input, as for `emnist classify-ink`; one JPEG a line into FOLDER,
// numbered from 000000. With no arguments, lists the scenes.
#include <cstdio>
#include <fstream>
#include <iostream>

#include "photographer.h"
#include "strokes.h"

int main(int argc, char** argv) {
  using namespace emnist;
  if (argc < 3) {
    for (const std::string& name : SceneNames()) std::cout << name << '\n';
    return argc == 1 ? 0 : 2;
  }
  std::mt19937 random(argc > 3 ? static_cast<unsigned>(std::stoul(argv[3])) : 1);
  int number = 0;
  cli::Strokes neighbour;  // the drawing before; the first stands beside itself
  cli::ReadStrokeLines(
      [&](const cli::Strokes& strokes) {
        if (number == 0) neighbour = strokes;
        const Ink beside = neighbour.ink();
        const Scene scene = RandomScene(argv[2], strokes.ink(), beside, random);
        const auto jpeg =
            EncodeJpeg(Photograph(strokes.ink(), scene, random), scene.width, scene.height, scene.jpeg_quality);
        char name[32];
        std::snprintf(name, sizeof name, "/%06d.jpg", number++);
        std::ofstream(argv[1] + std::string(name), std::ios::binary)
            .write(reinterpret_cast<const char*>(jpeg.data()), static_cast<std::streamsize>(jpeg.size()));
        neighbour = strokes;
      },
      [&](const std::string& sentence) {
        std::cerr << "photograph: line " << number + 1 << ": " << sentence << '\n';
        std::exit(1);
      });
}
