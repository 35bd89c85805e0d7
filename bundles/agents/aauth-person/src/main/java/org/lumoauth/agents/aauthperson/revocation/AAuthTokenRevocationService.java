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
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes tokens of other servers back, with everything that was given for them (section Revocation
 * Response): recorded first, told on then, and answered once everybody was told or could not be.
 */
@Component(service = AAuthTokenRevocationService.class)
public final class AAuthTokenRevocationService {

  private static final String KIND = "aap-cascade";
  private static final Duration HOLD = Duration.ofSeconds(15);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Duration KEPT = Duration.ofMinutes(15);
  private static final String ACCESS = "aauth-access.json";

  private final RevokedTokenStore revocations;
  private final RevocationCascade cascade;
  private final RevocationNotificationStore deliveries;
  private final RevocationNotifier teller;
  private final ShortLivedRecordStore store;
  private final Duration hold;

  @Activate
  public AAuthTokenRevocationService(
      @Reference RevokedTokenStore revocations,
      @Reference RevocationCascade cascade,
      @Reference RevocationNotificationStore deliveries,
      @Reference RevocationNotificationWorker worker,
      @Reference ShortLivedRecordStore store) {
    this(revocations, cascade, deliveries, worker, store, HOLD);
  }

  AAuthTokenRevocationService(
      RevokedTokenStore revocations,
      RevocationCascade cascade,
      RevocationNotificationStore deliveries,
      RevocationNotifier teller,
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
   * Takes one back. Saying so again tells those again who did not take it.
   *
   * @param issuer who said it, as its signature proved
   * @param wish how long it would wait until everybody was told; empty if it does not say
   * @return what to ask {@link #findResult} for
   */
  public String revoke(
      TenantContext tenant, String issuer, String id, Instant expiresAt, Optional<Duration> wish) {
    Duration most = wish.filter(asks -> asks.compareTo(hold) < 0).orElse(hold);
    String cause = IssuedTokenRecord.key(issuer, id);
    Optional<String> agent = revocations.revoke(tenant, issuer, id, expiresAt);
    if (isRevokedBy(
        tenant, issuer, cause)) { // what the agent got since by another token is its own
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

  /** Another thread, or another node, may have taken one on meanwhile. */
  private void awaitOthers(TenantContext tenant, String cause, Instant end) {
    try {
      while (findResult(tenant, cause).isEmpty() && Instant.now().isBefore(end)) {
        Thread.sleep(LOOK_AGAIN.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether this server took it back, and may ask what became of it. */
  public boolean isRevokedBy(TenantContext tenant, String issuer, String cause) {
    return store
        .find(tenant, KIND, cause, Map.class)
        .filter(entry -> issuer.equals(entry.value().get("issuer")))
        .isPresent();
  }

  /**
   * What became of it; empty while somebody is still to be told. A person server hears of resources
   * that were told, an agent provider of nobody.
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
