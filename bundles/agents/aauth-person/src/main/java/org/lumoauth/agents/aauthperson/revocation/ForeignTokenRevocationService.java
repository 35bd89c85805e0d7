/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecord;
import org.lumoauth.agents.aauthperson.token.RevokedTokenStore;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Revokes tokens of other servers, with all tokens issued based on them (AAuth draft, section
 * Revocation Response): the revocation is recorded first, then the affected servers are notified,
 * and the response follows when all were notified or could not be reached.
 */
@Component(service = ForeignTokenRevocationService.class)
public final class ForeignTokenRevocationService {

  private static final String KIND = "aap-cascade";
  private static final Duration HOLD = Duration.ofSeconds(15);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Duration KEPT = Duration.ofMinutes(15);
  private static final String ACCESS = "aauth-access.json";

  private final RevokedTokenStore revocations;
  private final RevocationCascade cascade;
  private final RevocationNotificationStore deliveries;
  private final ImmediateRevocationNotifier teller;
  private final ShortLivedRecordStore store;
  private final Duration hold;

  @Activate
  public ForeignTokenRevocationService(
      @Reference RevokedTokenStore revocations,
      @Reference RevocationCascade cascade,
      @Reference RevocationNotificationStore deliveries,
      @Reference RevocationNotificationWorker worker,
      @Reference ShortLivedRecordStore store) {
    this(revocations, cascade, deliveries, worker, store, HOLD);
  }

  ForeignTokenRevocationService(
      RevokedTokenStore revocations,
      RevocationCascade cascade,
      RevocationNotificationStore deliveries,
      ImmediateRevocationNotifier teller,
      ShortLivedRecordStore store,
      Duration hold) {
    this.revocations = revocations;
    this.cascade = cascade;
    this.deliveries = deliveries;
    this.teller = teller;
    this.store = store;
    this.hold = hold;
  }

  /**
   * Revokes a token. A repeated revocation notifies the servers that did not acknowledge it before.
   *
   * @param issuer the issuer, as proved by its signature
   * @param wish how long the caller prefers to wait for the notifications; empty if not given
   * @return the key for {@link #findResult}
   */
  public String revoke(
      TenantContext tenant, String issuer, String id, Instant expiresAt, Optional<Duration> wish) {
    Duration most = wish.filter(asks -> asks.compareTo(hold) < 0).orElse(hold);
    String cause = IssuedTokenRecord.key(issuer, id);
    Optional<String> agent = revocations.revoke(tenant, issuer, id, expiresAt);
    if (isRevokedBy(
        tenant, issuer, cause)) { // tokens that the agent got with another agent token remain valid
      deliveries.reschedule(tenant.id(), cause, Instant.now());
    } else {
      agent.ifPresent(of -> revocations.cut(tenant, of));
      agent.ifPresent(of -> cascade.revokeForAgent(tenant, of, cause));
      cascade.revokeForToken(tenant, cause);
      store.add(tenant, KIND, cause, Map.of("issuer", issuer), expiresAt.plus(KEPT));
    }
    List<RevocationNotification> open =
        deliveries.listByCause(tenant.id(), cause).stream()
            .filter(each -> each.attempts() == 0)
            .toList();
    Instant end = Instant.now().plus(most);
    teller.notifyNow(open, most);
    awaitOthers(tenant, cause, end);
    return cause;
  }

  /** Another thread or node may be sending a notification concurrently. */
  private void awaitOthers(TenantContext tenant, String cause, Instant end) {
    try {
      while (findResult(tenant, cause).isEmpty() && Instant.now().isBefore(end)) {
        Thread.sleep(LOOK_AGAIN.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether this server revoked the token, and may query the result. */
  public boolean isRevokedBy(TenantContext tenant, String issuer, String cause) {
    return store
        .find(tenant, KIND, cause, Map.class)
        .map((ShortLivedRecord<?> entry) -> (Map<?, ?>) entry.value())
        .filter(revocation -> issuer.equals(revocation.get("issuer")))
        .isPresent();
  }

  /**
   * Returns the result; empty while notifications are pending. A person server receives the
   * notified resources, an agent provider none.
   */
  public Optional<Map<String, Object>> findResult(TenantContext tenant, String cause) {
    List<RevocationNotification> all = deliveries.listByCause(tenant.id(), cause);
    if (all.stream().anyMatch(each -> each.outcome().isEmpty())) {
      return Optional.empty();
    }
    List<Map<String, Object>> downstream = new ArrayList<>();
    for (RevocationNotification each : all) {
      if (each.signer().equals(ACCESS)) {
        downstream.add(shown(each));
      }
    }
    return Optional.of(downstream.isEmpty() ? Map.of() : Map.of("downstream", downstream));
  }

  private static Map<String, Object> shown(RevocationNotification delivery) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("recipient", delivery.recipient());
    if (!delivery.outcome().equals(RevocationNotification.RECORDED)) {
      shown.put("error", delivery.outcome());
    }
    return shown;
  }
}
