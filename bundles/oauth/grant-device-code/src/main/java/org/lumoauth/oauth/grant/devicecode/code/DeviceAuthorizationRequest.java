/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode.code;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;

/**
 * A device authorization request and the user's decision, serialized as JSON.
 *
 * @param clientId the client
 * @param scope the requested scopes
 * @param resources the requested resources (RFC 8707); empty means the tenant's own API
 * @param startedAt when the device sent the request
 * @param expiresAt when the request expires
 * @param remoteAddress the address of the device
 * @param userAgent the user agent of the device
 * @param denied whether the user denied the request
 * @param grant the grant, if the user approved the request
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

  /** Returns whether the request can still be approved or denied. */
  public boolean isOpen(Instant now) {
    return !denied && grant.isEmpty() && now.isBefore(expiresAt);
  }

  /** Returns a copy with the grant. */
  public DeviceAuthorizationRequest granted(AuthorizationGrant by) {
    return answered(false, Optional.of(by));
  }

  /** Returns a copy marked as denied. */
  public DeviceAuthorizationRequest refused() {
    return answered(true, Optional.empty());
  }

  private DeviceAuthorizationRequest answered(boolean no, Optional<AuthorizationGrant> yes) {
    return new DeviceAuthorizationRequest(
        clientId, scope, resources, startedAt, expiresAt, remoteAddress, userAgent, no, yes);
  }
}
