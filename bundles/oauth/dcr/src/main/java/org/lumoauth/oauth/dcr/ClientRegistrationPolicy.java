/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Limits the requested metadata of a client that registers itself to the permitted values (RFC 7591
 * section 5). The response contains the resulting metadata (section 3.2.1).
 */
@Component(service = ClientRegistrationPolicy.class)
public final class ClientRegistrationPolicy {

  private static final String SCOPE = "scope";
  private static final String GRANTS = "grant_types";

  /** Members that only this server sets. */
  private static final Set<String> NOT_TO_ASK =
      Set.of(
          "first_party",
          "profile",
          "require_pkce",
          "client_id",
          "client_secret",
          Client.SELF_REGISTERED);

  /** Grant types for clients from open registration: each requires the user's consent. */
  private static final Set<String> OPEN_GRANTS =
      Set.of("authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code");

  private static final Set<String> VOUCHED_GRANTS =
      Set.of(
          "authorization_code",
          "refresh_token",
          "client_credentials",
          "urn:ietf:params:oauth:grant-type:device_code",
          "urn:ietf:params:oauth:grant-type:jwt-bearer",
          "urn:ietf:params:oauth:grant-type:token-exchange",
          "urn:openid:params:grant-type:ciba");

  private final SettingsStore settings;

  @Activate
  public ClientRegistrationPolicy(@Reference SettingsStore settings) {
    this.settings = settings;
  }

  /**
   * Returns the permitted metadata.
   *
   * @param vouched whether a credential authorizes the registration
   * @param had the current scopes of the client, which it may retain
   * @throws OAuthException {@code invalid_client_metadata} if a value is invalid
   */
  Map<String, Object> restrict(
      TenantContext tenant, Map<String, Object> asked, boolean vouched, Set<String> had) {
    Map<String, Object> cut = new HashMap<>(asked);
    cut.keySet().removeAll(NOT_TO_ASK);
    cut.values().removeIf(value -> value == null);
    cut.put(SCOPE, String.join(" ", new TreeSet<>(scopes(tenant, cut.get(SCOPE), vouched, had))));
    if (cut.containsKey(GRANTS)) {
      cut.put(GRANTS, grants(cut.get(GRANTS), vouched));
    }
    if (!ClientRegistrationSettings.REQUIRE_PKCE.read(settings, tenant)) {
      cut.put("require_pkce", false);
    }
    if (!vouched && !ClientRegistrationSettings.REDIRECT_ERRORS.read(settings, tenant)) {
      cut.put(Client.SELF_REGISTERED, true);
    }
    return cut;
  }

  private Set<String> scopes(
      TenantContext tenant, @Nullable Object asked, boolean vouched, Set<String> had) {
    Set<String> offered = Set.copyOf(ClientRegistrationSettings.SCOPES.read(settings, tenant));
    Set<String> scopes = asked == null ? new LinkedHashSet<>(offered) : split(asked);
    if (scopes.stream()
        .anyMatch(scope -> DcrReservedScopes.contains(scope) && !had.contains(scope))) {
      throw invalid(
          "scope must not contain administration scopes, because the client "
              + "registers itself.");
    }
    if (!vouched) {
      scopes.removeIf(scope -> !offered.contains(scope) && !had.contains(scope));
    }
    return scopes;
  }

  static Set<String> split(Object scope) {
    if (!(scope instanceof String text)) {
      throw invalid("scope must be a string.");
    }
    Set<String> scopes = new LinkedHashSet<>(Arrays.asList(text.strip().split("\\s+")));
    scopes.remove("");
    return scopes;
  }

  private static List<Object> grants(Object asked, boolean vouched) {
    if (!(asked instanceof List<?> names)) {
      throw invalid("grant_types must be an array of strings.");
    }
    Set<String> offered = vouched ? VOUCHED_GRANTS : OPEN_GRANTS;
    if (!names.stream().allMatch(String.class::isInstance)) {
      throw invalid("grant_types must be an array of strings.");
    }
    List<Object> grants =
        names.stream().<Object>map(name -> name).filter(offered::contains).toList();
    if (grants.isEmpty()) {
      throw invalid(
          "grant_types must contain at least one of "
              + String.join(", ", offered.stream().sorted().toList())
              + ".");
    }
    return grants;
  }

  private static OAuthException invalid(String description) {
    return new OAuthException(400, "invalid_client_metadata", description);
  }
}
