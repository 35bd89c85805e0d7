/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.InvalidSignatureException;
import org.lumoauth.api.key.RawSigningKeyProvider;
import org.lumoauth.api.key.SigningKeyInfo;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.KeysConfig;
import org.lumoauth.platform.keys.KeysPersistenceUnit;
import org.lumoauth.platform.keys.vault.EnvelopeSecretProtectionService;
import org.lumoauth.support.encoding.CanonicalBase64UrlDecoder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Manages the signing keys of all tenants. */
@Component(
    service = {
      SigningKeyService.class,
      RawSigningKeyProvider.class,
      DefaultSigningKeyService.class,
      DomainEventListener.class
    },
    configurationPid = KeysConfig.PID,
    property = {"lumoauth.kind=event-listener", "lumoauth.name=signing-keys"})
public final class DefaultSigningKeyService
    implements SigningKeyService, RawSigningKeyProvider, DomainEventListener {

  private static final int JWS_PARTS = 3;
  private static final int MAX_JWS_LENGTH = 16_384;
  private static final int LOCKS = 64;

  private final SigningKeyStore store;
  private final SigningKeyProvisioner maker;
  private final SigningKeyCache memory;
  private final SigningKeyRotationService rotation;
  private final Clock clock;
  private final SigningKeyExecutors threads;
  private final Object[] locks = new Object[LOCKS];

  @Activate
  public DefaultSigningKeyService(
      KeysConfig config,
      @Reference KeysPersistenceUnit unit,
      @Reference EnvelopeSecretProtectionService vault,
      @Reference JcaProviderSelector provider,
      @Reference KeyAuditRecorder journal,
      @Reference IdGenerator identifiers,
      @Reference DomainEventPublisher events) {
    this(
        new SigningKeyStore(unit.get(), vault),
        provider,
        journal,
        identifiers,
        events,
        Clock.systemUTC(),
        new SigningKeyExecutors(),
        Duration.ofSeconds(config.signingKeyOverlapSeconds()),
        config.cachedTenants());
  }

  DefaultSigningKeyService(
      SigningKeyStore store,
      JcaProviderSelector provider,
      KeyAuditRecorder journal,
      IdGenerator identifiers,
      DomainEventPublisher events,
      Clock clock,
      SigningKeyExecutors threads,
      Duration overlap,
      int cachedTenants) {
    this.store = store;
    this.clock = clock;
    this.threads = threads;
    this.maker =
        new SigningKeyProvisioner(
            store, provider, identifiers, clock, events, journal, threads.making());
    this.memory =
        new SigningKeyCache(store, provider, maker, clock, cachedTenants, threads.reading());
    this.rotation = new SigningKeyRotationService(store, maker, journal, clock, overlap);
    Arrays.setAll(locks, n -> new Object());
  }

  @Deactivate
  void stop() {
    threads.stop();
  }

  @Override
  public String sign(
      TenantContext tenant,
      SigningAlgorithm algorithm,
      Map<String, Object> header,
      String payload) {
    return key(tenant, algorithm).sign(header, payload);
  }

  @Override
  public RawSigningKeyProvider.MessageSigningKey currentKey(
      TenantContext tenant, SigningAlgorithm algorithm) {
    return key(tenant, algorithm);
  }

  @Override
  public String verify(TenantContext tenant, String jws) throws InvalidSignatureException {
    if (jws.length() > MAX_JWS_LENGTH) {
      throw new InvalidSignatureException("the JWS is too long");
    }
    JWSObject parsed = parse(jws);
    String kid = parsed.getHeader().getKeyID();
    if (kid == null) {
      throw new InvalidSignatureException("the header has no kid");
    }
    memory
        .getContaining(tenant.id(), kid)
        .findVerificationKey(kid, clock.instant())
        .orElseThrow(() -> new InvalidSignatureException("the key does not belong to the tenant"))
        .verify(parsed);
    return parsed.getPayload().toString();
  }

  @Override
  public boolean isTrusted(TenantContext tenant, String kid) {
    return memory.of(tenant.id()).canVerify(kid, clock.instant());
  }

  @Override
  public List<Map<String, Object>> publicKeys(TenantContext tenant) {
    return memory.of(tenant.id()).publishedKeys(clock.instant());
  }

  @Override
  public void publish(TenantContext tenant, SigningAlgorithm algorithm) {
    key(tenant, algorithm);
  }

  @Override
  public List<SigningKeyInfo> list(TenantContext tenant) {
    return memory.of(tenant.id()).infos(clock.instant());
  }

  @Override
  public String rotate(TenantContext tenant, SigningAlgorithm algorithm, AuditInitiator by) {
    publish(tenant, algorithm);
    try {
      return rotation.rotate(tenant.id(), algorithm, by);
    } finally {
      memory.forget(tenant.id());
    }
  }

  @Override
  public void revoke(TenantContext tenant, String kid, AuditInitiator by) {
    try {
      rotation.revoke(tenant.id(), kid, by);
    } finally {
      memory.forget(tenant.id());
    }
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(SigningKeyProvisioner.CHANGED)) {
      memory.forget(event.tenantId());
    }
  }

  /** Deletes the tenant's keys. */
  public void erase(String tenantId) {
    store.erase(tenantId);
    memory.forget(tenantId);
  }

  /**
   * Creates the missing first keys of these algorithms in the background.
   *
   * @param active returns whether the tenant still exists
   */
  void prepare(TenantContext tenant, Set<SigningAlgorithm> algorithms, BooleanSupplier active) {
    TenantSigningKeys known = memory.of(tenant.id());
    for (SigningAlgorithm algorithm : algorithms) {
      if (known.current(algorithm).isEmpty()) {
        maker.schedule(
            tenant.id(),
            algorithm,
            true,
            () -> {
              if (active.getAsBoolean()) {
                first(tenant.id(), algorithm);
              }
            });
      }
    }
  }

  private JwsSigningKey key(TenantContext tenant, SigningAlgorithm algorithm) {
    var known = memory.of(tenant.id()).current(algorithm);
    return known.isPresent() ? known.get() : first(tenant.id(), algorithm);
  }

  /**
   * Creates the first key. One thread of this node creates it; between nodes a unique key decides,
   * and the other node reads.
   */
  private JwsSigningKey first(String tenantId, SigningAlgorithm algorithm) {
    synchronized (locks[Math.floorMod(tenantId.hashCode(), LOCKS)]) {
      memory.forget(tenantId);
      if (memory.of(tenantId).current(algorithm).isEmpty()) {
        maker.createFirst(tenantId, algorithm);
        memory.forget(tenantId);
      }
      return memory
          .of(tenantId)
          .current(algorithm)
          .orElseThrow(SigningKeyRotationService::conflict);
    }
  }

  private static JWSObject parse(String jws) throws InvalidSignatureException {
    if (!CanonicalBase64UrlDecoder.isCompact(jws, JWS_PARTS)) { // the library tolerates other forms
      throw new InvalidSignatureException("not a JWS in canonical base64url");
    }
    try {
      return JWSObject.parse(jws);
    } catch (ParseException | IllegalArgumentException | NullPointerException e) {
      // The library throws the latter for a header that is JSON null.
      throw new InvalidSignatureException("not a valid JWS");
    }
  }
}
