/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.token;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.web.ApiException;

/** Converts scopes from and to space-separated names. */
public final class AAuthScopeConverter {

  private static final int MAX_SCOPES = 100;

  private AAuthScopeConverter() {}

  /**
   * Parses the names.
   *
   * @throws ApiException 400 {@code invalid_scope} if there are too many
   */
  public static Set<String> of(String text) {
    Set<String> names = new TreeSet<>();
    if (!text.isBlank()) {
      names.addAll(Arrays.asList(text.strip().split(" +")));
    }
    if (names.size() > MAX_SCOPES) {
      throw invalid("scope must have at most " + MAX_SCOPES + " names.");
    }
    return names;
  }

  /** Joins names in their order. */
  public static String text(Collection<String> names) {
    return String.join(" ", new TreeSet<>(names));
  }

  /**
   * Requires that all requested scopes are allowed.
   *
   * @throws ApiException 400 {@code invalid_scope}
   */
  public static void requireWithin(Collection<String> asked, Collection<String> allowed) {
    if (!allowed.containsAll(asked)) {
      throw invalid(
          "scope must not contain " + ScopeValueValidator.describeExcess(asked, allowed) + ".");
    }
  }

  private static ApiException invalid(String message) {
    return new ApiException(400, "invalid_scope", message);
  }
}
