import {
  box,
  dice,
  disc,
  foam,
  ground,
  height,
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
  times,
  width,
} from "./strokes.mjs";

export const letters = {
  "thirty-tides": () =>
    ground(paper) +
    times(30, (n) => {
      const x = 36 + (n % 6) * 190;
      const y = 32 + Math.floor(n / 6) * 149;
      const level = 64 + 34 * Math.sin(n * 0.83);
      const sky =
        n === 29 ? mix(ochre, paper, 0.35) : [mist, sand, mix(foam, mist, 0.5), mix(sand, paper, 0.4)][(n * 7) % 4];
      const water = n === 29 ? rust : mix(sea, ink, ((n * 5) % 7) / 8);
      const wave = `M${x} ${y + level}q44 -26 89 0t89 0V${y + 137}H${x}Z`;
      return `<clipPath id="t${n}"><rect x="${x}" y="${y}" width="178" height="137" rx="10"/></clipPath><g clip-path="url(#t${n})">${box(x, y, 178, 137, sky)}${n % 5 === 3 ? disc(x + 132, y + 36, 15, ochre) : ""}${shape(wave, mix(water, paper, 0.35), 'transform="translate(0 -9)"')}${shape(wave, water)}</g>`;
    }),
  lightship: () =>
    ground(mix(mist, paper, 0.5)) +
    disc(240, 190, 60, mix(ochre, paper, 0.35)) +
    land(560, 14, 160, 0.5, mix(foam, sea, 0.4)) +
    shape("M420 500H800L760 610H460Z", rust) +
    box(500, 440, 190, 60, paper) +
    box(500, 440, 190, 10, ink) +
    line("M600 440V210", ink, 9) +
    box(580, 190, 40, 52, ochre, 'rx="6"') +
    line("M600 250L760 500M600 250L440 500", mix(ink, mist, 0.3), 3) +
    times(4, (n) => disc(530 + n * 44, 474, 9, petrol)) +
    land(596, 16, 190, 2, sea) +
    land(670, 16, 220, 3.6, petrol),
  "tide-table": () =>
    ground(ink) +
    times(4, (row) =>
      times(7, (n) => {
        const phase = (row * 7 + n) / 27;
        const x = 150 + n * 150;
        const y = 130 + row * 180;
        const r = 54;
        const lit = Math.sin(phase * Math.PI);
        return (
          disc(x, y, r, mix(ink, petrol, 0.8)) +
          `<clipPath id="c${row}${n}"><circle cx="${x}" cy="${y}" r="${r}"/></clipPath><rect clip-path="url(#c${row}${n})" x="${x - r}" y="${(y + r - 2 * r * lit).toFixed(1)}" width="${2 * r}" height="${2 * r}" fill="${row === 2 && n === 0 ? rust : mix(foam, paper, lit)}"/>`
        );
      }),
    ),
  window: () => {
    const pane = (x, y, sky, water, at) => box(x, y, 380, 290, sky) + box(x, y + at, 380, 290 - at, water);
    return (
      ground(mix(sand, paper, 0.4)) +
      box(170, 60, 860, 680, ink) +
      pane(205, 95, mix(ochre, paper, 0.5), petrol, 190) +
      disc(480, 240, 44, rust) +
      box(205, 285, 380, 100, petrol) +
      pane(615, 95, mist, sea, 150) +
      times(3, (n) => box(640 + n * 90, 290 + n * 26, 170, 8, foam)) +
      pane(205, 415, mix(mist, sea, 0.4), mix(sea, petrol, 0.4), 210) +
      pane(615, 415, mix(ink, petrol, 0.6), mix(ink, petrol, 0.15), 140) +
      disc(880, 480, 34, paper) +
      box(130, 730, 940, 40, mix(rust, ink, 0.3))
    );
  },
  rain: () => {
    const roll = dice(3);
    return (
      ground(mix(sea, mist, 0.45)) +
      land(560, 26, 240, 1, mix(sea, petrol, 0.35)) +
      land(670, 20, 280, 2.6, petrol) +
      times(150, () => {
        const x = roll() * 1300;
        const y = roll() * height;
        const long = [22, 46, 84][Math.floor(roll() * 3)];
        return line(
          `M${x.toFixed(0)} ${y.toFixed(0)}l${(-long * 0.32).toFixed(0)} ${long}`,
          roll() < 0.06 ? ochre : paper,
          long > 60 ? 5 : 3,
          `opacity="${(0.4 + roll() * 0.5).toFixed(2)}"`,
        );
      })
    );
  },
  sunday: () =>
    ground(mix(foam, paper, 0.45)) +
    box(0, 470, width, 330, mix(foam, sea, 0.45)) +
    shape("M800 455V250L920 455Z", paper) +
    shape("M786 455V300L710 455Z", rust) +
    shape("M690 462H940L900 496H730Z", ink) +
    shape("M800 500V640L900 500Z", mix(foam, paper, 0.4), 'opacity="0.5"') +
    times(5, (n) => box(520 + ((n * 233) % 420), 540 + n * 48, 260 - n * 20, 4, paper, 'rx="2" opacity="0.6"')),
};
