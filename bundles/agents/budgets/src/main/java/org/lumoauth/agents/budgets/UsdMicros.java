package org.lumoauth.agents.budgets;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** US dollars as whole millionths, as they are counted. */
public final class UsdMicros {

  private static final int PLACES = 6;

  /** A trillion dollars: sums of what is accepted stay far within a long. */
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);

  private UsdMicros() {}

  /** Millionths of a dollar, rounded up; empty for what is negative or beyond all measure. */
  public static Optional<Long> micros(BigDecimal usd) {
    if (usd.signum() < 0 || usd.scale() > 100 || usd.precision() - usd.scale() > 13) {
      return Optional.empty();
    }
    return usd.compareTo(MOST) > 0
        ? Optional.empty()
        : Optional.of(usd.setScale(PLACES, RoundingMode.UP).unscaledValue().longValueExact());
  }

  /** The inverse of {@link #micros}. */
  public static BigDecimal usd(long micros) {
    return BigDecimal.valueOf(micros, PLACES).stripTrailingZeros();
  }
}
