// Formulas as plain text, for pictures, in which nothing sets TeX: `k \times k` reads k × k. What it cannot put into
// plain letters stays as it was typed.

const signs: Readonly<Record<string, string>> = {
  times: '×',
  cdot: '·',
  div: '÷',
  pm: '±',
  le: '≤',
  leq: '≤',
  ge: '≥',
  geq: '≥',
  ne: '≠',
  neq: '≠',
  approx: '≈',
  sim: '∼',
  to: '→',
  rightarrow: '→',
  infty: '∞',
  partial: '∂',
  nabla: '∇',
  sum: '∑',
  prod: '∏',
  in: '∈',
  odot: '⊙',
  oplus: '⊕',
  circ: '∘',
  ldots: '…',
  dots: '…',
  cdots: '…',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  varepsilon: 'ε',
  eta: 'η',
  theta: 'θ',
  lambda: 'λ',
  mu: 'μ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  varphi: 'φ',
  psi: 'ψ',
  omega: 'ω',
  Delta: 'Δ',
  Theta: 'Θ',
  Lambda: 'Λ',
  Sigma: 'Σ',
  Phi: 'Φ',
  Omega: 'Ω',
  left: '',
  right: '',
  quad: ' ',
  qquad: ' ',
};
/** Functions, which are written as their names. */
const names = /\\(log|ln|exp|max|min|sin|cos|tanh|arg)(?![A-Za-z])/g;
/** What only changes the letters of its one argument. */
const lettering =
  /\\(?:mathrm|mathbf|mathit|mathcal|mathbb|text|textbf|operatorname|boldsymbol)\{([^{}]*)\}/g;
const raised: Readonly<Record<string, string>> = { 1: '¹', 2: '²', 3: '³' };

/** A formula's source, without its dollars, in plain letters; undefined where it holds more than these can say. */
export function plainFormula(source: string): string | undefined {
  let text = source
    .replace(/\{,\}/g, ',')
    .replace(/\\[,;:! ]/g, ' ')
    .replace(names, '$1')
    .replace(/\\([A-Za-z]+)/g, (typed, name: string) => signs[name] ?? typed);
  // From the innermost braces outwards.
  for (let before = ''; before !== text; ) {
    before = text;
    text = text
      .replace(lettering, '$1')
      .replace(
        /\\frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g,
        (_, a: string, b: string) => `${whole(a)}/${whole(b)}`,
      )
      .replace(/\\sqrt\s*\{([^{}]*)\}/g, (_, inner: string) => `√${whole(inner)}`)
      .replace(/\^\{([^{}]*)\}/g, (_, inner: string) => `^${whole(inner)}`)
      .replace(/_\{([^{}]*)\}/g, (_, inner: string) => `_${whole(inner)}`);
  }
  text = text.replace(/\^([123])(?![\w^])/g, (_, digit: string) => raised[digit] ?? digit);
  return /[\\{}]/.test(text) ? undefined : text.replace(/\s+/g, ' ').trim();
}

/** In brackets where it is more than one name or number. */
const whole = (text: string): string =>
  /^[\p{L}\p{N}]*$/u.test(text.trim()) ? text.trim() : `(${text.trim()})`;
