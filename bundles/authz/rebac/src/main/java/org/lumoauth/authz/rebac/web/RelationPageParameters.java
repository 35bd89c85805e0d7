package org.lumoauth.authz.rebac.web;

import java.util.Optional;
import org.lumoauth.api.web.ApiException;

/** How much of a list is asked for, and from where on. */
final class RelationPageParameters {
  private static final int DEFAULT = 100;
  private static final int MAX = 1000;
  private static final int MAX_TOKEN = 5120;

  private RelationPageParameters() {}

  /**
   * How many at most.
   *
   * @throws ApiException 422
   */
  static int of(Integer asked) {
    if (asked == null) {
      return DEFAULT;
    }
    if (asked < 1 || asked > MAX) {
      throw ApiException.invalid("limit", "limit is 1 to " + MAX + ".");
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
      throw ApiException.invalid("limit", "limit is a whole number.");
    }
  }

  /**
   * The token of the slice before.
   *
   * @throws ApiException 400
   */
  static Optional<String> after(String token) {
    if (token == null || token.isEmpty()) {
      return Optional.empty();
    }
    if (token.length() > MAX_TOKEN) {
      throw ApiException.invalidRequest("The token to go on with is not one of ours.");
    }
    return Optional.of(token);
  }
}
