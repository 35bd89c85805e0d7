package org.lumoauth.authn.federationoauth;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.outbound.WebUrlParser;

/**
 * A connection to a provider, as its preset and an administrator set it up.
 *
 * @param issuer names the provider: subjects are unique with it
 * @param clientId who we are there
 * @param secret our client's secret there
 * @param scopes what is asked for
 * @param authorization where browsers go
 * @param token where codes are redeemed
 * @param user where it says whose an access token is
 * @param emails where it lists their addresses, if that is elsewhere
 * @param subject the member that says who it is
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
   * Reads one.
   *
   * @throws IllegalArgumentException with a sentence for whoever set it up
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
        .orElseThrow(() -> new IllegalArgumentException(name + " is an https URL."));
  }

  private static String required(Map<String, Object> settings, String name) {
    if (settings.get(name) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new IllegalArgumentException(
        name.equals("clientSecret")
            ? "clientSecret is needed, and again where the client or an address change."
            : name + " is needed.");
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
