package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.AuthorizationRequests;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.RedirectRefusal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Authorization requests that are brought in other ways than by a browser. */
@Component(service = AuthorizationRequests.class)
public final class ValidRequests implements AuthorizationRequests {

  private static final Logger LOG = LoggerFactory.getLogger(ValidRequests.class);

  private final Sources sources;
  private final RequestReader reader;

  @Activate
  public ValidRequests(@Reference Sources sources, @Reference RequestReader reader) {
    this.sources = sources;
    this.reader = reader;
  }

  @Override
  public Accepted accept(
      TenantContext tenant, Client client, Map<String, List<String>> parameters) {
    Parameters sent = new Parameters(parameters);
    sent.requireSound();
    Sources.Brought brought = sources.ofPushed(tenant, client, sent);
    brought.parameters().requireSound();
    RequestReader.requireClient(brought.parameters(), client);
    String redirectUri =
        redirectUri(client, brought.parameters())
            .orElseThrow(() -> OAuthError.invalidRequest("The redirect_uri is not registered."));
    return new Accepted(
        reader.read(tenant, client, brought, redirectUri),
        brought.parameters().values(),
        brought.object());
  }

  /**
   * Where responses go: what the request names, or the client's only one where that is enough.
   *
   * @return empty if it is not the client's
   */
  public static Optional<String> redirectUri(Client client, Parameters parameters) {
    Optional<String> named = parameters.one("redirect_uri");
    if (named.isPresent()) {
      Optional<RedirectRefusal> refusal = RedirectUris.refusal(client, named.get());
      refusal.ifPresent(
          why ->
              LOG.info(
                  "authorize.redirect-uri-refused: client={} reason={}",
                  client.clientId(),
                  why.reason()));
      return refusal.isPresent() ? Optional.empty() : named;
    }
    // OpenID Connect Core section 3.1.2.1 wants it named
    return parameters.items("scope").contains(RequestedScope.OPENID)
        ? Optional.empty()
        : RedirectUris.only(client);
  }
}
