/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode.code;

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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Responds to polling requests of a device, and issues tokens after the user approved the request.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.4">RFC 8628 section 3.4</a>
 */
@Component(
    property = {
      "lumoauth.kind=grant",
      "lumoauth.name=" + DeviceCodeGrantHandler.TYPE,
      "lumoauth.web.parameters=device_code The device code"
    })
public final class DeviceCodeGrantHandler implements GrantHandler {

  /** The {@code grant_type}. */
  public static final String TYPE = "urn:ietf:params:oauth:grant-type:device_code";

  private final DeviceCodeStore codes;
  private final AuthorizationGrantService grants;
  private final TokenResponseIssuer responses;
  private final DeviceAuthorizationAudit audit;

  @Activate
  public DeviceCodeGrantHandler(
      @Reference DeviceCodeStore codes,
      @Reference AuthorizationGrantService grants,
      @Reference TokenResponseIssuer responses,
      @Reference DeviceAuthorizationAudit audit) {
    this.codes = codes;
    this.grants = grants;
    this.responses = responses;
    this.audit = audit;
  }

  @Override
  public TokenResponse grant(TenantContext tenant, AuthenticatedTokenRequest request) {
    String code = request.request().requiredParameter("device_code");
    ShortLivedRecord<DevicePollState> found =
        codes
            .findPollState(tenant, code)
            .orElseThrow(
                () ->
                    OAuthException.invalidGrant(
                        "The device code is invalid or has expired. Start a new device "
                            + "authorization request."));
    DevicePollState polls = found.value();
    if (!same(polls.clientId(), request.client().clientId())) {
      throw OAuthException.invalidGrant("The device code was issued to another client.");
    }
    if (polls.used()) {
      throw replayed(tenant, request, polls);
    }
    DeviceAuthorizationRequest asked = answered(tenant, found);
    AuthorizationGrant granted = asked.grant().orElseThrow(DeviceCodeGrantHandler::expired);
    NarrowedGrant narrowed = responses.narrow(tenant, request, granted);
    responses.requireWithin(tenant, request, narrowed.grant());
    if (!codes.redeem(tenant, found)) {
      throw slowDown(); // A concurrent polling request gets the response.
    }
    return responses.issue(
        tenant, request, narrowed.grant(), narrowed.scope(), narrowed.resources());
  }

  /** Returns an approved request; otherwise throws the error of section 3.5. */
  private DeviceAuthorizationRequest answered(
      TenantContext tenant, ShortLivedRecord<DevicePollState> found) {
    DevicePollState polls = found.value();
    Instant now = codes.now();
    if (!now.isBefore(polls.expiresAt())) {
      throw expired();
    }
    DeviceAuthorizationRequest request =
        codes
            .findRequest(tenant, new UserCode(polls.userCode()))
            .map(ShortLivedRecord::value)
            .orElseThrow(DeviceCodeGrantHandler::expired);
    if (request.denied()) {
      throw new OAuthException(400, "access_denied", "The user denied the request.");
    }
    if (request.grant().isEmpty()) { // slow_down is a variant of authorization_pending
      if (polls.isTooSoon(now)) {
        codes.recordPoll(tenant, found, polls.withLongerInterval(now));
        throw slowDown();
      }
      throw codes.recordPoll(tenant, found, polls.withPollAt(now))
          ? new OAuthException(
              400,
              "authorization_pending",
              "The user has not responded yet. Poll again after the interval.")
          : slowDown();
    }
    return request;
  }

  /**
   * Handles a device code that is used a second time. It is a copy, so the tokens issued from it
   * are revoked, as for authorization codes.
   */
  private OAuthException replayed(
      TenantContext tenant, AuthenticatedTokenRequest request, DevicePollState polls) {
    codes
        .findRequest(tenant, new UserCode(polls.userCode()))
        .flatMap(entry -> entry.value().grant())
        .ifPresent(
            grant -> {
              grants.end(tenant, grant.id());
              audit.recordReplayed(tenant, request, grant);
            });
    return OAuthException.invalidGrant(
        "The device code was already used. Start a new device authorization " + "request.");
  }

  private static boolean same(String expected, String actual) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
  }

  private static OAuthException slowDown() {
    return new OAuthException(
        400,
        "slow_down",
        "The device polls too often. Increase the polling interval by five seconds.");
  }

  private static OAuthException expired() {
    return new OAuthException(
        400,
        "expired_token",
        "The device code has expired. Start a new device authorization request.");
  }
}
