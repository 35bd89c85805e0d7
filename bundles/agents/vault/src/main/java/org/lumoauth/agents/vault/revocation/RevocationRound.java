package org.lumoauth.agents.vault.revocation;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.vault.provider.Party;
import org.lumoauth.agents.vault.provider.RevocationRequests;
import org.lumoauth.agents.vault.provider.RevocationRequests.Failure;
import org.lumoauth.agents.vault.revocation.RevocationStore.Waiting;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.Outcome;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells providers what is due, each thing once at a time whichever node it is. */
final class RevocationRound {

  private static final Logger LOG = LoggerFactory.getLogger(RevocationRound.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(20);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final Duration GIVE_UP = Duration.ofHours(24);
  private static final int MAX_DOUBLINGS = 12;
  private static final int BATCH = 50;

  private final RevocationStore store;
  private final RevocationRequests requests;
  private final AuditLog audit;
  private final InstantSource clock;

  RevocationRound(
      RevocationStore store, RevocationRequests requests, AuditLog audit, InstantSource clock) {
    this.store = store;
    this.requests = requests;
    this.audit = audit;
    this.clock = clock;
  }

  void run() {
    store.due(clock.instant(), BATCH).forEach(this::guarded);
  }

  /** One that can't be carried out holds up no other. */
  private void guarded(Waiting waiting) {
    try {
      attempt(waiting);
    } catch (RuntimeException e) {
      LOG.warn("vault.revocation-failed: connection={}", waiting.connectionId(), e);
      if (old(waiting)) {
        store.remove(waiting);
      }
    }
  }

  private void attempt(Waiting waiting) {
    Instant now = clock.instant();
    Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(waiting.attempts(), MAX_DOUBLINGS));
    Duration wait = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    if (!store.claim(waiting, now.plus(wait))) {
      return; // another node has it
    }
    Map<String, String> content = store.content(waiting);
    var party =
        new Party(
            content.get(Revocations.CLIENT_ID),
            content.get(Revocations.AUTHENTICATION),
            Optional.ofNullable(content.get(Revocations.SECRET)));
    Optional<Failure> failure =
        requests.revoke(
            waiting.tenantId(),
            URI.create(content.get(Revocations.ENDPOINT)),
            party,
            content.get(Revocations.TOKEN),
            content.get(Revocations.HINT));
    boolean last = failure.isEmpty() || failure.get().hopeless() || old(waiting);
    if (last) {
      record(waiting, content.get(Revocations.HINT), failure);
      store.remove(waiting);
    } else {
      LOG.info(
          "vault.revocation-waits: connection={} attempt={} reason={}",
          waiting.connectionId(),
          waiting.attempts() + 1,
          failure.get().reason());
    }
  }

  private boolean old(Waiting waiting) {
    return waiting.createdAt().plus(GIVE_UP).isBefore(clock.instant());
  }

  private void record(Waiting waiting, String kind, Optional<Failure> failure) {
    Initiator by = Initiator.server("vault");
    audit.record(
        waiting.tenantId(),
        new AuditEvent(
            "connection.token_revoked",
            failure.isEmpty() ? Outcome.SUCCESS : Outcome.FAILURE,
            by.actor(),
            List.of(),
            Optional.of(new Target("connection", waiting.connectionId(), Optional.empty())),
            failure.isEmpty()
                ? "The provider revoked a token."
                : "The provider did not revoke a token: it holds there until it expires.",
            Optional.empty(),
            Map.of("kind", kind, "reason", failure.map(Failure::reason).orElse("done"))));
  }
}
