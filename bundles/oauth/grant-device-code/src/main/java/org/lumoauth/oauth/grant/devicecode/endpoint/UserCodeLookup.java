/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.devicecode.code.DeviceAuthorizationAudit;
import org.lumoauth.oauth.grant.devicecode.code.DeviceAuthorizationRequest;
import org.lumoauth.oauth.grant.devicecode.code.DeviceCodeGrantHandler;
import org.lumoauth.oauth.grant.devicecode.code.DeviceCodeStore;
import org.lumoauth.oauth.grant.devicecode.code.UserCode;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.address.ClientNetworkKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Looks up user codes and limits guessing (RFC 8628 section 5.1). An attempt requires a signed-in
 * user.
 */
@Component(service = UserCodeLookup.class)
public final class UserCodeLookup {

  private static final AttemptLimit ACCOUNT = new AttemptLimit(10, Duration.ofMinutes(10));
  private static final AttemptLimit ADDRESS = new AttemptLimit(30, Duration.ofMinutes(10));
  private static final String BY_ACCOUNT = "device-code-account";
  private static final String BY_ADDRESS = "device-code-address";

  private final DeviceCodeStore codes;
  private final ClientDirectory clients;
  private final AttemptLimiter limiter;
  private final DeviceAuthorizationAudit audit;

  /**
   * A request that the user can decide.
   *
   * @param client the client of the device
   * @param entry the stored request
   */
  record AnswerableDeviceRequest(
      Client client, ShortLivedRecord<DeviceAuthorizationRequest> entry) {}

  /** Thrown when too many user codes were tried. */
  static final class UserCodeThrottledException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The number of seconds until the next attempt is allowed, at least one. */
    final long seconds;

    UserCodeThrottledException(Duration wait) {
      super("Too many user codes were tried.", null, false, false);
      this.seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }
  }

  @Activate
  public UserCodeLookup(
      @Reference DeviceCodeStore codes,
      @Reference ClientDirectory clients,
      @Reference AttemptLimiter limiter,
      @Reference DeviceAuthorizationAudit audit) {
    this.codes = codes;
    this.clients = clients;
    this.limiter = limiter;
    this.audit = audit;
  }

  /** Returns the request of the user code. Each unknown code counts as a failed attempt. */
  Optional<AnswerableDeviceRequest> findCountingAttempt(
      HttpExchange exchange, Session session, UserCode code) throws UserCodeThrottledException {
    TenantContext tenant = exchange.tenant();
    String account = session.subject().toString();
    String address = ClientNetworkKey.of(exchange.view().remoteAddress());
    Optional<Instant> again =
        limiter
            .count(tenant, BY_ACCOUNT, account, ACCOUNT)
            .or(() -> limiter.count(tenant, BY_ADDRESS, address, ADDRESS));
    if (again.isPresent()) {
      audit.recordWrongCode(tenant, session.subject(), true, exchange.requestInfo());
      throw new UserCodeThrottledException(Duration.between(codes.now(), again.get()));
    }
    Optional<AnswerableDeviceRequest> found = find(tenant, code);
    if (found.isPresent()) {
      limiter.refund(tenant, BY_ACCOUNT, account);
      limiter.refund(tenant, BY_ADDRESS, address);
    } else {
      audit.recordWrongCode(tenant, session.subject(), false, exchange.requestInfo());
    }
    return found;
  }

  /** Returns the request of a user code that was found before, without counting an attempt. */
  Optional<AnswerableDeviceRequest> find(TenantContext tenant, UserCode code) {
    return codes
        .findRequest(tenant, code)
        .filter(entry -> entry.value().isOpen(codes.now()))
        .flatMap(
            entry ->
                clients
                    .find(tenant, entry.value().clientId())
                    .filter(Client::enabled)
                    .filter(client -> client.grantTypes().contains(DeviceCodeGrantHandler.TYPE))
                    .map(client -> new AnswerableDeviceRequest(client, entry)));
  }
}
