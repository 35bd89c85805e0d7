/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.claims;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Individually requested claims, each with its accepted values; an empty list accepts any value.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#ClaimsParameterParser">OpenID
 *     Connect Core section 5.5</a>
 */
public record RequestedClaims(Map<String, List<Object>> values) {

  /**
   * Reads a member of the {@code claims} parameter. Malformed entries are ignored.
   *
   * @param member {@code id_token} or {@code userinfo}
   */
  public static RequestedClaims of(Map<String, Object> parameter, String member) {
    Map<String, List<Object>> values = new LinkedHashMap<>();
    if (parameter.get(member) instanceof Map<?, ?> claims) {
      claims.forEach((name, wanted) -> values.put(String.valueOf(name), values(wanted)));
    }
    return new RequestedClaims(values);
  }

  /** Returns an instance without claims. */
  public static RequestedClaims none() {
    return new RequestedClaims(Map.of());
  }

  /** Returns the names of the claims that are requested in any language. */
  Set<String> names() {
    return named(false);
  }

  /**
   * Returns the names with language tags of the claims that are requested in one language (section
   * 5.2).
   */
  Set<String> tagged() {
    return named(true);
  }

  private Set<String> named(boolean tagged) {
    return values.keySet().stream()
        .filter(name -> ClaimLanguageSelector.hasTag(name) == tagged)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Returns whether a claim with this value may be returned: the claim was requested by scope, or
   * its request accepts the value.
   */
  boolean accepts(String name, Object value) {
    List<Object> wanted = values.getOrDefault(name, List.of());
    return wanted.isEmpty() || wanted.contains(value);
  }

  private static List<Object> values(Object wanted) {
    if (!(wanted instanceof Map<?, ?> members)) {
      return List.of();
    }
    if (members.get("values") instanceof List<?> several) {
      return List.copyOf(several);
    }
    Object one = members.get("value");
    return one == null ? List.of() : List.of(one);
  }
}
