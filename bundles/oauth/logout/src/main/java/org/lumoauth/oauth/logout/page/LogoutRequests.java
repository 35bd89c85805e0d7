package org.lumoauth.oauth.logout.page;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.Clients;
import org.lumoauth.api.oauth.IdTokens;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.logout.LogoutMetadata;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says whether a logout that a client asks for holds together, and where it may lead. */
@Component(service = LogoutRequests.class)
public final class LogoutRequests {

  private static final Set<String> NEVER = Set.of("javascript", "data", "vbscript", "blob", "file");

  /** What a header of a response has room for. */
  private static final int MAX_URL = 6_000;

  private final IdTokens idTokens;
  private final Clients clients;

  /**
   * A request that holds.
   *
   * @param hint what its ID token tells, if it is one of this tenant
   * @param client who asks
   * @param continueUrl where the browser goes when it is over
   */
  record Valid(
      Optional<IdTokens.Hint> hint, Optional<Client> client, Optional<String> continueUrl) {

    /** Whether it comes from the client's part of this very session, so that nobody is asked. */
    boolean isOf(Session session) {
      return hint.filter(
              of ->
                  of.subject().equals(session.subject())
                      && of.sessionId().map(session.id()::equals).orElse(false))
          .isPresent();
    }
  }

  @Activate
  public LogoutRequests(@Reference IdTokens idTokens, @Reference Clients clients) {
    this.idTokens = idTokens;
    this.clients = clients;
  }

  /**
   * Checks a request.
   *
   * @throws OAuthError {@code invalid_request} if hint and client differ or the state is too long,
   *     {@code invalid_redirect_uri} if the address is not registered with the client
   */
  Valid check(TenantContext tenant, Asked asked) {
    Optional<IdTokens.Hint> hint = asked.idTokenHint().flatMap(of -> idTokens.hint(tenant, of));
    if (hint.isPresent()
        && asked.clientId().filter(id -> !hint.get().audience().contains(id)).isPresent()) {
      throw OAuthError.invalidRequest("The ID token was made for another client.");
    }
    Optional<Client> client =
        asked
            .clientId()
            .or(() -> hint.flatMap(of -> of.audience().stream().findFirst()))
            .flatMap(id -> clients.find(tenant, id))
            .filter(Client::enabled);
    return new Valid(hint, client, asked.returnTo().map(uri -> continueUrl(client, uri, asked)));
  }

  /** Section 3: exactly as it is registered, or nowhere. */
  private static String continueUrl(Optional<Client> client, String uri, Asked asked) {
    boolean registered =
        client.filter(of -> LogoutMetadata.returnUris(of).contains(uri)).isPresent();
    if (!registered || NEVER.contains(scheme(uri))) {
      throw new OAuthError(
          400, "invalid_redirect_uri", "The address is not registered with the client.");
    }
    String url = asked.state().map(state -> withState(uri, state)).orElse(uri);
    if (url.length() > MAX_URL) {
      throw OAuthError.invalidRequest("The state is too long.");
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
