package org.lumoauth.oauth.fapi2;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.AuthenticatedClient;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientProfile;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/**
 * Holds a client to FAPI 2.0 Message Signing: the Security Profile, and requests and responses that
 * are signed.
 *
 * @see <a href="https://openid.net/specs/fapi-message-signing-2_0-final.html">FAPI 2.0 Message
 *     Signing, sections 5.3 and 5.4</a>
 */
@Component(property = {"lumoauth.kind=client-profile", "lumoauth.name=fapi2-message-signing"})
public final class MessageSigningProfile implements ClientProfile {

  private static final String PUSH = "/oauth/par";

  private static final long HOUR = 3_600;
  private static final long SKEW = 10;

  private final SecurityProfile security = new SecurityProfile();
  private final InstantSource clock;

  public MessageSigningProfile() {
    this(InstantSource.system());
  }

  MessageSigningProfile(InstantSource clock) {
    this.clock = clock;
  }

  /** Sections 5.3.1, 5.4.1 and 5.5.1, as far as they are settings of a client. */
  @Override
  public Map<String, Object> metadata(Client client) {
    Map<String, Object> metadata = new HashMap<>(security.metadata(client));
    metadata.put("require_signed_request_object", true);
    return metadata;
  }

  @Override
  public void check(TenantContext tenant, Client client, AuthorizationRequest request) {
    security.check(tenant, client, request);
    SecurityProfile.require(
        request.responseMode().equals("jwt") || request.responseMode().endsWith(".jwt"),
        "invalid_request",
        "The response_mode is to be jwt.");
  }

  @Override
  public void check(TenantContext tenant, GrantRequest request) {
    security.check(tenant, request);
  }

  @Override
  public void check(TenantContext tenant, AuthenticatedClient client, OAuthRequest request) {
    security.check(tenant, client, request);
    if (request.url().equals(tenant.issuer() + PUSH)) {
      Optional<String> object = request.parameter("request");
      SecurityProfile.require(
          object.isPresent(), "invalid_request", "The pushed request needs a request object.");
      SecurityProfile.require(
          JwtAlgorithm.allowed(object.get()),
          "invalid_request_object",
          "The request object is to be signed by PS256, ES256 or EdDSA.");
      requireDated(object.get());
    }
  }

  /** Section 5.3.1: {@code aud} is looked at by whoever verifies the object. */
  private void requireDated(String object) {
    long now = clock.instant().getEpochSecond();
    boolean dated =
        JwtAlgorithm.claim(object, "nbf") instanceof Number begin
            && JwtAlgorithm.claim(object, "exp") instanceof Number end
            && begin.longValue() >= now - HOUR - SKEW
            && end.longValue() - begin.longValue() <= HOUR;
    SecurityProfile.require(
        dated,
        "invalid_request_object",
        "The request object needs nbf within the last hour, and exp within an hour of it.");
  }
}
