/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Converts US dollars to whole millionths, the counted unit. */
public final class UsdMicrosConverter {

  private static final int PLACES = 6;

  /** One trillion US dollars: sums of accepted amounts cannot overflow a long. */
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);

  private UsdMicrosConverter() {}

  /** Returns millionths of a dollar, rounded up; empty for negative or excessive amounts. */
  public static Optional<Long> micros(BigDecimal usd) {
    if (usd.signum() < 0 || usd.scale() > 100 || usd.precision() - usd.scale() > 13) {
      return Optional.empty();
    }
    return usd.compareTo(MOST) > 0
        ? Optional.empty()
        : Optional.of(usd.setScale(PLACES, RoundingMode.UP).unscaledValue().longValueExact());
  }

  /** Converts millionths to US dollars, the inverse of {@link #micros}. */
  public static BigDecimal usd(long micros) {
    return BigDecimal.valueOf(micros, PLACES).stripTrailingZeros();
  }
}
