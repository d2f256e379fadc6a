// The one helper for transcendental functions: only IEEE additions and products, so every engine gives the same bits.

const LN2_HI = 0.69314718036912381649;
const LN2_LO = 1.90821492927058770002e-10;

/** Natural logarithm of a finite x > 0; error below 3 ulp. NaN otherwise, −Infinity for 0. */
export function ln(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0) || x === Infinity) return x === Infinity ? Infinity : NaN;
  let e = 0;
  while (x >= 1.4142135623730951) {
    if (x > 1.8446744073709552e19) {
      x /= 18446744073709551616;
      e += 64;
    } else {
      x /= 2;
      e += 1;
    }
  }
  while (x < 0.7071067811865476) {
    if (x < 5.421010862427522e-20) {
      x *= 18446744073709551616;
      e -= 64;
    } else {
      x *= 2;
      e -= 1;
    }
  }
  // ln x = 2 artanh(s), s = (x − 1) ÷ (x + 1), |s| ≤ 0.1716
  const s = (x - 1) / (x + 1);
  const z = s * s;
  let sum = 0;
  for (let k = 23; k >= 1; k -= 2) sum = sum * z + 1 / k;
  return e * LN2_HI + (2 * s * sum + e * LN2_LO);
}

/** e to the power x, for |x| ≤ 700; error below 2 ulp in the range used. */
export function exp(x: number): number {
  if (x > 709) return Infinity;
  if (x < -740) return 0;
  const k = Math.round(x / 0.6931471805599453);
  const r = x - k * LN2_HI - k * LN2_LO;
  let sum = 1;
  for (let i = 18; i >= 1; i--) sum = 1 + (r / i) * sum;
  let p = 1;
  const step = k >= 0 ? 2 : 0.5;
  for (let i = Math.abs(k); i > 0; i--) p *= step;
  return sum * p;
}

/** x to the power y for x > 0; whole y up to 64 by multiplication, else exp(y ln x). */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isInteger(y) && y > 0 && y <= 64) {
    let p = 1;
    for (let i = 0; i < y; i++) p *= x;
    return p;
  }
  return exp(y * ln(x));
}
