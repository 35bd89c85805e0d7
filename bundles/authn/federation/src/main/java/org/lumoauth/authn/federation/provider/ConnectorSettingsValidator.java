/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.federation.FederationConnector.FederationProviderPreset;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/** Validates the submitted settings of a connector against its preset. */
final class ConnectorSettingsValidator {

  /**
   * Connector settings that the API has as members of their own, outside {@code providerConfig}.
   */
  private static final Map<String, String> NAMED =
      Map.of(
          "issuerUrl", "issuer",
          "authorizationUrl", "authorizationUrl",
          "tokenUrl", "tokenUrl",
          "userInfoUrl", "userInfoUrl");

  private static final String SECRET = SocialProviderRequestParser.SECRET;
  private static final int MAX_ITEMS = 50;
  private static final int MAX_VALUE = 4_000;
  private static final int MAX_ADDRESS = 500;

  private ConnectorSettingsValidator() {}

  /**
   * Rejects a provider that lacks a setting required by its preset. The secret may be added later.
   */
  static void requireWhole(SocialProviderDefinition settings, FederationProviderPreset preset) {
    Map<String, Object> connection = new HashMap<>(preset.settings());
    connection.putAll(settings.connection());
    for (String name : preset.required()) {
      if (!name.equals(SECRET)
          && (!connection.containsKey(name) || "".equals(connection.get(name)))) {
        throw ApiException.invalid(shown(name), shown(name) + " is required.");
      }
    }
  }

  private static String shown(String name) {
    return name.equals("issuer") ? "issuerUrl" : name;
  }

  /** Returns the settings with the submitted changes. */
  static Map<String, Object> sent(JsonObjectMemberReader members, SocialProviderDefinition before) {
    Map<String, Object> config = new HashMap<>(before.config());
    if (members.has("providerConfig")) {
      config.clear();
      config.putAll(members.map("providerConfig", MAX_ITEMS));
    }
    NAMED.forEach(
        (member, setting) -> {
          if (members.has(member)) {
            config.put(setting, members.text(member, MAX_ADDRESS).orElse(""));
          }
        });
    config.values().removeIf(value -> value == null || "".equals(value));
    config.forEach(ConnectorSettingsValidator::requireShort);
    return config;
  }

  /** Rejects settings unknown to the preset. */
  static void requireKnown(Map<String, Object> config, FederationProviderPreset preset) {
    Set<String> known = new TreeSet<>(preset.required());
    known.addAll(preset.optional());
    known.removeAll(Set.of("clientId", SECRET, "scopes"));
    for (String name : config.keySet()) {
      if (!known.contains(name)) {
        throw ApiException.invalid(
            "providerConfig",
            "`providerConfig` must contain only "
                + String.join(", ", known)
                + " for this provider.");
      }
    }
  }

  /** Rejects values too long for a request to the provider. */
  static void requireShort(String name, Object value) {
    if (String.valueOf(value).length() > MAX_VALUE
        || String.valueOf(value).chars().anyMatch(Character::isISOControl)) {
      throw ApiException.invalid(
          "providerConfig",
          name + " must have at most " + MAX_VALUE + " characters without control characters.");
    }
  }
}
