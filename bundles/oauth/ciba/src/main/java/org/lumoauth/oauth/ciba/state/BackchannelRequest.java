/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;

/**
 * A backchannel authentication request and the user's decision. Serializable as JSON.
 *
 * @param id {@code apr_} and a ULID: the id shown to the user
 * @param clientId the requesting client
 * @param clientMethod the client's authentication method
 * @param userId the user; empty for an unknown user
 * @param scope the requested scope
 * @param resources the requested resources (RFC 8707); empty for the tenant's own API
 * @param details {@code authorization_details}
 * @param acrValues the requested authentication context classes, the preferred one first
 * @param message the binding message
 * @param startedAt the time of the request
 * @param expiresAt until when the user may answer
 * @param remoteAddress the address from which the request was sent
 * @param telling the client's notification target; empty if it polls
 * @param denied whether the user denied the request
 * @param grant the grant, once the user approved the request
 */
public record BackchannelRequest(
    String id,
    String clientId,
    String clientMethod,
    Optional<String> userId,
    Set<String> scope,
    List<String> resources,
    List<Map<String, Object>> details,
    List<String> acrValues,
    Optional<String> message,
    Instant startedAt,
    Instant expiresAt,
    String remoteAddress,
    Optional<ClientDeliveryTarget> telling,
    boolean denied,
    Optional<AuthorizationGrant> grant) {
  public BackchannelRequest {
    scope = Set.copyOf(scope);
    resources = List.copyOf(resources);
    details = List.copyOf(details);
    acrValues = List.copyOf(acrValues);
  }

  /** Returns whether the user may still answer. */
  public boolean isOpen(Instant now) {
    return !denied && grant.isEmpty() && now.isBefore(expiresAt);
  }

  /** Returns the request, approved. */
  public BackchannelRequest granted(AuthorizationGrant by) {
    return answered(false, Optional.of(by));
  }

  /** Returns the request, denied. */
  public BackchannelRequest refused() {
    return answered(true, Optional.empty());
  }

  private BackchannelRequest answered(boolean no, Optional<AuthorizationGrant> yes) {
    return new BackchannelRequest(
        id,
        clientId,
        clientMethod,
        userId,
        scope,
        resources,
        details,
        acrValues,
        message,
        startedAt,
        expiresAt,
        remoteAddress,
        telling,
        no,
        yes);
  }
}
