import type { Row } from "./report.js";

const width = 960;
const rowHeight = 26;
const labelWidth = 560;

/**
 * The rows as a picture in SVG: a bar for each median, as a share of what is allowed, whose line is at
 * the same place in all of them. A bar ends at twice what is allowed, since the picture has an end.
 */
export function speedChart(rows: readonly Row[]): string {
  const height = rows.length * rowHeight + 2 * rowHeight;
  const allowedX = labelWidth + (width - labelWidth) / 2;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Measured, as a share of what is allowed" font-family="sans-serif" font-size="13">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...rows.map((row, index) => bar(row, (index + 1) * rowHeight)),
    `<line x1="${allowedX}" x2="${allowedX}" y1="${rowHeight}" y2="${height - rowHeight}" stroke="#222222"/>`,
    `<text x="${allowedX}" y="${height - 8}" text-anchor="middle" fill="#222222">allowed</text>`,
    "</svg>\n",
  ].join("\n");
}

function bar({ what, value, bar: allowed }: Row, y: number): string {
  const share = Math.min(value.median / allowed, 2);
  const length = Math.round((share * (width - labelWidth)) / 2);
  const colour = value.median <= allowed ? "#2b7a4b" : "#b3541e";
  const label = `<text x="${labelWidth - 8}" y="${y + 17}" text-anchor="end" fill="#222222">${escaped(what)}</text>`;
  return `${label}\n<rect x="${labelWidth}" y="${y + 4}" width="${length}" height="${rowHeight - 8}" fill="${colour}"/>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
