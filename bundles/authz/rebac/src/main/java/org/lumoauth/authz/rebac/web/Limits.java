package org.lumoauth.authz.rebac.web;

import java.util.Optional;
import org.lumoauth.api.web.Problem;

/** How much of a list is asked for, and from where on. */
final class Limits {
  private static final int DEFAULT = 100;
  private static final int MAX = 1000;
  private static final int MAX_TOKEN = 5120;

  private Limits() {}

  /**
   * How many at most.
   *
   * @throws Problem 422
   */
  static int of(Integer asked) {
    if (asked == null) {
      return DEFAULT;
    }
    if (asked < 1 || asked > MAX) {
      throw Problem.invalid("limit", "limit is 1 to " + MAX + ".");
    }
    return asked;
  }

  /** The same from a query. */
  static int of(String asked) {
    if (asked == null || asked.isBlank()) {
      return DEFAULT;
    }
    try {
      return of(Integer.valueOf(asked.strip()));
    } catch (NumberFormatException e) {
      throw Problem.invalid("limit", "limit is a whole number.");
    }
  }

  /**
   * The token of the slice before.
   *
   * @throws Problem 400
   */
  static Optional<String> after(String token) {
    if (token == null || token.isEmpty()) {
      return Optional.empty();
    }
    if (token.length() > MAX_TOKEN) {
      throw Problem.invalidRequest("The token to go on with is not one of ours.");
    }
    return Optional.of(token);
  }
}
