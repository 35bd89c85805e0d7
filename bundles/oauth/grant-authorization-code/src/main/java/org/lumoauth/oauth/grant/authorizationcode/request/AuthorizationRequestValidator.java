package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.AuthorizationRequestValidationService;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.RedirectUriProblem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Authorization requests that are brought in other ways than by a browser. */
@Component(
    service = AuthorizationRequestValidationService.class,
    property = {
      "lumoauth.kind=authorization-parameters",
      "lumoauth.name=authorization_code",
      "lumoauth.web.parameters=response_type=code|none What is asked for",
      "lumoauth.web.parameters=redirect_uri Needed unless one alone is registered",
      "lumoauth.web.parameters=scope Scopes, with spaces between them",
      "lumoauth.web.parameters=state Comes back with the answer",
      "lumoauth.web.parameters=nonce Comes back in the ID token",
      "lumoauth.web.parameters=response_mode How the answer comes back",
      "lumoauth.web.parameters=code_challenge Proof Key for Code Exchange (RFC 7636)",
      "lumoauth.web.parameters=code_challenge_method=S256 How it was made",
      "lumoauth.web.parameters=prompt What is shown to the person",
      "lumoauth.web.parameters=max_age Seconds since the person proved who they are",
      "lumoauth.web.parameters=login_hint Who is to sign in",
      "lumoauth.web.parameters=id_token_hint Who is to sign in, as an earlier ID token",
      "lumoauth.web.parameters=acr_values How they are to have signed in",
      "lumoauth.web.parameters=ui_locales Languages of pages",
      "lumoauth.web.parameters=claims_locales Languages of claims",
      "lumoauth.web.parameters=display=page|popup|touch|wap How pages are shown",
      "lumoauth.web.parameters=claims A JSON object as text (OpenID Connect Core section 5.5)",
      "lumoauth.web.parameters=resource For what the token is",
      "lumoauth.web.parameters=authorization_details A JSON array as text (RFC 9396)",
      "lumoauth.web.parameters=dpop_jkt The key that the code is for (RFC 9449 section 10)"
    })
public final class AuthorizationRequestValidator implements AuthorizationRequestValidationService {

  private static final Logger LOG = LoggerFactory.getLogger(AuthorizationRequestValidator.class);

  private final AuthorizationRequestSources sources;
  private final AuthorizationRequestReader reader;

  @Activate
  public AuthorizationRequestValidator(
      @Reference AuthorizationRequestSources sources,
      @Reference AuthorizationRequestReader reader) {
    this.sources = sources;
    this.reader = reader;
  }

  @Override
  public ValidatedAuthorizationRequest accept(
      TenantContext tenant, Client client, Map<String, List<String>> parameters) {
    AuthorizationParameters sent = new AuthorizationParameters(parameters);
    sent.requireWellFormed();
    AuthorizationRequestSources.ResolvedAuthorizationParameters brought =
        sources.ofPushed(tenant, client, sent);
    brought.parameters().requireWellFormed();
    AuthorizationRequestReader.requireClient(brought.parameters(), client);
    String redirectUri =
        redirectUri(client, brought.parameters())
            .orElseThrow(
                () -> OAuthException.invalidRequest("The redirect_uri is not registered."));
    return new ValidatedAuthorizationRequest(
        reader.read(tenant, client, brought, redirectUri),
        brought.parameters().values(),
        brought.object());
  }

  /**
   * Where responses go: what the request names, or the client's only one where that is enough.
   *
   * @return empty if it is not the client's
   */
  public static Optional<String> redirectUri(Client client, AuthorizationParameters parameters) {
    Optional<String> named = parameters.one("redirect_uri");
    if (named.isPresent()) {
      Optional<RedirectUriProblem> refusal = RedirectUriMatcher.refusal(client, named.get());
      refusal.ifPresent(
          why ->
              LOG.info(
                  "authorize.redirect-uri-refused: client={} reason={}",
                  client.clientId(),
                  why.reason()));
      return refusal.isPresent() ? Optional.empty() : named;
    }
    // OpenID Connect Core section 3.1.2.1 wants it named
    return parameters.items("scope").contains(AuthorizationScopeParser.OPENID)
        ? Optional.empty()
        : RedirectUriMatcher.soleRegistered(client);
  }
}
