/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.wire;

import java.util.Optional;
import org.lumoauth.authz.openfga.FgaException;

/** The paging parameters of OpenFGA clients. */
public final class FgaPageParameterParser {
  private static final int DEFAULT = 50;
  private static final int MAX = 100;
  private static final int MAX_TOKEN = 5120;

  private FgaPageParameterParser() {}

  /**
   * Returns the page size.
   *
   * @throws FgaException 400 {@code page_size_invalid}
   */
  public static int size(Integer asked) {
    if (asked == null) {
      return DEFAULT;
    }
    if (asked < 1 || asked > MAX) {
      throw new FgaException(
          400, "page_size_invalid", "`page_size` must be between 1 and " + MAX + ".");
    }
    return asked;
  }

  /** Returns the page size of a query parameter. */
  public static int size(String asked) {
    if (asked == null || asked.isEmpty()) {
      return DEFAULT;
    }
    try {
      return size(Integer.valueOf(asked));
    } catch (NumberFormatException e) {
      throw FgaException.invalid("`page_size` must be a number.");
    }
  }

  /**
   * Parses the continuation token.
   *
   * @throws FgaException 400 {@code invalid_continuation_token}
   */
  public static Optional<String> after(String token) {
    if (token == null || token.isEmpty()) {
      return Optional.empty();
    }
    if (token.length() > MAX_TOKEN) {
      throw new FgaException(
          400,
          "invalid_continuation_token",
          "`continuation_token` must be that of the previous page.");
    }
    return Optional.of(token);
  }
}
