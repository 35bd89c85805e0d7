package org.lumoauth.oauth.openid.claims;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
      claims.forEach((name, wanted) -> values.put(bare(String.valueOf(name)), values(wanted)));
    }
    return new RequestedClaims(values);
  }

  /** Nothing. */
  public static RequestedClaims none() {
    return new RequestedClaims(Map.of());
  }

  Set<String> names() {
    return values.keySet();
  }

  /** Whether a claim of this value may be given: it was asked for by scope or with no other. */
  boolean takes(String name, Object value) {
    List<Object> wanted = values.getOrDefault(name, List.of());
    return wanted.isEmpty() || wanted.contains(value);
  }

  /** Section 5.2: a language tag may follow; we have claims in one language. */
  private static String bare(String name) {
    int tag = name.indexOf('#');
    return tag < 0 ? name : name.substring(0, tag);
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
