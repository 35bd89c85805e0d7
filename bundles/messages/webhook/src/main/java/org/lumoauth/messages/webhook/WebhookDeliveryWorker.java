/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.tenant.TenantRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends due notifications. Only one node sends a notification at a time. */
final class WebhookDeliveryWorker {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookDeliveryWorker.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final Duration GIVE_UP = Duration.ofHours(24);
  private static final int MAX_DOUBLINGS = 12;
  private static final int BATCH = 50;
  private static final int MAX_ANSWER = 4_096;

  private final WebhookNotificationStore store;
  private final SecretProtectionService vault;
  private final OutboundHttpClient http;
  private final TenantRegistry tenants;
  private final InstantSource clock;

  WebhookDeliveryWorker(
      WebhookNotificationStore store,
      SecretProtectionService vault,
      OutboundHttpClient http,
      TenantRegistry tenants,
      InstantSource clock) {
    this.store = store;
    this.vault = vault;
    this.http = http;
    this.tenants = tenants;
    this.clock = clock;
  }

  void run() {
    store.findDue(clock.instant(), BATCH).forEach(this::attempt);
  }

  private record WebhookDeliveryFailure(String reason, boolean hopeless) {}

  private void attempt(WebhookNotificationStore.PendingWebhookNotification notice) {
    Instant now = clock.instant();
    Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(notice.attempts(), MAX_DOUBLINGS));
    Duration wait = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    if (!store.claim(notice, now.plus(wait))) {
      return; // another node claimed it
    }
    boolean old = notice.createdAt().plus(GIVE_UP).isBefore(now);
    if (tenants.findActiveById(notice.tenantId()).isEmpty()) {
      if (old) {
        store.remove(notice);
      }
      return;
    }
    Optional<WebhookDeliveryFailure> failure = post(notice, now);
    if (failure.isEmpty()) {
      store.remove(notice);
      LOG.info("webhook.sent: purpose={} key={}", notice.purpose(), notice.key());
      return;
    }
    boolean last = old || failure.get().hopeless();
    LOG.warn(
        "webhook.not-sent: purpose={} key={} attempt={} last={} reason={}",
        notice.purpose(),
        notice.key(),
        notice.attempts() + 1,
        last,
        failure.get().reason());
    if (last) {
      store.remove(notice);
    }
  }

  private Optional<WebhookDeliveryFailure> post(
      WebhookNotificationStore.PendingWebhookNotification notice, Instant now) {
    SealedWebhookNotification kept = SealedWebhookNotification.open(vault, notice);
    try {
      var request =
          new OutboundRequest(
                  notice.purpose(),
                  "POST",
                  URI.create(kept.to()),
                  Map.of(
                      "Content-Type", "application/json",
                      "X-LumoAuth-Signature",
                          WebhookSigner.signWithTimestamp(kept.secret(), now, kept.body()),
                      "X-Lumo-Signature", WebhookSigner.sign(kept.secret(), kept.body())),
                  Optional.of(kept.body().getBytes(StandardCharsets.UTF_8)),
                  TIMEOUT,
                  MAX_ANSWER)
              .inTenant(notice.tenantId());
      int status = http.send(request).status();
      return status >= 200 && status < 300
          ? Optional.empty()
          : Optional.of(new WebhookDeliveryFailure("status " + status, status == 410));
    } catch (OutboundException e) {
      return Optional.of(new WebhookDeliveryFailure(e.getMessage(), e.isRefused()));
    }
  }
}
