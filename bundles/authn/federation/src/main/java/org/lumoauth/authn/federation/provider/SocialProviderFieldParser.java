/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/** Reads provider members that require more than a type check. */
record SocialProviderFieldParser(JsonObjectMemberReader members) {

  /** The attributes that claims may be mapped to: only those that users assert about themselves. */
  private static final Set<String> MAPPED = Set.of("name", "givenName", "familyName");

  private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{3,8}");
  private static final Pattern CLAIM = Pattern.compile("[A-Za-z0-9_:/.#-]{1,100}");
  private static final int MAX_COLOUR = 100;
  private static final int MAX_TEXT = 500;
  private static final int MAX_ITEMS = 50;

  Optional<List<String>> scopes() {
    String name = members.has("requestedScopes") ? "requestedScopes" : "scopes";
    var scopes = members.textList(name, MAX_ITEMS, MAX_TEXT);
    scopes.orElse(List.of()).stream()
        .filter(scope -> !ScopeValueValidator.isValid(scope))
        .findFirst()
        .ifPresent(
            scope -> {
              throw ApiException.invalid(
                  name, "Each scope must consist of visible characters without spaces.");
            });
    return scopes;
  }

  /** Returns the claim mapping. */
  Map<String, String> mapping() {
    Map<String, String> mapping = new TreeMap<>();
    members
        .map("claimMapping", MAX_ITEMS)
        .forEach(
            (to, from) -> {
              if (!MAPPED.contains(to)
                  || !(from instanceof String claim)
                  || !CLAIM.matcher(claim).matches()) {
                throw ApiException.invalid(
                    "claimMapping",
                    "`claimMapping` must map only "
                        + new TreeSet<>(MAPPED)
                        + " to names of claims.");
              }
              mapping.put(to, claim);
            });
    return mapping;
  }

  /** Returns the value of the {@code claims} parameter. */
  Map<String, Object> claims() {
    Map<String, Object> claims = new HashMap<>(members.map("customClaims", MAX_ITEMS));
    claims.values().removeIf(Objects::isNull);
    claims.forEach(ConnectorSettingsValidator::requireShort);
    return claims;
  }

  String colour() {
    String colour = members.text("brandColor", MAX_COLOUR).orElse("");
    if (!colour.isEmpty() && !COLOUR.matcher(colour).matches()) {
      throw ApiException.invalid("brandColor", "`brandColor` must be a color such as #1a73e8.");
    }
    return colour;
  }

  String icon() {
    String icon = members.text("iconUrl", MAX_TEXT).orElse("");
    if (!icon.isEmpty() && !icon.startsWith("https://")) {
      throw ApiException.invalid("iconUrl", "`iconUrl` must be an https URL.");
    }
    return icon;
  }
}
