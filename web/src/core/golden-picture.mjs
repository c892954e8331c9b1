// Pictures that are the same wherever they are painted, for known answers: + − × ÷ only. Read by node, too.

const side = 128;
/** How many rules a page has, and how much of the picture the drawing fills. */
const rules = 6;
const fill = 0.6;

export function goldenPicture(strokes, ruled) {
  const [xs, ys] = [0, 1].map((axis) => strokes.flat().map((point) => point[axis]));
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const scale = (fill * side) / Math.max(width, height);
  const placed = strokes.map((stroke) =>
    stroke.map(([x, y]) => [side / 2 + (x - left - width / 2) * scale, side / 2 + (y - top - height / 2) * scale]),
  );
  const data = new Uint8Array(4 * side * side);
  let grain = 1;
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      grain = (grain * 75 + 74) % 65537;
      const paper = 190 + (40 * x) / side + (grain % 9);
      const rule = ruled && y % Math.floor(side / rules) === 5 ? 40 : 0;
      const value = placed.some((stroke) => isNear(stroke, x, y)) ? 50 + (grain % 9) : paper - rule;
      data.set([value, value, value - 10, 255].map(Math.floor), 4 * (side * y + x));
    }
  return { width: side, height: side, data };
}

function isNear(stroke, x, y) {
  return stroke.some(([fromX, fromY], index) => {
    const [toX, toY] = stroke[index + 1] ?? [fromX, fromY];
    const lengthSquared = (toX - fromX) * (toX - fromX) + (toY - fromY) * (toY - fromY);
    const along = lengthSquared > 0 ? ((x - fromX) * (toX - fromX) + (y - fromY) * (toY - fromY)) / lengthSquared : 0;
    const t = Math.min(1, Math.max(0, along));
    const [dx, dy] = [fromX + t * (toX - fromX) - x, fromY + t * (toY - fromY) - y];
    return dx * dx + dy * dy < 9;
  });
}
