package org.lumoauth.oauth.grant.authorizationcode.code;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.AuthorizationGrant;
import org.lumoauth.api.oauth.AuthorizationGrantService;
import org.lumoauth.api.oauth.GrantHandler;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.NarrowedGrant;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.TokenResponse;
import org.lumoauth.api.oauth.TokenResponseIssuer;
import org.lumoauth.api.store.PendingWrite;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.request.AuthorizationProfileEnforcer;
import org.lumoauth.oauth.grant.authorizationcode.request.RedirectUriMatcher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Redeems authorization codes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3">RFC 6749 section 4.1.3</a>
 */
@Component(
    property = {
      "lumoauth.kind=grant",
      "lumoauth.name=authorization_code",
      "lumoauth.web.parameters=code The authorization code",
      "lumoauth.web.parameters=redirect_uri As it was in the authorization request",
      "lumoauth.web.parameters=code_verifier What the code_challenge was made of"
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
  public TokenResponse grant(TenantContext tenant, GrantRequest request) {
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
      throw OAuthException.invalidGrant("The code was issued to another client.");
    }
    if (!AuthorizationProfileEnforcer.isStillSatisfied(issued.profile(), request.client())) {
      throw OAuthException.invalidGrant("The client is held to its profile since it got the code.");
    }
    if (!RedirectUriMatcher.isRegistered(request.client(), issued.redirectUri())) {
      throw OAuthException.invalidGrant("The redirect_uri that the code was sent to is gone.");
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
   * Makes the tokens while the code is marked as used, so that both wait for one commit. Nobody
   * gets them of whose code it is not known, or who was slower than another since it was read.
   */
  private TokenResponse redeem(
      TenantContext tenant,
      GrantRequest request,
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
        throw slower(tenant, request, found); // whatever it was that came in between
      }
      if (!redeemed.awaitResult()) {
        throw slower(tenant, request, found);
      }
      return made;
    }
  }

  private TokenResponse make(
      TenantContext tenant,
      GrantRequest request,
      IssuedAuthorizationCode issued,
      NarrowedGrant narrowed) {
    if (!issued.recorded()) {
      grants.add(tenant, narrowed.grant(), TYPE);
    }
    return responses.issue(
        tenant, request, narrowed.grant(), narrowed.scope(), narrowed.resources());
  }

  /** Somebody else used it since it was read, or its time has come in that moment. */
  private OAuthException slower(
      TenantContext tenant, GrantRequest request, ShortLivedRecord<IssuedAuthorizationCode> found) {
    if (codes.find(tenant, found.key()).isPresent()) {
      return replayed(tenant, request, found.value());
    }
    grants.end(tenant, found.value().grant().id());
    return notGood();
  }

  private static OAuthException notGood() {
    return OAuthException.invalidGrant("The code is not good, or no longer.");
  }

  /**
   * A code that comes twice was stolen, whoever comes second (section 4.1.2, RFC 9700 section
   * 4.5.3): everything that was made from it ends, and so will what is being made from it now.
   */
  private OAuthException replayed(
      TenantContext tenant, GrantRequest request, IssuedAuthorizationCode issued) {
    AuthorizationGrant grant = issued.grant();
    if (!issued.recorded()) {
      grants.add(tenant, grant, TYPE); // where the first has not come to that yet
    }
    grants.end(tenant, grant.id());
    audit.recordReplayed(tenant, request, grant);
    return OAuthException.invalidGrant("The code was used before.");
  }

  /** What ends a person's grants ends those that nobody has fetched tokens of as well. */
  private void requireHeld(TenantContext tenant, IssuedAuthorizationCode issued) {
    if (issued.recorded() && !grants.isActive(tenant, issued.grant().id())) {
      throw OAuthException.invalidGrant("The grant has ended.");
    }
  }

  /**
   * OAuth 2.1 (section 10.2) sends none where a challenge ties the code to who asked for it; one
   * that is sent has to be right, and without a challenge it has to be sent (RFC 6749 section
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
          "The redirect_uri is not the one that the code was sent to.");
    }
  }

  /** RFC 9449 section 10. */
  private static void requireKey(
      IssuedAuthorizationCode issued, Optional<Map<String, Object>> confirmation) {
    Optional<String> wanted = issued.dpopJkt();
    boolean held =
        wanted
            .map(jkt -> confirmation.map(cnf -> cnf.get("jkt")).filter(jkt::equals).isPresent())
            .orElse(true);
    if (!held) {
      throw OAuthException.invalidGrant("The code is bound to another key.");
    }
  }
}
