package org.lumoauth.oauth.ciba.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.AuthorizationGrant;

/**
 * What a client asked a person, and what they said to it. JSON can hold it.
 *
 * @param id {@code apr_} and a ULID: names it to the person
 * @param clientId who asks
 * @param clientMethod how it authenticated
 * @param userId whom; empty if there is nobody, who can't answer
 * @param scope for what
 * @param resources for which resources (RFC 8707); empty means the tenant's own API
 * @param details {@code authorization_details}
 * @param acrValues how the person is to have signed in, the preferred first
 * @param message what they compare
 * @param startedAt when it was asked
 * @param expiresAt until when they may answer
 * @param remoteAddress where it was asked from
 * @param telling how the client is told; empty if it polls
 * @param denied whether the person said no
 * @param grant what the person granted, once they did
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

  /** Whether the person may still answer. */
  public boolean isOpen(Instant now) {
    return !denied && grant.isEmpty() && now.isBefore(expiresAt);
  }

  /** The same, granted. */
  public BackchannelRequest granted(AuthorizationGrant by) {
    return answered(false, Optional.of(by));
  }

  /** The same, denied. */
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
