/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The settings of an identity provider, without the client secret. Serializable as JSON.
 *
 * @param preset the name of the preset
 * @param connector the connector of the preset
 * @param displayName the label of the button
 * @param enabled whether users can sign in with the provider
 * @param clientId the client id of this server at the provider
 * @param scopes the requested scopes; empty for those of the preset
 * @param brandColor the color for other pages that show the provider; may be empty
 * @param iconUrl the icon for such pages; may be empty
 * @param provisioning whether users are created at their first sign-in
 * @param linksByEmail whether an identity with a verified address is linked to the user with the
 *     same verified address
 * @param trustsEmail whether addresses without an assertion count as verified
 * @param trustsMfa whether the provider's {@code amr} is trusted
 * @param defaultRoles ids of the roles assigned to created users
 * @param claimMapping claim names by attribute
 * @param customClaims the {@code claims} parameter (OpenID Connect Core section 5.5)
 * @param config additional settings of the connector
 */
public record SocialProviderDefinition(
    String preset,
    String connector,
    String displayName,
    boolean enabled,
    String clientId,
    List<String> scopes,
    String brandColor,
    String iconUrl,
    boolean provisioning,
    boolean linksByEmail,
    boolean trustsEmail,
    boolean trustsMfa,
    List<String> defaultRoles,
    Map<String, String> claimMapping,
    Map<String, Object> customClaims,
    Map<String, Object> config) {

  /** The connection settings that determine the identity of a subject. */
  private static final Set<String> SUBJECTS = Set.of("issuer", "userInfoUrl", "subjectClaim");

  public SocialProviderDefinition {
    Objects.requireNonNull(connector, "connector");
    scopes = List.copyOf(scopes);
    defaultRoles = List.copyOf(defaultRoles);
    claimMapping = Map.copyOf(claimMapping);
    customClaims = Map.copyOf(customClaims);
    config = Map.copyOf(config);
  }

  /** Returns a copy, enabled or disabled. */
  SocialProviderDefinition withEnabled(boolean whether) {
    return new SocialProviderDefinition(
        preset,
        connector,
        displayName,
        whether,
        clientId,
        scopes,
        brandColor,
        iconUrl,
        provisioning,
        linksByEmail,
        trustsEmail,
        trustsMfa,
        defaultRoles,
        claimMapping,
        customClaims,
        config);
  }

  /**
   * Returns whether the provider controls access to accounts: it creates users, links by email or
   * its assertions are trusted beyond the identity. Configuring such a provider decides access and
   * roles, so it requires permission to assign roles.
   */
  boolean controlsAccountAccess() {
    return provisioning || linksByEmail || trustsEmail || trustsMfa || !defaultRoles.isEmpty();
  }

  /** Returns whether a subject identifies the same user under both settings. */
  boolean sameSubjects(SocialProviderDefinition other) {
    return connector.equals(other.connector)
        && SUBJECTS.stream()
            .allMatch(name -> Objects.equals(config.get(name), other.config.get(name)));
  }

  /**
   * Returns whether both settings lead to the same party, so that the stored secret may be sent
   * there.
   */
  boolean sameParty(SocialProviderDefinition other) {
    return connector.equals(other.connector)
        && clientId.equals(other.clientId)
        && config.equals(other.config);
  }

  /**
   * Returns the connection settings passed to a connector, without the secret and the values of the
   * preset.
   */
  Map<String, Object> connection() {
    Map<String, Object> connection = new HashMap<>(config);
    connection.put("clientId", clientId);
    if (!scopes.isEmpty()) {
      connection.put("scopes", scopes);
    }
    if (!customClaims.isEmpty()) {
      connection.put("customClaims", customClaims);
    }
    return connection;
  }
}
