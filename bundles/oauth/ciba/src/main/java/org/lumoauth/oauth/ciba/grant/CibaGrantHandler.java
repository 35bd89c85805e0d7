/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.grant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.oauth.grant.NarrowedGrant;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.oauth.token.TokenResponseIssuer;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.CibaAudit;
import org.lumoauth.oauth.ciba.TokenDeliveryMode;
import org.lumoauth.oauth.ciba.state.BackchannelPollState;
import org.lumoauth.oauth.ciba.state.BackchannelRequest;
import org.lumoauth.oauth.ciba.state.BackchannelRequestStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Returns the state of a request to its client, and issues tokens after the user's approval.
 *
 * @see <a
 *     href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#token_request">CIBA
 *     sections 10.1 and 11</a>
 */
@Component(
    property = {
      "lumoauth.kind=grant",
      "lumoauth.name=" + CibaGrantHandler.TYPE,
      "lumoauth.web.parameters=auth_req_id The ID of the answered authentication " + "request"
    })
public final class CibaGrantHandler implements GrantHandler {

  /** The {@code grant_type}. */
  public static final String TYPE = "urn:openid:params:grant-type:ciba";

  private final BackchannelRequestStore requests;
  private final AuthorizationGrantService grants;
  private final TokenResponseIssuer responses;
  private final CibaAudit audit;

  @Activate
  public CibaGrantHandler(
      @Reference BackchannelRequestStore requests,
      @Reference AuthorizationGrantService grants,
      @Reference TokenResponseIssuer responses,
      @Reference CibaAudit audit) {
    this.requests = requests;
    this.grants = grants;
    this.responses = responses;
    this.audit = audit;
  }

  @Override
  public TokenResponse grant(TenantContext tenant, AuthenticatedTokenRequest request) {
    String authReqId = request.request().requiredParameter("auth_req_id");
    if (TokenDeliveryMode.of(request.client()) == TokenDeliveryMode.PUSH) { // section 11
      throw OAuthException.unauthorizedClient(
          "The client uses push delivery: its tokens are sent to its notification "
              + "endpoint and cannot be requested here.");
    }
    ShortLivedRecord<BackchannelPollState> found =
        requests
            .findPollState(tenant, authReqId)
            .orElseThrow(
                () ->
                    OAuthException.invalidGrant(
                        "The auth_req_id is invalid or expired. Start a new request."));
    BackchannelPollState polls = found.value();
    if (!same(polls.clientId(), request.client().clientId())) {
      throw OAuthException.invalidGrant("The auth_req_id was issued to another client.");
    }
    if (polls.grantId().isPresent()) {
      throw replayed(tenant, request, polls.grantId().get());
    }
    AuthorizationGrant granted = answered(tenant, found);
    NarrowedGrant narrowed = responses.narrow(tenant, request, granted);
    responses.requireWithin(tenant, request, narrowed.grant());
    if (!requests.redeem(tenant, found, granted)) {
      throw slowDown(); // a concurrent request of the client is being answered
    }
    return responses.issue(
        tenant, request, narrowed.grant(), narrowed.scope(), narrowed.resources());
  }

  /** Returns the grant after the user's approval; otherwise fails as section 11 requires. */
  private AuthorizationGrant answered(
      TenantContext tenant, ShortLivedRecord<BackchannelPollState> found) {
    BackchannelPollState polls = found.value();
    Instant now = requests.now();
    if (!now.isBefore(polls.expiresAt())) {
      throw expired();
    }
    BackchannelRequest asked =
        requests
            .find(tenant, polls.requestId())
            .map(ShortLivedRecord::value)
            .orElseThrow(CibaGrantHandler::expired);
    if (asked.denied()) {
      throw new OAuthException(400, "access_denied", "The user denied the request.");
    }
    if (asked.grant().isEmpty()) { // slow_down is a variant of authorization_pending
      if (polls.isTooSoon(now)) {
        requests.recordPoll(tenant, found, polls.withLongerInterval(now));
        throw slowDown();
      }
      throw requests.recordPoll(tenant, found, polls.withPollAt(now))
          ? new OAuthException(
              400,
              "authorization_pending",
              "The user has not answered yet. Poll again after the interval.")
          : slowDown();
    }
    return asked.grant().get();
  }

  /**
   * An auth_req_id that is used twice may have been copied: everything issued from it is revoked,
   * as for authorization codes.
   */
  private OAuthException replayed(
      TenantContext tenant, AuthenticatedTokenRequest request, String grantId) {
    grants.end(tenant, grantId);
    audit.recordReplayed(tenant, request, grantId);
    return OAuthException.invalidGrant("The auth_req_id was already used. Start a new request.");
  }

  private static boolean same(String expected, String actual) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
  }

  private static OAuthException slowDown() {
    return new OAuthException(400, "slow_down", "Increase the polling interval by five seconds.");
  }

  private static OAuthException expired() {
    return new OAuthException(
        400, "expired_token", "The user did not answer in time. Start a new request.");
  }
}
