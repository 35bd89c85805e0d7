/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.code;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.oauth.grant.NarrowedGrant;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.oauth.token.TokenResponseIssuer;
import org.lumoauth.api.store.PendingWrite;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.request.ClientSecurityProfileEnforcer;
import org.lumoauth.oauth.grant.authorizationcode.request.RedirectUriMatcher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Redeems authorization codes for tokens.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3">RFC 6749 section 4.1.3</a>
 */
@Component(
    property = {
      "lumoauth.kind=grant",
      "lumoauth.name=authorization_code",
      "lumoauth.web.parameters=code The authorization code",
      "lumoauth.web.parameters=redirect_uri The same value as in the " + "authorization request",
      "lumoauth.web.parameters=code_verifier The PKCE code verifier of the " + "code_challenge"
    })
public final class AuthorizationCodeGrantHandler implements GrantHandler {

  /** The {@code grant_type}. */
  public static final String TYPE = "authorization_code";

  private final AuthorizationCodeStore codes;
  private final AuthorizationGrantService grants;
  private final TokenResponseIssuer responses;
  private final AuthorizationCodeAudit audit;

  @Activate
  public AuthorizationCodeGrantHandler(
      @Reference AuthorizationCodeStore codes,
      @Reference AuthorizationGrantService grants,
      @Reference TokenResponseIssuer responses,
      @Reference AuthorizationCodeAudit audit) {
    this.codes = codes;
    this.grants = grants;
    this.responses = responses;
    this.audit = audit;
  }

  @Override
  public TokenResponse grant(TenantContext tenant, AuthenticatedTokenRequest request) {
    var sent = request.request();
    String code = sent.requiredParameter("code");
    Optional<String> redirectUri = sent.parameter("redirect_uri");
    Optional<String> verifier = sent.parameter("code_verifier");
    ShortLivedRecord<IssuedAuthorizationCode> found =
        codes.find(tenant, code).orElseThrow(AuthorizationCodeGrantHandler::notGood);
    IssuedAuthorizationCode issued = found.value();
    if (issued.used()) {
      throw replayed(tenant, request, issued);
    }
    if (!PkceVerifier.isSame(issued.grant().clientId(), request.client().clientId())) {
      throw OAuthException.invalidGrant(
          "The code was issued to another client. Redeem it with the client of the "
              + "authorization request.");
    }
    if (!ClientSecurityProfileEnforcer.isStillSatisfied(issued.profile(), request.client())) {
      throw OAuthException.invalidGrant(
          "The client's profile changed after the code was issued. Start a new "
              + "authorization request.");
    }
    if (!RedirectUriMatcher.isRegistered(request.client(), issued.redirectUri())) {
      throw OAuthException.invalidGrant(
          "The redirect_uri that the code was sent to is no longer registered. Start "
              + "a new authorization request.");
    }
    requireRedirectUri(issued, redirectUri);
    PkceVerifier.check(issued.codeChallenge(), verifier);
    requireKey(issued, request.confirmation());
    requireHeld(tenant, issued);
    NarrowedGrant narrowed = responses.narrow(tenant, request, issued.grant());
    responses.requireWithin(tenant, request, narrowed.grant());
    return redeem(tenant, request, found, narrowed);
  }

  /**
   * Issues the tokens while the code is marked as used, so that both wait for one commit. The
   * tokens are returned only if this request redeemed the code.
   */
  private TokenResponse redeem(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      ShortLivedRecord<IssuedAuthorizationCode> found,
      NarrowedGrant narrowed) {
    try (PendingWrite redeemed = codes.redeem(tenant, found)) {
      TokenResponse made;
      try {
        made = make(tenant, request, found.value(), narrowed);
      } catch (RuntimeException refusal) {
        if (redeemed.awaitResult()) {
          throw refusal;
        }
        throw slower(tenant, request, found); // Another request changed the code since it was read.
      }
      if (!redeemed.awaitResult()) {
        throw slower(tenant, request, found);
      }
      return made;
    }
  }

  private TokenResponse make(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      IssuedAuthorizationCode issued,
      NarrowedGrant narrowed) {
    if (!issued.recorded()) {
      grants.add(tenant, narrowed.grant(), TYPE);
    }
    return responses.issue(
        tenant, request, narrowed.grant(), narrowed.scope(), narrowed.resources());
  }

  /**
   * Returns the error for a code that another request redeemed, or that expired, after it was read.
   */
  private OAuthException slower(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      ShortLivedRecord<IssuedAuthorizationCode> found) {
    if (codes.find(tenant, found.key()).isPresent()) {
      return replayed(tenant, request, found.value());
    }
    grants.end(tenant, found.value().grant().id());
    return notGood();
  }

  private static OAuthException notGood() {
    return OAuthException.invalidGrant(
        "The code is invalid or has expired. Start a new authorization request.");
  }

  /**
   * Handles a code that is used a second time. The code may have been stolen, so all tokens issued
   * from it are revoked, including tokens that are being issued concurrently (section 4.1.2, RFC
   * 9700 section 4.5.3).
   */
  private OAuthException replayed(
      TenantContext tenant, AuthenticatedTokenRequest request, IssuedAuthorizationCode issued) {
    AuthorizationGrant grant = issued.grant();
    if (!issued.recorded()) {
      grants.add(tenant, grant, TYPE); // The first redemption may not have added the grant yet.
    }
    grants.end(tenant, grant.id());
    audit.recordReplayed(tenant, request, grant);
    return OAuthException.invalidGrant(
        "The code was already used. Start a new authorization request.");
  }

  /**
   * Requires that the grant is still active. Revoking a user's grants also revokes those without
   * issued tokens.
   */
  private void requireHeld(TenantContext tenant, IssuedAuthorizationCode issued) {
    if (issued.recorded() && !grants.isActive(tenant, issued.grant().id())) {
      throw OAuthException.invalidGrant(
          "The grant was revoked or has expired. Start a new authorization request.");
    }
  }

  /**
   * Validates {@code redirect_uri}. OAuth 2.1 (section 10.2) omits it if PKCE binds the code to the
   * client. If it is sent it must match, and without a challenge it is required (RFC 6749 section
   * 4.1.3).
   */
  private static void requireRedirectUri(
      IssuedAuthorizationCode issued, Optional<String> redirectUri) {
    boolean same =
        redirectUri
            .map(uri -> PkceVerifier.isSame(issued.redirectUri(), uri))
            .orElse(!issued.redirectUriGiven() || issued.codeChallenge().isPresent());
    if (!same) {
      throw OAuthException.invalidGrant(
          "The redirect_uri must be the URI to which the code was sent.");
    }
  }

  /** Requires the key that the code is bound to (RFC 9449 section 10). */
  private static void requireKey(
      IssuedAuthorizationCode issued, Optional<Map<String, Object>> confirmation) {
    Optional<String> wanted = issued.dpopJkt();
    boolean held =
        wanted
            .map(jkt -> confirmation.map(cnf -> cnf.get("jkt")).filter(jkt::equals).isPresent())
            .orElse(true);
    if (!held) {
      throw OAuthException.invalidGrant(
          "The code is bound to a different key. Prove possession of the key of the "
              + "authorization request.");
    }
  }
}
