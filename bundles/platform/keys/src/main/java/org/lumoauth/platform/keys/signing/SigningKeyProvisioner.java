/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import com.nimbusds.jose.jwk.JWK;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.StaleDataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates keys: the first key on demand, the next keys ahead of time in the background. */
final class SigningKeyProvisioner {

  /** Published when a tenant's signing keys changed. The event's id is the key's. */
  static final String CHANGED = "signing-keys.changed";

  private static final Logger LOG = LoggerFactory.getLogger(SigningKeyProvisioner.class);

  private record KeyGenerationTask(String tenantId, SigningAlgorithm algorithm, boolean first) {}

  private final SigningKeyStore store;
  private final JcaProviderSelector provider;
  private final IdGenerator identifiers;
  private final Clock clock;
  private final DomainEventPublisher events;
  private final KeyAuditRecorder journal;
  private final Executor background;
  private final Set<KeyGenerationTask> underway = ConcurrentHashMap.newKeySet();

  SigningKeyProvisioner(
      SigningKeyStore store,
      JcaProviderSelector provider,
      IdGenerator identifiers,
      Clock clock,
      DomainEventPublisher events,
      KeyAuditRecorder journal,
      Executor background) {
    this.store = store;
    this.provider = provider;
    this.identifiers = identifiers;
    this.clock = clock;
    this.events = events;
    this.journal = journal;
    this.background = background;
  }

  /** Creates a current key, unless another node was first. */
  void createFirst(String tenantId, SigningAlgorithm algorithm) {
    add(tenantId, algorithm, true);
  }

  /**
   * Creates a next key, which is only published, unless one exists or the algorithm is not in use.
   */
  void createNext(String tenantId, SigningAlgorithm algorithm) {
    if (store.hasKeyFor(tenantId, algorithm)) { // the tenant may have been erased concurrently
      add(tenantId, algorithm, false);
    }
  }

  /** Creates a next key in the background. After a failure, the next read of the keys retries. */
  void scheduleNext(String tenantId, SigningAlgorithm algorithm) {
    schedule(tenantId, algorithm, false, () -> createNext(tenantId, algorithm));
  }

  /** Runs a generation in the background, unless the same one is scheduled already. */
  void schedule(String tenantId, SigningAlgorithm algorithm, boolean first, Runnable generation) {
    var task = new KeyGenerationTask(tenantId, algorithm, first);
    if (!underway.add(task)) {
      return;
    }
    background.execute(
        () -> {
          try {
            generation.run();
          } catch (RuntimeException e) {
            String state = first ? "first" : "next";
            LOG.warn("signing_key.{}-not-made: {} {} {}", state, tenantId, algorithm, e.toString());
          } finally {
            underway.remove(task);
          }
        });
  }

  /** Publishes that the tenant's keys changed. */
  void announce(String tenantId, String kid) {
    events.publish(new DomainEvent(CHANGED, tenantId, kid));
  }

  private void add(String tenantId, SigningAlgorithm algorithm, boolean current) {
    String kid = identifiers.next("sig_");
    JWK jwk = SigningKeyGenerator.generate(algorithm, kid, provider);
    try {
      store.add(tenantId, algorithm, current, jwk, clock.instant());
    } catch (DuplicateKeyException | StaleDataException e) {
      return; // another node was first
    }
    announce(tenantId, kid);
    var state = current ? "current" : "next";
    journal.recordCreation(
        tenantId,
        "signing_key.created",
        kid,
        "A signing key was created.",
        Map.of("algorithm", algorithm.name(), "state", state));
  }
}
