/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoauth;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.support.encoding.WebUrlParser;

/**
 * A connection to a provider, as configured by its preset and an administrator.
 *
 * @param issuer identifies the provider; subjects are unique within it
 * @param clientId the client id of this server at the provider
 * @param secret the client secret at the provider
 * @param scopes the requested scopes
 * @param authorization the authorization endpoint
 * @param token the token endpoint
 * @param user the resource with the profile of the access token's user
 * @param emails the resource with the user's addresses, if it is separate
 * @param subject the profile member with the subject
 */
record OAuthProviderConnection(
    String issuer,
    String clientId,
    String secret,
    List<String> scopes,
    URI authorization,
    URI token,
    URI user,
    Optional<URI> emails,
    String subject) {

  /**
   * Reads a connection.
   *
   * @throws IllegalArgumentException with a message for the administrator
   */
  static OAuthProviderConnection read(Map<String, Object> settings) {
    return new OAuthProviderConnection(
        web(settings, "issuer").toString(),
        required(settings, "clientId"),
        required(settings, "clientSecret"),
        scopes(settings),
        web(settings, "authorizationUrl"),
        web(settings, "tokenUrl"),
        web(settings, "userInfoUrl"),
        settings.containsKey("emailsUrl")
            ? Optional.of(web(settings, "emailsUrl"))
            : Optional.empty(),
        settings.containsKey("subjectClaim") ? required(settings, "subjectClaim") : "sub");
  }

  private static URI web(Map<String, Object> settings, String name) {
    return WebUrlParser.parse(required(settings, name))
        .orElseThrow(() -> new IllegalArgumentException(name + " must be an https URL."));
  }

  private static String required(Map<String, Object> settings, String name) {
    if (settings.get(name) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new IllegalArgumentException(
        name.equals("clientSecret")
            ? "`clientSecret` is required. Send it again when `clientId` or an address changes."
            : name + " is required.");
  }

  private static List<String> scopes(Map<String, Object> settings) {
    return settings.get("scopes") instanceof List<?> items
        ? items.stream().map(String::valueOf).toList()
        : List.of();
  }

  @Override
  public String toString() {
    return "Connection[" + issuer + ", " + clientId + "]";
  }
}
