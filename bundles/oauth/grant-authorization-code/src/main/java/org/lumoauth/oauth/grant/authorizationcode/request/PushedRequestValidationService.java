/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationRequestValidationService;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.address.RedirectUriProblem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Validates authorization requests that are not sent by a browser. */
@Component(
    service = AuthorizationRequestValidationService.class,
    property = {
      "lumoauth.kind=authorization-parameters",
      "lumoauth.name=authorization_code",
      "lumoauth.web.parameters=response_type=code|none The response type",
      "lumoauth.web.parameters=redirect_uri Required unless exactly one redirect "
          + "URI is registered",
      "lumoauth.web.parameters=scope The requested scopes, separated by spaces",
      "lumoauth.web.parameters=state Returned in the response",
      "lumoauth.web.parameters=nonce Returned in the ID token",
      "lumoauth.web.parameters=response_mode How the response is returned",
      "lumoauth.web.parameters=code_challenge The PKCE code challenge (RFC 7636)",
      "lumoauth.web.parameters=code_challenge_method=S256 The PKCE method",
      "lumoauth.web.parameters=prompt The interactions that are shown to the user",
      "lumoauth.web.parameters=max_age The maximum time since the user "
          + "authenticated, in seconds",
      "lumoauth.web.parameters=login_hint The user who should sign in",
      "lumoauth.web.parameters=id_token_hint The user who should sign in, as an "
          + "earlier ID token",
      "lumoauth.web.parameters=acr_values The requested authentication context " + "classes",
      "lumoauth.web.parameters=ui_locales The preferred languages of pages",
      "lumoauth.web.parameters=claims_locales The preferred languages of claims",
      "lumoauth.web.parameters=display=page|popup|touch|wap How pages are " + "displayed",
      "lumoauth.web.parameters=claims A JSON object as a string (OpenID Connect "
          + "Core section 5.5)",
      "lumoauth.web.parameters=resource The resource that the token is for (RFC " + "8707)",
      "lumoauth.web.parameters=authorization_details A JSON array as a string " + "(RFC 9396)",
      "lumoauth.web.parameters=dpop_jkt The thumbprint of the key that the code "
          + "is bound to (RFC 9449 section 10)"
    })
public final class PushedRequestValidationService implements AuthorizationRequestValidationService {

  private static final Logger LOG = LoggerFactory.getLogger(PushedRequestValidationService.class);

  private final AuthorizationRequestSourceResolver sources;
  private final AuthorizationRequestReader reader;

  @Activate
  public PushedRequestValidationService(
      @Reference AuthorizationRequestSourceResolver sources,
      @Reference AuthorizationRequestReader reader) {
    this.sources = sources;
    this.reader = reader;
  }

  @Override
  public ValidatedAuthorizationRequest accept(
      TenantContext tenant, Client client, Map<String, List<String>> parameters) {
    AuthorizationParameters sent = new AuthorizationParameters(parameters);
    sent.requireWellFormed();
    AuthorizationRequestSourceResolver.ResolvedAuthorizationParameters brought =
        sources.ofPushed(tenant, client, sent);
    brought.parameters().requireWellFormed();
    AuthorizationRequestReader.requireClient(brought.parameters(), client);
    String redirectUri =
        redirectUri(client, brought.parameters())
            .orElseThrow(
                () ->
                    OAuthException.invalidRequest(
                        "redirect_uri must equal one of the client's registered redirect URIs."));
    return new ValidatedAuthorizationRequest(
        reader.read(tenant, client, brought, redirectUri),
        brought.parameters().values(),
        brought.object());
  }

  /**
   * Returns the redirect URI of the request, or the client's only redirect URI if the parameter may
   * be omitted.
   *
   * @return empty if the redirect URI is not registered for the client
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
    // OpenID Connect Core section 3.1.2.1 requires redirect_uri.
    return parameters.items("scope").contains(AuthorizationScopePolicy.OPENID)
        ? Optional.empty()
        : RedirectUriMatcher.soleRegistered(client);
  }
}
