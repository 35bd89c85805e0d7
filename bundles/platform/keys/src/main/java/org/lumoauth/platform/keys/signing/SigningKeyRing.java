package org.lumoauth.platform.keys.signing;

import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.key.CanonicalBase64Url;
import org.lumoauth.api.key.InvalidSignatureException;
import org.lumoauth.api.key.MessageSigning;
import org.lumoauth.api.key.SigningKeyInfo;
import org.lumoauth.api.key.SigningKeys;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.KeysConfig;
import org.lumoauth.platform.keys.KeysUnit;
import org.lumoauth.platform.keys.vault.Vault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The signing keys of all tenants. */
@Component(
    service = {
      SigningKeys.class,
      MessageSigning.class,
      SigningKeyRing.class,
      DomainEventListener.class
    },
    configurationPid = KeysConfig.PID,
    property = {"lumoauth.kind=event-listener", "lumoauth.name=signing-keys"})
public final class SigningKeyRing implements SigningKeys, MessageSigning, DomainEventListener {

  private static final int JWS_PARTS = 3;
  private static final int MAX_JWS_LENGTH = 16_384;
  private static final int LOCKS = 64;

  private final SigningKeyStore store;
  private final KeyMaker maker;
  private final KeyMemory memory;
  private final KeyRotation rotation;
  private final Clock clock;
  private final KeyThreads threads;
  private final Object[] locks = new Object[LOCKS];

  @Activate
  public SigningKeyRing(
      KeysConfig config,
      @Reference KeysUnit unit,
      @Reference Vault vault,
      @Reference JcaProvider provider,
      @Reference KeyJournal journal,
      @Reference Identifiers identifiers,
      @Reference DomainEvents events) {
    this(
        new SigningKeyStore(unit.get(), vault),
        provider,
        journal,
        identifiers,
        events,
        Clock.systemUTC(),
        new KeyThreads(),
        Duration.ofSeconds(config.signingKeyOverlapSeconds()),
        config.cachedTenants());
  }

  SigningKeyRing(
      SigningKeyStore store,
      JcaProvider provider,
      KeyJournal journal,
      Identifiers identifiers,
      DomainEvents events,
      Clock clock,
      KeyThreads threads,
      Duration overlap,
      int cachedTenants) {
    this.store = store;
    this.clock = clock;
    this.threads = threads;
    this.maker =
        new KeyMaker(store, provider, identifiers, clock, events, journal, threads.making());
    this.memory = new KeyMemory(store, provider, maker, clock, cachedTenants, threads.reading());
    this.rotation = new KeyRotation(store, maker, journal, clock, overlap);
    Arrays.setAll(locks, n -> new Object());
  }

  @Deactivate
  void stop() {
    threads.stop();
  }

  @Override
  public String sign(
      TenantContext tenant, Algorithm algorithm, Map<String, Object> header, String payload) {
    return key(tenant, algorithm).sign(header, payload);
  }

  @Override
  public MessageSigning.Key current(TenantContext tenant, Algorithm algorithm) {
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
      throw new InvalidSignatureException("the header names no key");
    }
    memory
        .having(tenant.id(), kid)
        .verifying(kid, clock.instant())
        .orElseThrow(() -> new InvalidSignatureException("the key is not the tenant's"))
        .verify(parsed);
    return parsed.getPayload().toString();
  }

  @Override
  public boolean trusts(TenantContext tenant, String kid) {
    return memory.of(tenant.id()).verifies(kid, clock.instant());
  }

  @Override
  public List<Map<String, Object>> publicKeys(TenantContext tenant) {
    return memory.of(tenant.id()).published(clock.instant());
  }

  @Override
  public void publish(TenantContext tenant, Algorithm algorithm) {
    key(tenant, algorithm);
  }

  @Override
  public List<SigningKeyInfo> list(TenantContext tenant) {
    return memory.of(tenant.id()).infos(clock.instant());
  }

  @Override
  public String rotate(TenantContext tenant, Algorithm algorithm, Initiator by) {
    publish(tenant, algorithm);
    try {
      return rotation.rotate(tenant.id(), algorithm, by);
    } finally {
      memory.forget(tenant.id());
    }
  }

  @Override
  public void revoke(TenantContext tenant, String kid, Initiator by) {
    try {
      rotation.revoke(tenant.id(), kid, by);
    } finally {
      memory.forget(tenant.id());
    }
  }

  @Override
  public void on(DomainEvent event) {
    if (event.type().equals(KeyMaker.CHANGED)) {
      memory.forget(event.tenantId());
    }
  }

  /** Removes the tenant's keys. */
  public void erase(String tenantId) {
    store.erase(tenantId);
    memory.forget(tenantId);
  }

  private SigningKey key(TenantContext tenant, Algorithm algorithm) {
    var known = memory.of(tenant.id()).current(algorithm);
    return known.isPresent() ? known.get() : first(tenant.id(), algorithm);
  }

  /** One thread of this node makes it; between nodes a unique key decides and the loser reads. */
  private SigningKey first(String tenantId, Algorithm algorithm) {
    synchronized (locks[Math.floorMod(tenantId.hashCode(), LOCKS)]) {
      memory.forget(tenantId);
      if (memory.of(tenantId).current(algorithm).isEmpty()) {
        maker.first(tenantId, algorithm);
        memory.forget(tenantId);
      }
      return memory.of(tenantId).current(algorithm).orElseThrow(KeyRotation::conflict);
    }
  }

  private static JWSObject parse(String jws) throws InvalidSignatureException {
    if (!CanonicalBase64Url.isCompact(jws, JWS_PARTS)) { // which the library tolerates
      throw new InvalidSignatureException("it is no JWS in canonical base64url");
    }
    try {
      return JWSObject.parse(jws);
    } catch (ParseException | IllegalArgumentException | NullPointerException e) {
      // The library throws the last for a header that is the JSON null.
      throw new InvalidSignatureException("it is no JWS");
    }
  }
}
