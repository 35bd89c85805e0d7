/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.IssuedApiKey;
import org.lumoauth.api.authn.TenantApiKeyService;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Issues, verifies, changes and revokes API keys. A revoked key fails at its next use. */
@Component(service = {TenantApiKeyService.class, StoredApiKeyService.class})
public final class StoredApiKeyService implements TenantApiKeyService {

  private static final String PURPOSE = "api-key";
  private static final int MAX_NAME = 200;

  private final ApiKeyStore store;
  private final SecretProtectionService vault;
  private final IdGenerator identifiers;
  private final AuditLog audit;
  private final DomainEventPublisher events;
  private final ApiKeyCache memory = new ApiKeyCache();

  @Activate
  public StoredApiKeyService(
      @Reference ApiKeyStore store,
      @Reference SecretProtectionService vault,
      @Reference IdGenerator identifiers,
      @Reference AuditLog audit,
      @Reference DomainEventPublisher events) {
    this.store = store;
    this.vault = vault;
    this.identifiers = identifiers;
    this.audit = audit;
    this.events = events;
  }

  @Override
  public IssuedApiKey issue(TenantContext tenant, String name, Set<String> scopes) {
    return issue(tenant, name, scopes, Optional.empty(), AuditInitiator.server("system"));
  }

  /** Issues a key with an expiry and an audit initiator. */
  public IssuedApiKey issue(
      TenantContext tenant,
      String name,
      Set<String> scopes,
      Optional<Instant> expiresAt,
      AuditInitiator by) {
    checkName(name);
    checkExpiry(expiresAt);
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var text = PlaintextApiKey.of(tenant, vault.newSecret());
    var id = identifiers.next("key_");
    var key =
        new ApiKey(id, name, ApiKeyScopeCatalog.validate(scopes), now, expiresAt, Optional.empty());
    store.insert(tenant.id(), key, hash(text));
    record(tenant, "apikey.created", key, "An API key was created.", by, facts(key));
    return new IssuedApiKey(id, text.value());
  }

  @Override
  public void revoke(TenantContext tenant, String keyId) {
    if (store.find(tenant.id(), keyId).isPresent()) {
      revoke(tenant, keyId, AuditInitiator.server("system"));
    }
  }

  /**
   * Revokes a key immediately.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public void revoke(TenantContext tenant, String keyId, AuditInitiator by) {
    var key = get(tenant, keyId);
    var deleted = events.prepare(new DomainEvent(DomainEvent.SUBJECT_DELETED, tenant.id(), keyId));
    store.delete(tenant.id(), keyId, deleted);
    memory.forget(tenant.id());
    deleted.publish();
    record(tenant, "apikey.revoked", key, "An API key was revoked.", by, Map.of());
  }

  /**
   * Changes a key.
   *
   * @throws ApiException 404 {@code resource_not_found}, 422 {@code validation_error}
   */
  public ApiKey change(
      TenantContext tenant, String keyId, UnaryOperator<ApiKey> change, AuditInitiator by) {
    var changed =
        store
            .update(tenant.id(), keyId, key -> checked(key, change.apply(key)))
            .orElseThrow(StoredApiKeyService::unknown);
    memory.forget(tenant.id());
    events.publish(new DomainEvent(DomainEvent.SUBJECT_CHANGED, tenant.id(), keyId));
    var after = changed.after();
    var details = Map.<String, Object>of("old", facts(changed.before()), "new", facts(after));
    record(tenant, "apikey.updated", after, "An API key was updated.", by, details);
    return after;
  }

  private static ApiKey checked(ApiKey before, ApiKey wanted) {
    checkName(wanted.name());
    ApiKeyScopeCatalog.validate(wanted.scopes());
    if (!wanted.expiresAt().equals(before.expiresAt())) {
      checkExpiry(wanted.expiresAt());
    }
    return wanted;
  }

  /** Returns one page of the tenant's keys. */
  public Page<ApiKey> list(TenantContext tenant, PageRequest page) {
    return store.list(tenant.id(), page);
  }

  /**
   * Returns a key.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public ApiKey get(TenantContext tenant, String keyId) {
    return store.find(tenant.id(), keyId).orElseThrow(StoredApiKeyService::unknown);
  }

  /** Returns the stored key of this clear-text key, if it is valid. */
  Optional<ApiKey> findValid(PlaintextApiKey text) {
    var hash = hash(text);
    return memory
        .get(text.tenantId(), hash, () -> store.findByHash(text.tenantId(), hash))
        .filter(key -> key.isValid(Instant.now()));
  }

  /** Returns the key with this id, from the cache if possible. */
  Optional<ApiKey> find(TenantContext tenant, String keyId) {
    return memory.get(tenant.id(), keyId, () -> store.find(tenant.id(), keyId));
  }

  /** Evicts the tenant's keys from the cache. */
  void forget(String tenantId) {
    memory.forget(tenantId);
  }

  private String hash(PlaintextApiKey text) {
    return HexFormat.of().formatHex(vault.hash(PURPOSE, text.value()));
  }

  private void record(
      TenantContext tenant,
      String action,
      ApiKey key,
      String message,
      AuditInitiator by,
      Map<String, Object> details) {
    audit.record(
        tenant.id(),
        by.auditEvent(action, message)
            .withTarget("api_key", key.id(), key.name())
            .withDetails(details));
  }

  private static Map<String, Object> facts(ApiKey key) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("name", key.name());
    facts.put("scopes", new TreeSet<>(key.scopes()).stream().toList());
    key.expiresAt().ifPresent(end -> facts.put("expiresAt", end.toString()));
    return facts;
  }

  private static void checkName(String name) {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw ApiException.invalid("name", "`name` must have 1 to " + MAX_NAME + " characters.");
    }
  }

  private static void checkExpiry(Optional<Instant> expiresAt) {
    if (expiresAt.filter(end -> !end.isAfter(Instant.now())).isPresent()) {
      throw ApiException.invalid("expiresAt", "`expiresAt` must be in the future.");
    }
  }

  private static ApiException unknown() {
    return ApiException.notFound("The API key does not exist in this tenant.");
  }
}
