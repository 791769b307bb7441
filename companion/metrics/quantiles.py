"""The few distribution functions that a scorecard needs, in plain Python.

Nothing heavier is imported while the companion runs; the tests hold every function to scipy.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

# Wichura (1988), Algorithm AS 241 (PPND16), Applied Statistics 37, 477-484.
_CENTRE = (
    (2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
     13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608),
    (5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
     5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1.0),
)  # fmt: skip
_MIDDLE = (
    (7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
     3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734),
    (1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
     0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1.0),
)  # fmt: skip
_FAR = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
     0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772),
    (2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
     0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1.0),
)  # fmt: skip


def normal_cdf(z: float) -> float:
    """P(Z <= z) of the standard normal distribution."""
    return 0.5 * math.erfc(-z / math.sqrt(2))


@lru_cache(maxsize=1024)
def normal_quantile(p: float) -> float:
    """The z below which a standard normal variable lies with probability ``p``.

    Wichura's AS 241 (1988), good to about 1 part in 10^16.

    Raises:
        ValueError: ``p`` is not strictly between 0 and 1.
    """
    if not 0 < p < 1:
        raise ValueError(f"A probability lies strictly between 0 and 1, not {p!r}.")
    q = p - 0.5
    if abs(q) <= 0.425:
        return q * _ratio(_CENTRE, 0.180625 - q * q)
    r = math.sqrt(-math.log(min(p, 1 - p)))
    tail = _ratio(_MIDDLE, r - 1.6) if r <= 5 else _ratio(_FAR, r - 5)
    return math.copysign(tail, q)


def _ratio(polynomials: tuple[Sequence[float], Sequence[float]], x: float) -> float:
    numerator = denominator = 0.0
    for above, below in zip(*polynomials, strict=True):
        numerator = numerator * x + above
        denominator = denominator * x + below
    return numerator / denominator


@lru_cache(maxsize=1024)
def t_quantile(p: float, df: float) -> float:
    """The t below which a Student-t variable with ``df`` degrees of freedom lies with probability ``p``.

    Hill (1970), Algorithm 396, Communications of the ACM 13, 619-620, made exact by one Newton step on `t_cdf`.
    ``df`` need not be whole; at 1 and 2 the closed forms serve (Cauchy's, and Hill's own for 2).

    Raises:
        ValueError: ``p`` is not strictly between 0 and 1, or ``df`` is neither 1 nor at least 2.
    """
    if df < 2 and df != 1:
        raise ValueError(f"Degrees of freedom here are 1 or at least 2, not {df!r}.")
    z = normal_quantile(p)
    if z == 0:
        return 0.0
    if df == 1:
        return math.tan(math.pi * (p - 0.5))
    if df == 2:
        return (2 * p - 1) / math.sqrt(2 * p * (1 - p))
    guess = math.copysign(_hill(2 * min(p, 1 - p), df), z)
    density = math.exp(
        math.lgamma((df + 1) / 2)
        - math.lgamma(df / 2)
        - 0.5 * math.log(df * math.pi)
        - (df + 1) / 2 * math.log1p(guess * guess / df)
    )
    return guess - (t_cdf(guess, df) - p) / density


def _hill(two_tailed: float, df: float) -> float:
    a = 1 / (df - 0.5)
    b = 48 / (a * a)
    c = ((20700 * a / b - 98) * a - 16) * a + 96.36
    d = ((94.5 / (b + c) - 3) / b + 1) * math.sqrt(a * math.pi / 2) * df
    y = (d * two_tailed) ** (2 / df)
    if y > 0.05 + a:
        x = normal_quantile(two_tailed / 2)
        y = x * x
        if df < 5:
            c += 0.3 * (df - 4.5) * (x + 0.6)
        c = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + c
        y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x
        y = math.expm1(a * y * y)
    else:
        y = ((1 / (((df + 6) / (df * y) - 0.089 * d - 0.822) * (df + 2) * 3) + 0.5 / (df + 4)) * y - 1) * (
            df + 1
        ) / (df + 2) + 1 / y
    return math.sqrt(df * y)


def t_cdf(t: float, df: float) -> float:
    """P(T <= t) of Student's t with ``df`` degrees of freedom."""
    tail = 0.5 * beta_cdf(df / (df + t * t), df / 2, 0.5)
    return tail if t < 0 else 1 - tail


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b).

    Continued fraction of Lentz (1976) as in Abramowitz and Stegun 26.5.8, good to about 1e-12.
    """
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_cdf(1 - x, b, a)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    return front * _beta_fraction(x, a, b) / a


def _beta_fraction(x: float, a: float, b: float) -> float:
    tiny = 1e-300
    c = 1.0
    d = 1 / ((1 - (a + b) * x / (a + 1)) or tiny)
    fraction = d
    for m in range(1, 300):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / ((1 + step * d) or tiny)
            c = (1 + step / c) or tiny
            fraction *= d * c
        if abs(d * c - 1) < 1e-13:
            break
    return fraction


def gamma_quantile(p: float, shape: float) -> float:
    """The x below which a gamma variable of ``shape`` and scale 1 lies with probability ``p``.

    Wilson and Hilferty (1931), PNAS 17, 684-688, made good to about 0.1 % by one Newton step on `_gamma_cdf`.
    """
    ninth = 1 / (9 * shape)
    guess = shape * max(0.05, 1 - ninth + normal_quantile(p) * math.sqrt(ninth)) ** 3
    density = math.exp((shape - 1) * math.log(guess) - guess - math.lgamma(shape))
    return max(guess / 2, guess - (_gamma_cdf(guess, shape) - p) / density)


def _gamma_cdf(x: float, shape: float) -> float:
    """Lower regularised incomplete gamma function by its series (Abramowitz and Stegun 6.5.29)."""
    term = total = 1.0
    n = shape
    while term > 1e-12 * total:
        n += 1
        term *= x / n
        total += term
    return total * math.exp(shape * math.log(x) - x - math.lgamma(shape + 1))


def wilson_interval(successes: float, trials: float, level: float = 0.9) -> tuple[float, float]:
    """Wilson's (1927) score interval for a proportion, JASA 22, 209-212."""
    z = normal_quantile(0.5 + level / 2)
    share = successes / trials
    widening = 1 + z * z / trials
    centre = (share + z * z / (2 * trials)) / widening
    half = z / widening * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    return min(share, max(0.0, centre - half)), max(share, min(1.0, centre + half))


def median(values: Sequence[float]) -> float:
    """The middle value, or the mean of the two middle ones."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


@lru_cache(maxsize=256)
def median_ends(n: int, level: float = 0.9) -> tuple[int, float] | None:
    """Where the interval of a median ends: a rank from 0, and how far from it to the next rank inward.

    The sign-test interval of two order statistics holds for any distribution but jumps (10 videos: 98 % or
    89 %); interpolated between neighbouring ranks it is near its level for any symmetric one (Hettmansperger and
    Sheather 1986, Statistics & Probability Letters 4, 75-79). The upper end mirrors the lower one. None when
    ``n`` is too small for any pair to reach the level.
    """
    rank, outer, inner = -1, 1.0, 1.0
    while inner >= level and 2 * (rank + 1) < n:
        rank, outer, inner = rank + 1, inner, inner - 2 * math.comb(n, rank + 1) / 2**n
    if rank < 1:
        return None
    excess = (outer - level) / (outer - inner)
    return rank - 1, (n - rank) * excess / (rank + (n - 2 * rank) * excess)
