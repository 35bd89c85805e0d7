package org.lumoauth.authn.federation.provider;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What an administrator set of an identity provider, but for the client's secret. JSON can hold it.
 *
 * @param preset the name of the preset that it goes by
 * @param connector the connector that brings the preset
 * @param displayName what the button says
 * @param enabled whether anybody signs in by it
 * @param clientId who we are there
 * @param scopes what is asked for; empty for what the preset says
 * @param brandColor for whoever shows the provider elsewhere; empty if there is none
 * @param iconUrl likewise
 * @param provisioning whether users are made of people who come for the first time
 * @param linksByEmail whether somebody with a proven address is the user here with the same proven
 *     address
 * @param trustsEmail whether addresses from there count as proven though nobody says so
 * @param trustsMfa whether its {@code amr} counts
 * @param defaultRoles ids of roles that users get who are made
 * @param claimMapping names of its claims by what they are here
 * @param customClaims what it is asked for (OpenID Connect Core section 5.5)
 * @param config what the connector needs besides
 */
public record SocialProviderSettings(
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

  /** What of a connection's settings says who a subject is. */
  private static final Set<String> SUBJECTS = Set.of("issuer", "userInfoUrl", "subjectClaim");

  public SocialProviderSettings {
    Objects.requireNonNull(connector, "connector");
    scopes = List.copyOf(scopes);
    defaultRoles = List.copyOf(defaultRoles);
    claimMapping = Map.copyOf(claimMapping);
    customClaims = Map.copyOf(customClaims);
    config = Map.copyOf(config);
  }

  /** The same, in use or not. */
  SocialProviderSettings withEnabled(boolean whether) {
    return new SocialProviderSettings(
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
   * Whether the provider's word makes users, says whose an account is without them, or counts for
   * more than that: whoever sets that up decides who gets in as whom, and with what roles.
   */
  boolean controlsAccountAccess() {
    return provisioning || linksByEmail || trustsEmail || trustsMfa || !defaultRoles.isEmpty();
  }

  /** Whether a subject of the other one is the same person with this one. */
  boolean sameSubjects(SocialProviderSettings other) {
    return connector.equals(other.connector)
        && SUBJECTS.stream()
            .allMatch(name -> Objects.equals(config.get(name), other.config.get(name)));
  }

  /** Whether a secret for the other one may go where this one leads: to the same party. */
  boolean sameParty(SocialProviderSettings other) {
    return connector.equals(other.connector)
        && clientId.equals(other.clientId)
        && config.equals(other.config);
  }

  /** What a connector is told, but for the secret and what its preset sets. */
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
