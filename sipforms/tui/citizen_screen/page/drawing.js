// Pictures of a scale: a glass more or less full, a face more or less glad. The words and the number stand below each.

const SVG = "http://www.w3.org/2000/svg";

function part(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function picture(...parts) {
  const drawn = part("svg", { viewBox: "0 0 64 64", "aria-hidden": "true" });
  drawn.append(...parts);
  return drawn;
}

function glass(level) {
  const height = 50 * level;
  return picture(
    part("rect", { class: "full", x: 14, y: 58 - height, width: 36, height }),
    part("path", { d: "M12 6 V60 H52 V6" }),
  );
}

function face(level) {
  const bend = (level - 0.5) * 28;
  return picture(
    part("circle", { cx: 32, cy: 32, r: 28 }),
    part("circle", { class: "full", cx: 23, cy: 25, r: 4 }),
    part("circle", { class: "full", cx: 41, cy: 25, r: 4 }),
    part("path", { d: `M19 ${44 - bend / 2} Q32 ${44 + bend} 45 ${44 - bend / 2}` }),
  );
}

const DRAWN = { amount: glass, feeling: face };

export function drawn(kind, level) {
  const draw = DRAWN[kind];
  return draw && level !== null ? draw(level) : null;
}
