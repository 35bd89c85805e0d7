package org.lumoauth.platform.keys.signing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.key.InvalidSignatureException;
import org.lumoauth.api.key.SigningKeys;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.KeysConfig;
import org.lumoauth.platform.keys.KeysUnit;
import org.lumoauth.platform.keys.vault.Vault;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.StaleDataException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The signing keys of all tenants, decoded keys in memory. */
@Component(
    service = {SigningKeys.class, SigningKeyRing.class, DomainEventListener.class},
    configurationPid = KeysConfig.PID,
    property = {"lumoauth.kind=event-listener", "lumoauth.name=signing-keys"})
public final class SigningKeyRing implements SigningKeys, DomainEventListener {

  private static final Logger LOG = LoggerFactory.getLogger(SigningKeyRing.class);
  private static final String CHANGED = "signing-keys.changed";
  private static final int MAX_JWS_LENGTH = 16_384;

  /** How old what is in memory must be before an unknown key id makes us read again. */
  private static final Duration REREAD_AFTER = Duration.ofSeconds(5);

  private final SigningKeyStore store;
  private final JcaProvider provider;
  private final Identifiers identifiers;
  private final DomainEvents events;
  private final Clock clock;
  private final Duration overlap;
  private final Cache<String, TenantKeys> decoded;

  @Activate
  public SigningKeyRing(
      KeysConfig config,
      @Reference KeysUnit unit,
      @Reference Vault vault,
      @Reference JcaProvider provider,
      @Reference Identifiers identifiers,
      @Reference DomainEvents events) {
    this(
        new SigningKeyStore(unit.get(), vault),
        provider,
        identifiers,
        events,
        Clock.systemUTC(),
        Duration.ofSeconds(config.signingKeyOverlapSeconds()),
        config.cachedTenants());
  }

  SigningKeyRing(
      SigningKeyStore store,
      JcaProvider provider,
      Identifiers identifiers,
      DomainEvents events,
      Clock clock,
      Duration overlap,
      int cachedTenants) {
    this.store = store;
    this.provider = provider;
    this.identifiers = identifiers;
    this.events = events;
    this.clock = clock;
    this.overlap = overlap;
    this.decoded =
        Caffeine.newBuilder()
            .maximumSize(cachedTenants)
            .expireAfterAccess(Duration.ofHours(1))
            .build();
  }

  @Override
  public String sign(
      TenantContext tenant, Algorithm algorithm, Map<String, Object> header, String payload) {
    return current(tenant, algorithm).sign(header, payload);
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
    key(tenant, kid).verify(parsed);
    return parsed.getPayload().toString();
  }

  @Override
  public List<Map<String, Object>> publicKeys(TenantContext tenant) {
    return keys(tenant).published(clock.instant());
  }

  @Override
  public String rotate(TenantContext tenant, Algorithm algorithm) {
    Instant now = clock.instant();
    String kid = identifiers.next("sig_");
    var jwk = KeyForge.make(algorithm, kid);
    store.makeCurrent(tenant.id(), algorithm, jwk, now, now.plus(overlap));
    store.purge(tenant.id(), now);
    decoded.invalidate(tenant.id());
    events.publish(new DomainEvent(CHANGED, tenant.id(), kid));
    LOG.info("signing-key.made: {} {} {}", tenant.id(), algorithm, kid);
    return kid;
  }

  @Override
  public void on(DomainEvent event) {
    if (event.type().equals(CHANGED)) {
      decoded.invalidate(event.tenantId());
    }
  }

  /** Removes the tenant's keys. */
  public void erase(String tenantId) {
    store.erase(tenantId);
    decoded.invalidate(tenantId);
  }

  private SigningKey current(TenantContext tenant, Algorithm algorithm) {
    return keys(tenant)
        .current(algorithm)
        .orElseGet(
            () -> {
              makeFirst(tenant, algorithm);
              return keys(tenant).current(algorithm).orElseThrow();
            });
  }

  /** One thread of this node makes it; between nodes a unique key decides and the loser reads. */
  private synchronized void makeFirst(TenantContext tenant, Algorithm algorithm) {
    decoded.invalidate(tenant.id());
    if (keys(tenant).current(algorithm).isPresent()) {
      return;
    }
    try {
      rotate(tenant, algorithm);
    } catch (DuplicateKeyException | StaleDataException e) {
      decoded.invalidate(tenant.id());
    }
  }

  private VerificationKey key(TenantContext tenant, String kid) throws InvalidSignatureException {
    Instant now = clock.instant();
    TenantKeys known = keys(tenant);
    var key = known.verifying(kid, now);
    if (key.isEmpty() && known.readAt().plus(REREAD_AFTER).isBefore(now)) {
      decoded.asMap().remove(tenant.id(), known); // another node may have rotated
      key = keys(tenant).verifying(kid, now);
    }
    return key.orElseThrow(() -> new InvalidSignatureException("the key is not the tenant's"));
  }

  private TenantKeys keys(TenantContext tenant) {
    return decoded.get(
        tenant.id(), id -> new TenantKeys(store.read(id), provider.get(), clock.instant()));
  }

  private static JWSObject parse(String jws) throws InvalidSignatureException {
    try {
      return JWSObject.parse(jws);
    } catch (ParseException | IllegalArgumentException e) {
      throw new InvalidSignatureException("it is no JWS");
    }
  }
}
