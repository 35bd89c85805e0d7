package org.lumoauth.oauth.grant.devicecode.code;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.AuthorizationGrant;

/**
 * What a device asked for, and what a person said to it. JSON can hold it.
 *
 * @param clientId who asks
 * @param scope for what
 * @param resources for which resources (RFC 8707); empty means the tenant's own API
 * @param startedAt when it asked
 * @param expiresAt until when the person may answer
 * @param remoteAddress where it asked from
 * @param userAgent how it named itself
 * @param denied whether the person said no
 * @param grant what the person granted, once they did
 */
public record DeviceAuthorizationRequest(
    String clientId,
    Set<String> scope,
    List<String> resources,
    Instant startedAt,
    Instant expiresAt,
    String remoteAddress,
    Optional<String> userAgent,
    boolean denied,
    Optional<AuthorizationGrant> grant) {
  public DeviceAuthorizationRequest {
    scope = Set.copyOf(scope);
    resources = List.copyOf(resources);
  }

  /** Whether a person may still answer. */
  public boolean isOpen(Instant now) {
    return !denied && grant.isEmpty() && now.isBefore(expiresAt);
  }

  /** The same, granted. */
  public DeviceAuthorizationRequest granted(AuthorizationGrant by) {
    return answered(false, Optional.of(by));
  }

  /** The same, denied. */
  public DeviceAuthorizationRequest refused() {
    return answered(true, Optional.empty());
  }

  private DeviceAuthorizationRequest answered(boolean no, Optional<AuthorizationGrant> yes) {
    return new DeviceAuthorizationRequest(
        clientId, scope, resources, startedAt, expiresAt, remoteAddress, userAgent, no, yes);
  }
}
