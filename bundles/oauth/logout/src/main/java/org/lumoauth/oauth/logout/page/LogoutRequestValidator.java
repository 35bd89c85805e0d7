/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.page;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.IdTokenHintReader;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.logout.LogoutMetadataContributor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Validates logout requests and determines where the browser may be redirected. */
@Component(service = LogoutRequestValidator.class)
public final class LogoutRequestValidator {

  private static final Set<String> NEVER = Set.of("javascript", "data", "vbscript", "blob", "file");

  /** The maximum URL length in a response header. */
  private static final int MAX_URL = 6_000;

  private final IdTokenHintReader idTokens;
  private final ClientDirectory clients;

  /**
   * A valid logout request.
   *
   * @param hint the content of its ID token, if it is a token of this tenant
   * @param client the requesting client
   * @param continueUrl the redirect URL after the logout
   */
  record ValidatedLogoutRequest(
      Optional<IdTokenHintReader.IdTokenHint> hint,
      Optional<Client> client,
      Optional<String> continueUrl) {

    /**
     * Returns whether the request contains an ID token of this session and client, so that no
     * confirmation is required.
     */
    boolean isOf(Session session) {
      return hint.filter(
              of ->
                  of.subject().equals(session.subject())
                      && of.sessionId().map(session.id()::equals).orElse(false))
          .isPresent();
    }
  }

  @Activate
  public LogoutRequestValidator(
      @Reference IdTokenHintReader idTokens, @Reference ClientDirectory clients) {
    this.idTokens = idTokens;
    this.clients = clients;
  }

  /**
   * Validates a request.
   *
   * @throws OAuthException {@code invalid_request} if hint and client differ or the state is too
   *     long; {@code invalid_redirect_uri} if the redirect URI is not registered for the client
   */
  ValidatedLogoutRequest check(TenantContext tenant, LogoutRequest asked) {
    Optional<IdTokenHintReader.IdTokenHint> hint =
        asked.idTokenHint().flatMap(of -> idTokens.readHint(tenant, of));
    if (hint.isPresent()
        && asked.clientId().filter(id -> !hint.get().audience().contains(id)).isPresent()) {
      throw OAuthException.invalidRequest("The id_token_hint was issued to another client.");
    }
    Optional<Client> client =
        asked
            .clientId()
            .or(() -> hint.flatMap(of -> of.audience().stream().findFirst()))
            .flatMap(id -> clients.find(tenant, id))
            .filter(Client::enabled);
    return new ValidatedLogoutRequest(
        hint, client, asked.returnTo().map(uri -> continueUrl(client, uri, asked)));
  }

  /** Returns the redirect URL, which must match a registered URI exactly (section 3). */
  private static String continueUrl(Optional<Client> client, String uri, LogoutRequest asked) {
    boolean registered =
        client.filter(of -> LogoutMetadataContributor.returnUris(of).contains(uri)).isPresent();
    if (!registered || NEVER.contains(scheme(uri))) {
      throw new OAuthException(
          400,
          "invalid_redirect_uri",
          "The post_logout_redirect_uri must be one of the client's "
              + "post_logout_redirect_uris.");
    }
    String url = asked.state().map(state -> withState(uri, state)).orElse(uri);
    if (url.length() > MAX_URL) {
      throw OAuthException.invalidRequest(
          "post_logout_redirect_uri with state must have at most " + MAX_URL + " characters.");
    }
    return url;
  }

  private static String withState(String uri, String state) {
    return uri
        + (uri.contains("?") ? "&" : "?")
        + "state="
        + URLEncoder.encode(state, StandardCharsets.UTF_8);
  }

  private static String scheme(String uri) {
    try {
      return String.valueOf(URI.create(uri).getScheme()).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "javascript";
    }
  }
}
