// Sine and cosine from additions and multiplications alone. ECMAScript leaves Math.sin's last bits to each
// engine, and a built-in data set must have the same bytes everywhere.

/** sin(2π · turns), within 4e-6: the Taylor series to x⁹ on a quarter turn either side of zero. */
export const sine = (turns: number): number => {
  let t = turns - Math.floor(turns + 0.5);
  if (t > 0.25) t = 0.5 - t;
  else if (t < -0.25) t = -0.5 - t;
  const x = t * 6.283185307179586;
  const s = x * x;
  return x * (1 - (s / 6) * (1 - (s / 20) * (1 - (s / 42) * (1 - s / 72))));
};

/** cos(2π · turns), as exact as `sine`. */
export const cosine = (turns: number): number => sine(turns + 0.25);
