package org.lumoauth.oauth.grant.devicecode.code;

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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells a device what became of its request, and gives it tokens once a person said yes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.4">RFC 8628 section 3.4</a>
 */
@Component(
    property = {
      "lumoauth.kind=grant",
      "lumoauth.name=" + DeviceCodeGrant.TYPE,
      "lumoauth.web.parameters=device_code The device's code"
    })
public final class DeviceCodeGrant implements GrantHandler {

  /** The {@code grant_type}. */
  public static final String TYPE = "urn:ietf:params:oauth:grant-type:device_code";

  private final DeviceCodes codes;
  private final AuthorizationGrants grants;
  private final TokenResponses responses;
  private final DeviceAudit audit;

  @Activate
  public DeviceCodeGrant(
      @Reference DeviceCodes codes,
      @Reference AuthorizationGrants grants,
      @Reference TokenResponses responses,
      @Reference DeviceAudit audit) {
    this.codes = codes;
    this.grants = grants;
    this.responses = responses;
    this.audit = audit;
  }

  @Override
  public TokenResponse grant(TenantContext tenant, GrantRequest request) {
    String code = request.request().requiredParameter("device_code");
    Entry<DevicePolls> found =
        codes
            .polls(tenant, code)
            .orElseThrow(() -> OAuthError.invalidGrant("The code is not good, or no longer."));
    DevicePolls polls = found.value();
    if (!same(polls.clientId(), request.client().clientId())) {
      throw OAuthError.invalidGrant("The code was issued to another client.");
    }
    if (polls.used()) {
      throw replayed(tenant, request, polls);
    }
    DeviceRequest asked = answered(tenant, found);
    AuthorizationGrant granted = asked.grant().orElseThrow(DeviceCodeGrant::expired);
    NarrowedGrant narrowed = responses.narrow(tenant, request, granted);
    responses.requireWithin(tenant, request, narrowed.grant());
    if (!codes.redeem(tenant, found)) {
      throw slowDown(); // somebody asked at the same time, and is answered
    }
    return responses.issue(
        tenant, request, narrowed.grant(), narrowed.scope(), narrowed.resources());
  }

  /** The request once a person said yes; anything else is refused as section 3.5 says. */
  private DeviceRequest answered(TenantContext tenant, Entry<DevicePolls> found) {
    DevicePolls polls = found.value();
    Instant now = codes.now();
    if (!now.isBefore(polls.expiresAt())) {
      throw expired();
    }
    DeviceRequest request =
        codes
            .request(tenant, new UserCode(polls.userCode()))
            .map(Entry::value)
            .orElseThrow(DeviceCodeGrant::expired);
    if (request.denied()) {
      throw new OAuthError(400, "access_denied", "The person said no.");
    }
    if (request.grant().isEmpty()) { // slow_down is a kind of authorization_pending
      if (polls.tooSoon(now)) {
        codes.asked(tenant, found, polls.slowedDown(now));
        throw slowDown();
      }
      throw codes.asked(tenant, found, polls.asked(now))
          ? new OAuthError(400, "authorization_pending", "Nobody has answered yet.")
          : slowDown();
    }
    return request;
  }

  /** A code that comes twice is a copy: what was made from it ends, as with codes of browsers. */
  private OAuthError replayed(TenantContext tenant, GrantRequest request, DevicePolls polls) {
    codes
        .request(tenant, new UserCode(polls.userCode()))
        .flatMap(entry -> entry.value().grant())
        .ifPresent(
            grant -> {
              grants.end(tenant, grant.id());
              audit.replayed(tenant, request, grant);
            });
    return OAuthError.invalidGrant("The code was used before.");
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
