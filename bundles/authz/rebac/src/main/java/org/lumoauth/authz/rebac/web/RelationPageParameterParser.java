/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import java.util.Optional;
import org.lumoauth.api.web.ApiException;

/** Parses the paging parameters of lists. */
public final class RelationPageParameterParser {
  private static final int DEFAULT = 100;
  private static final int MAX = 1000;
  private static final int MAX_TOKEN = 5120;

  private RelationPageParameterParser() {}

  /**
   * Returns the maximum number of items.
   *
   * @throws ApiException 422 if it is out of range
   */
  static int of(Integer asked) {
    if (asked == null) {
      return DEFAULT;
    }
    if (asked < 1 || asked > MAX) {
      throw ApiException.invalid("limit", "`limit` must be between 1 and " + MAX + ".");
    }
    return asked;
  }

  /** Returns the maximum number of items from a query parameter. */
  public static int of(String asked) {
    if (asked == null || asked.isBlank()) {
      return DEFAULT;
    }
    try {
      return of(Integer.valueOf(asked.strip()));
    } catch (NumberFormatException e) {
      throw ApiException.invalid("limit", "`limit` must be an integer.");
    }
  }

  /**
   * Returns the token of the previous slice.
   *
   * @throws ApiException 400 if it is malformed
   */
  public static Optional<String> after(String token) {
    if (token == null || token.isEmpty()) {
      return Optional.empty();
    }
    if (token.length() > MAX_TOKEN) {
      throw ApiException.invalidRequest(
          "The continuation token must be that of the previous page. Omit it for the "
              + "first page.");
    }
    return Optional.of(token);
  }
}
