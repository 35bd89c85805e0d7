/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.revocation;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.vault.provider.ProviderClientCredentials;
import org.lumoauth.agents.vault.provider.ProviderRevocationClient;
import org.lumoauth.agents.vault.provider.ProviderRevocationClient.ProviderRevocationFailure;
import org.lumoauth.agents.vault.revocation.ProviderRevocationStore.PendingProviderRevocation;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends due revocations to providers; each one is processed by one node at a time. */
final class DueProviderRevocationSender {

  private static final Logger LOG = LoggerFactory.getLogger(DueProviderRevocationSender.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(20);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final Duration GIVE_UP = Duration.ofHours(24);
  private static final int MAX_DOUBLINGS = 12;
  private static final int BATCH = 50;

  private final ProviderRevocationStore store;
  private final ProviderRevocationClient requests;
  private final AuditLog audit;
  private final InstantSource clock;

  DueProviderRevocationSender(
      ProviderRevocationStore store,
      ProviderRevocationClient requests,
      AuditLog audit,
      InstantSource clock) {
    this.store = store;
    this.requests = requests;
    this.audit = audit;
    this.clock = clock;
  }

  void run() {
    store.findDue(clock.instant(), BATCH).forEach(this::guarded);
  }

  /** Processes a revocation; a failure does not block the others. */
  private void guarded(PendingProviderRevocation waiting) {
    try {
      attempt(waiting);
    } catch (RuntimeException e) {
      LOG.warn("vault.revocation-failed: connection={}", waiting.connectionId(), e);
      if (old(waiting)) {
        store.remove(waiting);
      }
    }
  }

  private void attempt(PendingProviderRevocation waiting) {
    Instant now = clock.instant();
    Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(waiting.attempts(), MAX_DOUBLINGS));
    Duration wait = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    if (!store.claim(waiting, now.plus(wait))) {
      return; // another node claimed it
    }
    Map<String, String> content = store.content(waiting);
    var party =
        new ProviderClientCredentials(
            content.get(ProviderRevocationQueue.CLIENT_ID),
            content.get(ProviderRevocationQueue.AUTHENTICATION),
            Optional.ofNullable(content.get(ProviderRevocationQueue.SECRET)));
    Optional<ProviderRevocationFailure> failure =
        requests.revoke(
            waiting.tenantId(),
            URI.create(content.get(ProviderRevocationQueue.ENDPOINT)),
            party,
            content.get(ProviderRevocationQueue.TOKEN),
            content.get(ProviderRevocationQueue.HINT));
    boolean last = failure.isEmpty() || failure.get().hopeless() || old(waiting);
    if (last) {
      record(waiting, content.get(ProviderRevocationQueue.HINT), failure);
      store.remove(waiting);
    } else {
      LOG.info(
          "vault.revocation-waits: connection={} attempt={} reason={}",
          waiting.connectionId(),
          waiting.attempts() + 1,
          failure.get().reason());
    }
  }

  private boolean old(PendingProviderRevocation waiting) {
    return waiting.createdAt().plus(GIVE_UP).isBefore(clock.instant());
  }

  private void record(
      PendingProviderRevocation waiting, String kind, Optional<ProviderRevocationFailure> failure) {
    AuditInitiator by = AuditInitiator.server("vault");
    audit.record(
        waiting.tenantId(),
        new AuditEvent(
            "connection.token_revoked",
            failure.isEmpty() ? AuditOutcome.SUCCESS : AuditOutcome.FAILURE,
            by.actor(),
            List.of(),
            Optional.of(new AuditTarget("connection", waiting.connectionId(), Optional.empty())),
            failure.isEmpty()
                ? "The provider revoked a token."
                : "The provider did not revoke a token. It stays valid there until it "
                    + "expires.",
            Optional.empty(),
            Map.of(
                "kind",
                kind,
                "reason",
                failure.map(ProviderRevocationFailure::reason).orElse("done"))));
  }
}
