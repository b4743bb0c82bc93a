import {
  box,
  dice,
  disc,
  foam,
  ground,
  ink,
  land,
  line,
  mist,
  mix,
  ochre,
  paper,
  petrol,
  rust,
  sand,
  sea,
  shape,
  swell,
  times,
  width,
} from "./strokes.mjs";

export const shore = {
  "tide-lines": () =>
    ground(sand) +
    land(250, 34, 210, 0.4, mix(sand, paper, 0.5)) +
    times(7, (n) =>
      line(
        swell(270 + n * 74, 30 + n * 5, 190 + n * 17, n * 0.7),
        n === 2 ? rust : mix(petrol, sand, 0.12 + n * 0.1),
        7 - n * 0.7,
      ),
    ) +
    shape(`${swell(132, 14, 130, 1.2)}L1220 -20L-20 -20Z`, sea) +
    line(swell(132, 14, 130, 1.2), paper, 22),
  "low-sun": () =>
    ground(mix(ochre, paper, 0.45)) +
    disc(760, 390, 178, rust) +
    box(0, 400, width, 400, petrol) +
    times(13, (n) =>
      box(760 - 168 + n * 11 + (n % 2) * 26, 424 + n * 27, 336 - n * 22, 10, mix(rust, ochre, n / 13), 'rx="5"'),
    ) +
    times(9, (n) => box((n * 397) % 1120, 440 + n * 38, 120 + n * 9, 4, sea, 'rx="2"')) +
    shape_gulls(),
  sandbar: () =>
    ground(sea) +
    times(4, (n) => land(120 + n * 40, 40, 260, 0.6 + n * 0.18, mix(sea, foam, 0.2 + n * 0.2))) +
    land(330, 60, 240, 1.3, sand) +
    times(5, (n) => line(swell(390 + n * 34, 44, 240, 1.3 + n * 0.1), mix(sand, ochre, 0.32), 5)) +
    land(590, 52, 300, 2.1, foam) +
    land(640, 50, 300, 2.2, sea) +
    land(710, 42, 310, 2.3, petrol),
  waders: () => {
    const roll = dice(11);
    return (
      ground(mist) +
      box(0, 520, width, 280, mix(mist, sea, 0.25)) +
      times(6, (n) => box(0, 560 + n * 40, width, 3, mix(mist, sea, 0.5))) +
      times(13, (n) => {
        const x = 70 + n * 86 + roll() * 34;
        const y = 380 + roll() * 120;
        const h = 120 + roll() * 60;
        const tone = n === 8 ? rust : mix(ink, petrol, roll());
        return (
          line(`M${x} ${y}l-6 ${h}M${x + 16} ${y}l8 ${h}`, tone, 4) +
          `<ellipse cx="${x + 6}" cy="${y}" rx="44" ry="24" transform="rotate(-14 ${x} ${y})" fill="${tone}"/>` +
          line(`M${x + 42} ${y - 14}q16 -34 30 -34`, tone, 11) +
          line(`M${x + 74} ${y - 48}l46 18`, tone, 4)
        );
      })
    );
  },
  fog: () =>
    ground(mix(mist, paper, 0.3)) +
    disc(410, 300, 150, paper) +
    times(6, (n) => land(350 + n * 78, 22, 300 - n * 18, n * 1.7, mix(mist, sea, 0.12 + n * 0.14))) +
    line("M930 690V470M930 500h-60M930 560h-40", mix(mist, petrol, 0.7), 7) +
    disc(930, 470, 9, rust),
  waves: () =>
    ground(paper) +
    disc(930, 170, 84, ochre) +
    times(
      5,
      (row) =>
        times(9, (n) => {
          const r = 92;
          const x = n * 150 - (row % 2) * 75;
          const y = 340 + row * 112;
          const tone = mix(foam, ink, row / 4.4);
          return disc(x, y, r, tone) + disc(x, y, r - 22, mix(tone, paper, 0.28)) + disc(x, y, r - 44, tone);
        }) + box(0, 348 + row * 112, width, 500, mix(foam, ink, row / 4.4)),
    ),
};

function shape_gulls() {
  return [
    [250, 180, 1],
    [340, 230, 0.7],
    [190, 260, 0.55],
  ]
    .map(([x, y, s]) =>
      line(
        `M${x - 40 * s} ${y - 10 * s}q${20 * s} ${-18 * s} ${40 * s} ${10 * s}q${20 * s} ${-28 * s} ${40 * s} ${-10 * s}`,
        ink,
        6 * s,
      ),
    )
    .join("");
}
