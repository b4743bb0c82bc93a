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

export const walks = {
  headland: () =>
    ground(mix(paper, ochre, 0.2)) +
    disc(300, 210, 70, mix(ochre, paper, 0.2)) +
    times(7, (n) => {
      const y = 260 + n * 66;
      const x = 380 + n * 118;
      return shape(
        `M${x - 560} ${y + 96}Q${x - 260} ${y - 96} ${x} ${y - 26}L${x + 40} ${y + 60}L${x + 110} ${y + 104}H1240V840H-40V${y + 96}Z`,
        mix(mist, ink, 0.1 + n * 0.14),
      );
    }) +
    box(0, 742, width, 58, ink),
  lane: () =>
    ground(mix(ochre, paper, 0.55)) +
    disc(600, 330, 120, paper) +
    box(0, 380, width, 90, sea) +
    times(
      5,
      (n) =>
        shape(
          `M-20 ${60 + n * 70}Q${300 + n * 26} ${180 + n * 66} ${560 - n * 34} 820H-20Z`,
          mix(moss, ink, 0.12 + n * 0.18),
        ) +
        shape(
          `M1220 ${20 + n * 78}Q${900 - n * 30} ${200 + n * 60} ${640 + n * 34} 820H1220Z`,
          mix(moss, ink, 0.2 + n * 0.17),
        ),
    ) +
    shape("M592 470H612L790 820H410Z", sand),
  contours: () => {
    const ring = (x, y, r, k, tone, w) => {
      const points = Array.from({ length: 49 }, (_, n) => {
        const a = (n / 48) * Math.PI * 2;
        const at = r * (1 + 0.12 * Math.sin(a * 3 + k) + 0.07 * Math.sin(a * 5 + k * 2));
        return `${(x + Math.cos(a) * at * 1.25).toFixed(1)} ${(y + Math.sin(a) * at).toFixed(1)}`;
      });
      return line(`M${points.join("L")}Z`, tone, w);
    };
    return (
      ground(paper) +
      times(13, (n) => ring(420, 400, 24 + n * 32, 0.6, mix(moss, petrol, n / 13), n % 5 === 0 ? 6 : 3)) +
      shape("M760 -20H1220V820H700Q900 560 800 400T760 -20Z", paper) +
      times(9, (n) => ring(980, 250, 20 + n * 27, 2.1, mix(ochre, rust, n / 9), n % 5 === 0 ? 6 : 3)) +
      times(6, (n) => ring(960, 660, 16 + n * 24, 3.9, mix(sea, petrol, n / 6), n % 5 === 0 ? 6 : 3)) +
      line("M90 720C250 560 520 640 640 470S820 330 1110 120", rust, 9, 'stroke-dasharray="2 26"') +
      disc(90, 720, 15, rust) +
      disc(1110, 120, 15, rust)
    );
  },
  night: () => {
    const roll = dice(31);
    return (
      ground(ink) +
      times(60, () =>
        disc(
          (roll() * width).toFixed(0),
          (roll() * 430).toFixed(0),
          (1 + roll() * 2.2).toFixed(1),
          mist,
          `opacity="${(0.3 + roll() * 0.6).toFixed(2)}"`,
        ),
      ) +
      disc(850, 230, 110, paper) +
      disc(814, 206, 104, mix(paper, ochre, 0.16)) +
      land(450, 60, 230, 0.2, mix(ink, petrol, 0.55)) +
      land(540, 52, 280, 1.9, mix(ink, petrol, 0.32)) +
      land(650, 40, 330, 3.1, mix(ink, petrol, 0.14)) +
      shape(
        "M628 540C700 570 540 620 640 668S520 760 470 820H760C730 740 760 700 700 664S720 580 640 540Z",
        mix(mist, petrol, 0.25),
      )
    );
  },
  stones: () =>
    ground(sea) +
    times(9, (n) => line(`M-20 ${60 + n * 92}q160 -30 320 0t320 0t320 0t320 0`, mix(sea, foam, 0.3), 4)) +
    times(9, (n) => {
      const y = 760 - n * 78;
      const x = 380 + n * 44 + Math.sin(n * 1.4) * 80;
      const s = 1.25 - n * 0.088;
      const tone = n === 5 ? rust : mix(mist, ink, 0.22 + (n % 3) * 0.1);
      return `<ellipse cx="${x}" cy="${y + 20 * s}" rx="${126 * s}" ry="${52 * s}" fill="${mix(sea, ink, 0.5)}"/><ellipse cx="${x}" cy="${y}" rx="${118 * s}" ry="${50 * s}" fill="${tone}"/><ellipse cx="${x - 16 * s}" cy="${y - 12 * s}" rx="${70 * s}" ry="${22 * s}" fill="${mix(tone, paper, 0.3)}"/>`;
    }) +
    box(0, 0, width, 96, moss) +
    box(0, 84, width, 14, mix(moss, ink, 0.4)),
  fields: () => {
    const rows = [ochre, moss, mix(moss, paper, 0.35), mix(ochre, paper, 0.4), mix(moss, ink, 0.3), sand];
    return (
      ground(mist) +
      box(0, 150, width, 110, sea) +
      times(5, (row) =>
        times(6, (n) => {
          const y = 246 + row * row * 9 + row * 74;
          const y2 = 246 + (row + 1) ** 2 * 9 + (row + 1) * 74;
          const lean = (x, at) => 600 + (x - 600) * (0.6 + ((at - 246) / 560) * 0.8);
          const a = -180 + n * 270 + (row % 2) * 90;
          const [p, q, r, s] = [lean(a, y), lean(a + 258, y), lean(a + 258, y2 - 10), lean(a, y2 - 10)];
          return shape(
            `M${p} ${y}L${q} ${y + 8}L${r} ${y2}L${s} ${y2 - 8}Z`,
            rows[(row * 2 + n * 5 + (n % 2)) % rows.length],
          );
        }),
      ) +
      line("M1010 250C880 380 300 360 420 520S860 640 640 830", paper, 34) +
      disc(420, 470, 16, rust) +
      shape("M396 470l24 -34l24 34z", ink)
    );
  },
};
