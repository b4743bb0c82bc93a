import {
  box,
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

export const workshop = {
  planks: () =>
    ground(paper) +
    times(7, (n) => {
      const y = 40 + n * 112;
      const tone = n === 3 ? sand : mix(moss, petrol, 0.25 + (n % 3) * 0.2);
      return (
        shape(`M-20 ${y + 60}Q600 ${y + 190} 1220 ${y - 10}V${y + 130}Q600 ${y + 320} -20 ${y + 180}Z`, tone) +
        line(`M-20 ${y + 60}Q600 ${y + 190} 1220 ${y - 10}`, mix(tone, ink, 0.5), 6) +
        times(10, (k) =>
          disc(
            60 + k * 122,
            y + 88 + 104 * Math.sin(((k + 0.6) / 10.6) * Math.PI) * 0.62 - k * 4,
            6,
            n === 3 ? rust : mix(tone, paper, 0.4),
          ),
        )
      );
    }),
  knots: () => {
    const rope = (d) =>
      line(d, mix(ochre, ink, 0.5), 66) +
      line(d, mix(sand, ochre, 0.3), 52) +
      line(d, mix(sand, ochre, 0.75), 52, 'stroke-dasharray="4 26" stroke-linecap="butt"');
    return (
      ground(petrol) +
      times(5, (n) => line(`M0 ${120 + n * 150}H1200`, mix(petrol, sea, 0.35), 3)) +
      rope("M-40 610C320 610 420 620 560 470C700 320 760 190 600 190C430 190 500 330 640 470") +
      rope("M640 470C760 590 860 610 1240 610") +
      rope("M470 548C400 610 330 690 250 860")
    );
  },
  shutters: () =>
    ground(mix(sand, paper, 0.5)) +
    box(330, 110, 540, 640, ink) +
    box(356, 136, 488, 588, mix(petrol, ink, 0.3)) +
    box(592, 136, 16, 588, ink) +
    [90, 850]
      .map((x, side) => {
        const tone = side === 0 ? sea : mix(sea, foam, 0.25);
        return (
          box(x, 90, 260, 680, mix(tone, ink, 0.35), 'rx="6"') +
          box(x + 8, 98, 244, 664, tone, 'rx="4"') +
          times(17, (n) => box(x + 38, 132 + n * 36, 184, 22, mix(tone, n % 2 === 0 ? ink : petrol, 0.3), 'rx="3"'))
        );
      })
      .join("") +
    disc(480, 300, 60, ochre, 'opacity="0.9"') +
    box(356, 560, 488, 164, sea),
  bench: () =>
    ground(mix(ochre, paper, 0.72)) +
    box(0, 300, width, 170, sea) +
    box(0, 300, width, 34, foam) +
    box(0, 470, width, 330, sand) +
    times(4, (n) => line(`M${-40 + n * 90} ${540 + n * 62}H${1240 - n * 60}`, mix(sand, ochre, 0.25), 4)) +
    box(250, 520, 700, 44, mix(rust, ink, 0.25), 'rx="5"') +
    box(250, 520, 700, 12, rust, 'rx="5"') +
    shape("M258 521h96q-12 18 -48 18t-48 -18z", mix(rust, ink, 0.5)) +
    box(320, 564, 52, 130, ink) +
    box(828, 564, 52, 130, ink) +
    box(372, 610, 456, 18, mix(ink, rust, 0.3)) +
    shape("M290 694h130l60 22H240zM798 694h130l60 22H750z", mix(sand, ink, 0.25)),
  lamp: () =>
    ground(ink) +
    shape("M600 270L-40 60V560Z", mix(ochre, ink, 0.35), 'opacity="0.7"') +
    shape("M600 270L1240 60V560Z", mix(ochre, ink, 0.35), 'opacity="0.7"') +
    shape("M600 270L-40 180V420Z", ochre, 'opacity="0.6"') +
    shape("M600 270L1240 180V420Z", ochre, 'opacity="0.6"') +
    shape("M530 340H670L730 800H470Z", paper) +
    times(3, (n) =>
      shape(
        `M${522 - n * 17} ${400 + n * 136}H${678 + n * 17}L${686 + n * 17} ${468 + n * 136}H${514 - n * 17}Z`,
        rust,
      ),
    ) +
    box(512, 316, 176, 26, mist) +
    box(540, 204, 120, 112, mix(ochre, paper, 0.5)) +
    times(4, (n) => box(540 + n * 38, 204, 6, 112, ink)) +
    shape("M524 204H676L600 130Z", rust) +
    box(0, 740, width, 60, mix(petrol, ink, 0.5)),
  net: () =>
    ground(mix(sea, petrol, 0.5)) +
    times(
      15,
      (n) =>
        line(`M${-400 + n * 120} -20Q${-100 + n * 120} 420 ${200 + n * 120} 840`, mist, 5) +
        line(`M${1600 - n * 120} -20Q${1300 - n * 120} 420 ${1000 - n * 120} 840`, mist, 5),
    ) +
    shape("M720 380L800 260L900 300L960 420L900 560L780 560Z", mix(sea, petrol, 0.5)) +
    times(4, (n) => line(`M${730 + n * 62} ${360 - n * 22}l${30 + n * 6} 190`, rust, 7)) +
    times(4, (n) => line(`M${726 + n * 8} ${350 + n * 56}l226 ${-40 + n * 28}`, rust, 7)) +
    disc(730, 372, 13, rust) +
    disc(950, 430, 13, rust) +
    box(0, height - 40, width, 40, ink),
};
