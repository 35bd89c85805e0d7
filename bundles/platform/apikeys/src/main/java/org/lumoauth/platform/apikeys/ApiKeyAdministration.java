package org.lumoauth.platform.apikeys;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.ApiKeys;
import org.lumoauth.api.authn.IssuedApiKey;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes, changes and ends keys. What another module asks for is on that module's record. */
@Component(service = {ApiKeys.class, ApiKeyAdministration.class})
public final class ApiKeyAdministration implements ApiKeys {
  private final ApiKeyStore store;
  private final KnownKeys keys;
  private final SecretVault vault;
  private final Identifiers identifiers;
  private final AuditLog audit;

  @Activate
  public ApiKeyAdministration(
      @Reference ApiKeyStore store,
      @Reference KnownKeys keys,
      @Reference SecretVault vault,
      @Reference Identifiers identifiers,
      @Reference AuditLog audit) {
    this.store = store;
    this.keys = keys;
    this.vault = vault;
    this.identifiers = identifiers;
    this.audit = audit;
  }

  @Override
  public IssuedApiKey issue(TenantContext tenant, String name, Set<String> scopes) {
    return insert(tenant, name, scopes, Optional.empty());
  }

  @Override
  public void revoke(TenantContext tenant, String keyId) {
    store.delete(tenant.id(), keyId);
    keys.changed(tenant.id());
  }

  /** Makes a key for an administrator. */
  public IssuedApiKey create(
      TenantContext tenant,
      String name,
      Set<String> scopes,
      Optional<Instant> expiresAt,
      Initiator initiator) {
    if (expiresAt.isPresent() && !expiresAt.get().isAfter(Instant.now())) {
      throw Problem.invalid("expiresAt", "expiresAt is in the future.");
    }
    var issued = insert(tenant, name, scopes, expiresAt);
    record(tenant, "apikey.created", initiator, issued.id(), name, "An API key was made.", scopes);
    return issued;
  }

  /** One page of the tenant's keys. */
  Page<ApiKey> list(TenantContext tenant, PageRequest page) {
    return store.list(tenant.id(), page);
  }

  /** The key with this id. */
  ApiKey get(TenantContext tenant, String id) {
    return store.byId(tenant.id(), id).orElseThrow(ApiKeyAdministration::notFound);
  }

  /** Changes name or scopes. */
  ApiKey change(
      TenantContext tenant, String id, UnaryOperator<ApiKey> change, Initiator initiator) {
    var changed = store.update(tenant.id(), id, change).orElseThrow(ApiKeyAdministration::notFound);
    keys.changed(tenant.id());
    record(
        tenant,
        "apikey.updated",
        initiator,
        id,
        changed.name(),
        "An API key was changed.",
        changed.scopes());
    return changed;
  }

  /** Ends a key at once. */
  void end(TenantContext tenant, String id, Initiator initiator) {
    var key = get(tenant, id);
    revoke(tenant, id);
    record(
        tenant,
        "apikey.revoked",
        initiator,
        id,
        key.name(),
        "An API key was revoked.",
        key.scopes());
  }

  private IssuedApiKey insert(
      TenantContext tenant, String name, Set<String> scopes, Optional<Instant> expiresAt) {
    var secret = vault.newSecret();
    var key =
        new ApiKey(
            identifiers.next("key_"),
            name,
            Scopes.checked(scopes),
            Instant.now().truncatedTo(ChronoUnit.MICROS),
            expiresAt,
            Optional.empty());
    store.insert(tenant.id(), key, keys.hash(secret));
    return new IssuedApiKey(key.id(), new KeyText(tenant.id(), secret).text());
  }

  private void record(
      TenantContext tenant,
      String action,
      Initiator initiator,
      String id,
      String name,
      String message,
      Set<String> scopes) {
    audit.record(
        tenant.id(),
        new AuditEvent(
            action,
            AuditEvent.Outcome.SUCCESS,
            initiator.actor(),
            initiator.onBehalfOf(),
            Optional.of(new AuditEvent.Target("api_key", id, Optional.of(name))),
            message,
            initiator.request(),
            Map.of("scopes", scopes.stream().sorted().toList())));
  }

  private static Problem notFound() {
    return Problem.notFound("There is no such API key.");
  }
}
