package org.lumoauth.oauth.openid.claims;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Claims asked for one by one, each with the values that will do; none means any.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#ClaimsParameter">OpenID
 *     Connect Core section 5.5</a>
 */
public record RequestedClaims(Map<String, List<Object>> values) {

  /**
   * Reads a member of the {@code claims} parameter. What is malformed counts as absent.
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

  /** Nothing. */
  public static RequestedClaims none() {
    return new RequestedClaims(Map.of());
  }

  /** Names of claims that are asked for in whatever language. */
  Set<String> names() {
    return named(false);
  }

  /** Section 5.2: names of claims that are asked for in one language, each with its tag. */
  Set<String> tagged() {
    return named(true);
  }

  private Set<String> named(boolean tagged) {
    return values.keySet().stream()
        .filter(name -> ClaimLanguageTags.hasTag(name) == tagged)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether a claim of this value may be given: it was asked for by scope or with no other. */
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
