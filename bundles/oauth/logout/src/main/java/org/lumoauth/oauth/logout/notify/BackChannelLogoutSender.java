/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.notify;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.oauth.logout.LogoutMetadataContributor;
import org.lumoauth.oauth.logout.notify.LogoutClientAndDeliveryStore.BackChannelLogoutDelivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies clients that a session has expired or was revoked. Failed deliveries are retried with
 * increasing pauses until the client accepts or the last attempt fails.
 *
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#BCRequest">OpenID
 *     Connect Back-Channel Logout sections 2.5 to 2.8</a>
 */
final class BackChannelLogoutSender {

  private static final Logger LOG = LoggerFactory.getLogger(BackChannelLogoutSender.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_ANSWER = 4096;

  /** The pauses after each attempt, except the last. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(15),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(6));

  private final LogoutClientAndDeliveryStore store;
  private final TenantRegistry tenants;
  private final ClientDirectory clients;
  private final LogoutTokenIssuer tokens;
  private final OutboundHttpClient http;
  private final AuditLog audit;
  private final InstantSource clock;

  BackChannelLogoutSender(
      LogoutClientAndDeliveryStore store,
      TenantRegistry tenants,
      ClientDirectory clients,
      LogoutTokenIssuer tokens,
      OutboundHttpClient http,
      AuditLog audit,
      InstantSource clock) {
    this.store = store;
    this.tenants = tenants;
    this.clients = clients;
    this.tokens = tokens;
    this.http = http;
    this.audit = audit;
    this.clock = clock;
  }

  /** Returns the deliveries that are due. */
  List<BackChannelLogoutDelivery> findDue(int limit) {
    return store.findDue(clock.instant(), limit);
  }

  /** Attempts a delivery, unless another node is attempting it. */
  void attempt(BackChannelLogoutDelivery delivery) {
    int pause = Math.min(delivery.attempts(), PAUSES.size() - 1);
    Instant next = clock.instant().plus(PAUSES.get(pause)).plus(TIMEOUT);
    if (!store.claim(delivery, next)) {
      return;
    }
    Optional<TenantContext> tenant = tenants.findActiveById(delivery.tenantId());
    Optional<Client> client = tenant.flatMap(of -> clients.find(of, delivery.clientId()));
    Optional<String> uri =
        client.filter(Client::enabled).flatMap(LogoutMetadataContributor::backChannel);
    if (uri.isEmpty()) { // The client was deleted or disabled, or has no back-channel logout URI.
      store.remove(delivery);
      return;
    }
    settle(
        tenant.get(),
        client.get(),
        delivery,
        send(tenant.get(), client.get(), delivery, uri.get()));
  }

  /**
   * A failed delivery attempt.
   *
   * @param reason the reason for the audit event
   * @param hopeless whether a retry would also fail
   */
  private record BackChannelLogoutFailure(String reason, boolean hopeless) {}

  private Optional<BackChannelLogoutFailure> send(
      TenantContext tenant, Client client, BackChannelLogoutDelivery delivery, String uri) {
    try {
      String token =
          tokens.make(tenant, client, delivery.subject(), delivery.sessionId(), clock.instant());
      var request =
          new OutboundRequest(
                  "backchannel-logout",
                  "POST",
                  URI.create(uri),
                  Map.of("Content-Type", "application/x-www-form-urlencoded"),
                  Optional.of(("logout_token=" + token).getBytes(StandardCharsets.US_ASCII)),
                  TIMEOUT,
                  MAX_ANSWER)
              .inTenant(tenant.id());
      int status = http.send(request).status();
      if (status == 200 || status == 204) { // section 2.8
        return Optional.empty();
      }
      return Optional.of(new BackChannelLogoutFailure("status " + status, status == 400));
    } catch (OutboundException e) {
      return Optional.of(new BackChannelLogoutFailure(e.getMessage(), e.isRefused()));
    } catch (IllegalArgumentException e) {
      return Optional.of(new BackChannelLogoutFailure("the logout URI is not a valid URI", true));
    }
  }

  private void settle(
      TenantContext tenant,
      Client client,
      BackChannelLogoutDelivery delivery,
      Optional<BackChannelLogoutFailure> failure) {
    if (failure.isEmpty()) {
      LOG.debug("logout.told: tenant={} client={}", tenant.id(), client.clientId());
      store.remove(delivery);
      return;
    }
    boolean last = delivery.attempts() + 1 > PAUSES.size();
    LOG.info(
        "logout.not-told: tenant={} client={} attempt={} reason={}",
        tenant.id(),
        client.clientId(),
        delivery.attempts() + 1,
        failure.get().reason());
    if (failure.get().hopeless() || last) {
      recordThatItWasNotTold(tenant, client, delivery, failure.get());
      store.remove(delivery);
    }
  }

  private void recordThatItWasNotTold(
      TenantContext tenant,
      Client client,
      BackChannelLogoutDelivery delivery,
      BackChannelLogoutFailure failure) {
    audit.record(
        tenant.id(),
        AuditInitiator.of(delivery.subject())
            .auditEvent(
                "logout.client_not_told", "A client could not be notified of the end of a session.")
            .withOutcome(AuditOutcome.FAILURE)
            .withTarget("client", client.clientId(), client.name())
            .withDetails(
                Map.of(
                    "session_id", delivery.sessionId(),
                    "attempts", delivery.attempts() + 1,
                    "reason", failure.reason())));
  }
}
