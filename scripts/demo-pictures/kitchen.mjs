import {
  box,
  dice,
  disc,
  foam,
  ground,
  height,
  ink,
  line,
  mist,
  mix,
  moss,
  ochre,
  paper,
  petrol,
  rust,
  sand,
  sea,
  shape,
  times,
  width,
} from "./strokes.mjs";

const table = (color, y = 560) => box(0, y, width, height - y, color);
const plate = (x, y, r, rim = mist) =>
  disc(x, y, r, mix(ink, rim, 0.82)) + disc(x, y, r - 10, paper) + disc(x, y, r * 0.72, mix(paper, rim, 0.6));

export const kitchen = {
  "plate-shrimps": () =>
    ground(foam) +
    times(6, (n) => box(n * 210 - 20, 0, 90, height, mix(foam, mist, 0.5))) +
    plate(600, 410, 330) +
    times(9, (n) => {
      const turn = n * 40 + 12;
      return `<g transform="rotate(${turn} 600 410) translate(600 ${260 + (n % 3) * 22})">${line("M-44 34C-60 -30 30 -56 52 8C60 32 44 46 30 40", n % 4 === 1 ? ochre : rust, 25)}${line("M-44 34l-24 16M-44 34l-6 30", n % 4 === 1 ? ochre : rust, 6)}</g>`;
    }) +
    disc(600, 410, 62, ochre) +
    disc(600, 410, 50, mix(ochre, paper, 0.5)),
  samphire: () => {
    const roll = dice(5);
    return (
      ground(paper) +
      box(0, 640, width, 160, sea) +
      box(0, 626, width, 14, foam) +
      times(17, (n) => {
        const x = 40 + n * 70 + roll() * 24;
        const tall = 5 + Math.floor(roll() * 4);
        const tone = mix(moss, n % 3 === 0 ? petrol : ochre, roll() * 0.45);
        return times(tall, (k) => {
          const y = 700 - k * 66;
          const lean = k % 2 === 0 ? 1 : -1;
          const arm = k > 0 && k < tall - 1 ? line(`M${x} ${y}q${lean * 34} -16 ${lean * 40} -64`, tone, 17) : "";
          return arm + `<ellipse cx="${x}" cy="${y - 30}" rx="13" ry="38" fill="${tone}"/>`;
        });
      })
    );
  },
  loaves: () =>
    ground(ink) +
    shape("M170 800V420Q600 -110 1030 420V800Z", mix(ink, rust, 0.28)) +
    shape("M250 800V450Q600 20 950 450V800Z", mix(ink, rust, 0.6)) +
    shape("M330 800V500Q600 170 870 500V800Z", mix(rust, ochre, 0.4)) +
    box(0, 650, width, 150, mix(ink, petrol, 0.5)) +
    [210, 470, 730, 990]
      .map((x, n) => {
        const tone = mix(ochre, rust, [0.7, 0.5, 0.12, 0.36][n]);
        return (
          shape(`M${x - 120} 700Q${x - 130} 520 ${x} 510Q${x + 130} 520 ${x + 120} 700Z`, tone) +
          times(3, (k) => line(`M${x - 52 + k * 46} 600l26 -52`, mix(tone, paper, 0.6), 8))
        );
      })
      .join(""),
  mussels: () => {
    const roll = dice(23);
    return (
      ground(sand) +
      disc(600, 400, 372, ink) +
      disc(600, 400, 346, mix(ink, petrol, 0.4)) +
      times(46, (n) => {
        const angle = n * 2.39996;
        const away = 47 * Math.sqrt(n);
        const x = 600 + Math.cos(angle) * away;
        const y = 400 + Math.sin(angle) * away;
        const open = n % 5 === 2;
        return `<g transform="translate(${x.toFixed(0)} ${y.toFixed(0)}) rotate(${(roll() * 360).toFixed(0)})">${shape("M0 -58C34 -40 40 26 0 58C-40 26 -34 -40 0 -58Z", open ? mist : mix(ink, sea, 0.18 + roll() * 0.5))}${open ? shape("M0 -34C20 -20 22 22 0 40C-22 22 -20 -20 0 -34Z", ochre) : line("M0 -40C20 -24 22 16 0 40", mix(sea, foam, 0.4), 4)}</g>`;
      })
    );
  },
  lemons: () =>
    ground(petrol) +
    table(mix(petrol, ink, 0.5), 600) +
    [
      [330, 330, 210],
      [790, 270, 160],
      [900, 590, 190],
      [480, 660, 120],
    ]
      .map(([x, y, r], n) => {
        const wheel =
          disc(x, y, r, ochre) +
          disc(x, y, r * 0.9, paper) +
          times(
            9,
            (k) =>
              `<g transform="rotate(${k * 40 + n * 9} ${x} ${y})">${shape(`M${x} ${y - 10}C${x - r * 0.34} ${y - r * 0.5} ${x - r * 0.26} ${y - r * 0.82} ${x} ${y - r * 0.82}C${x + r * 0.26} ${y - r * 0.82} ${x + r * 0.34} ${y - r * 0.5} ${x} ${y - 10}Z`, mix(ochre, paper, 0.35))}</g>`,
          );
        return wheel;
      })
      .join("") +
    line("M90 700q120 -40 230 20", moss, 20),
  bowl: () =>
    ground(mix(mist, sea, 0.35)) +
    table(sand, 610) +
    times(3, (n) => line(`M${470 + n * 130} 300q-54 -60 0 -118t0 -118`, paper, 13)) +
    shape("M220 400H980C980 620 820 700 600 700S220 620 220 400Z", petrol) +
    `<ellipse cx="600" cy="400" rx="380" ry="62" fill="${mix(petrol, ink, 0.4)}"/><ellipse cx="600" cy="404" rx="346" ry="48" fill="${ochre}"/>` +
    times(9, (n) => disc(330 + n * 66, 400 + ((n * 37) % 40) - 18, 17, n % 3 === 0 ? moss : rust)) +
    box(480, 694, 240, 30, mix(petrol, ink, 0.4), 'rx="8"'),
};
