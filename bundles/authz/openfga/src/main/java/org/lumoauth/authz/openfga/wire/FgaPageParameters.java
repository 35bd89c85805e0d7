package org.lumoauth.authz.openfga.wire;

import java.util.Optional;
import org.lumoauth.authz.openfga.FgaException;

/** Pages as OpenFGA's clients ask for them. */
public final class FgaPageParameters {
  private static final int DEFAULT = 50;
  private static final int MAX = 100;
  private static final int MAX_TOKEN = 5120;

  private FgaPageParameters() {}

  /**
   * How many at most.
   *
   * @throws FgaException 400 {@code page_size_invalid}
   */
  public static int size(Integer asked) {
    if (asked == null) {
      return DEFAULT;
    }
    if (asked < 1 || asked > MAX) {
      throw new FgaException(400, "page_size_invalid", "page_size is 1 to " + MAX + ".");
    }
    return asked;
  }

  /** The same from a query. */
  public static int size(String asked) {
    if (asked == null || asked.isEmpty()) {
      return DEFAULT;
    }
    try {
      return size(Integer.valueOf(asked));
    } catch (NumberFormatException e) {
      throw FgaException.invalid("page_size is a number.");
    }
  }

  /**
   * The token of the page before.
   *
   * @throws FgaException 400 {@code invalid_continuation_token}
   */
  public static Optional<String> after(String token) {
    if (token == null || token.isEmpty()) {
      return Optional.empty();
    }
    if (token.length() > MAX_TOKEN) {
      throw new FgaException(
          400, "invalid_continuation_token", "The continuation token is not one of ours.");
    }
    return Optional.of(token);
  }
}
