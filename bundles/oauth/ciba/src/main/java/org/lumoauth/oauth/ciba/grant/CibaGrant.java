package org.lumoauth.oauth.ciba.grant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import org.lumoauth.api.oauth.AuthorizationGrant;
import org.lumoauth.api.oauth.AuthorizationGrants;
import org.lumoauth.api.oauth.GrantHandler;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.NarrowedGrant;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.TokenResponse;
import org.lumoauth.api.oauth.TokenResponses;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.CibaAudit;
import org.lumoauth.oauth.ciba.DeliveryMode;
import org.lumoauth.oauth.ciba.state.Asked;
import org.lumoauth.oauth.ciba.state.AskedRequests;
import org.lumoauth.oauth.ciba.state.Polls;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells a client what became of its request, and gives it tokens once the person said yes.
 *
 * @see <a
 *     href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#token_request">CIBA
 *     sections 10.1 and 11</a>
 */
@Component(
    property = {
      "lumoauth.kind=grant",
      "lumoauth.name=" + CibaGrant.TYPE,
      "lumoauth.web.parameters=auth_req_id The request that was answered"
    })
public final class CibaGrant implements GrantHandler {

  /** The {@code grant_type}. */
  public static final String TYPE = "urn:openid:params:grant-type:ciba";

  private final AskedRequests requests;
  private final AuthorizationGrants grants;
  private final TokenResponses responses;
  private final CibaAudit audit;

  @Activate
  public CibaGrant(
      @Reference AskedRequests requests,
      @Reference AuthorizationGrants grants,
      @Reference TokenResponses responses,
      @Reference CibaAudit audit) {
    this.requests = requests;
    this.grants = grants;
    this.responses = responses;
    this.audit = audit;
  }

  @Override
  public TokenResponse grant(TenantContext tenant, GrantRequest request) {
    String authReqId = request.request().requiredParameter("auth_req_id");
    if (DeliveryMode.of(request.client()) == DeliveryMode.PUSH) { // section 11
      throw OAuthError.unauthorizedClient("The tokens of this client are pushed to it.");
    }
    Entry<Polls> found =
        requests
            .polls(tenant, authReqId)
            .orElseThrow(
                () -> OAuthError.invalidGrant("The auth_req_id is not good, or no longer."));
    Polls polls = found.value();
    if (!same(polls.clientId(), request.client().clientId())) {
      throw OAuthError.invalidGrant("The auth_req_id was issued to another client.");
    }
    if (polls.grantId().isPresent()) {
      throw replayed(tenant, request, polls.grantId().get());
    }
    AuthorizationGrant granted = answered(tenant, found);
    NarrowedGrant narrowed = responses.narrow(tenant, request, granted);
    responses.requireWithin(tenant, request, narrowed.grant());
    if (!requests.redeem(tenant, found, granted)) {
      throw slowDown(); // somebody asked at the same time, and is answered
    }
    return responses.issue(
        tenant, request, narrowed.grant(), narrowed.scope(), narrowed.resources());
  }

  /** What was granted once the person said yes; anything else is refused as section 11 says. */
  private AuthorizationGrant answered(TenantContext tenant, Entry<Polls> found) {
    Polls polls = found.value();
    Instant now = requests.now();
    if (!now.isBefore(polls.expiresAt())) {
      throw expired();
    }
    Asked asked =
        requests.find(tenant, polls.requestId()).map(Entry::value).orElseThrow(CibaGrant::expired);
    if (asked.denied()) {
      throw new OAuthError(400, "access_denied", "The person said no.");
    }
    if (asked.grant().isEmpty()) { // slow_down is a kind of authorization_pending
      if (polls.tooSoon(now)) {
        requests.asked(tenant, found, polls.slowedDown(now));
        throw slowDown();
      }
      throw requests.asked(tenant, found, polls.asked(now))
          ? new OAuthError(400, "authorization_pending", "The person has not answered yet.")
          : slowDown();
    }
    return asked.grant().get();
  }

  /** An auth_req_id that comes twice is a copy: what was made from it ends, as with codes. */
  private OAuthError replayed(TenantContext tenant, GrantRequest request, String grantId) {
    grants.end(tenant, grantId);
    audit.replayed(tenant, request, grantId);
    return OAuthError.invalidGrant("The auth_req_id was used before.");
  }

  private static boolean same(String expected, String actual) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
  }

  private static OAuthError slowDown() {
    return new OAuthError(400, "slow_down", "Wait five seconds longer between two questions.");
  }

  private static OAuthError expired() {
    return new OAuthError(400, "expired_token", "Nobody answered in time; begin again.");
  }
}
