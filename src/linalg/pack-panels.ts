/**
 * Rearranges rows [rows, width] into panels of `lanes` rows, each laid out [width, lanes], and fills the last panel up
 * with zeros. One vector load then yields the same column of neighboring rows: a product needs no sums across lanes,
 * and any width runs at full speed. `target` holds ⌈rows / lanes⌉ · lanes · width values. This call places
 * the rows first … end − 1, all of them when absent; `first` begins a panel.
 */
export function packPanels(
  source: Float32Array,
  rows: number,
  width: number,
  lanes: number,
  target: Float32Array,
  first = 0,
  end = rows,
): void {
  if (end === rows) target.fill(0, Math.floor(rows / lanes) * lanes * width);
  for (let row = first; row < end; row++) {
    const lane = row % lanes;
    const panel = (row - lane) * width + lane;
    for (let column = 0; column < width; column++) target[panel + column * lanes] = source[row * width + column]!;
  }
}
