/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.abac.AbacChangePublisher;
import org.lumoauth.authz.abac.attribute.AttributeCategory;
import org.lumoauth.authz.abac.attribute.AttributeDefinition;
import org.lumoauth.authz.abac.attribute.BuiltInAttributeDefinitions;
import org.lumoauth.authz.abac.attribute.StoredAttributeDefinition;
import org.lumoauth.authz.abac.store.AbacTransactionRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Manages attribute definitions. A change is effective when the method returns. */
@Component(service = AttributeDefinitionService.class)
public final class AttributeDefinitionService {

  /** Maximum number of attributes of a tenant. */
  public static final int MAX_DEFINITIONS = 200;

  private final AttributeDefinitionChangeExecutor rows;

  @Activate
  public AttributeDefinitionService(
      @Reference AbacTransactionRunner store,
      @Reference AbacChangePublisher changes,
      @Reference AuditLog log) {
    this.rows = new AttributeDefinitionChangeExecutor(store, changes, log);
  }

  /** Returns the built-in definitions followed by the tenant's own, by number. */
  public List<StoredAttributeDefinition> all(TenantContext tenant) {
    return Stream.concat(BuiltInAttributeDefinitions.definitions().stream(), own(tenant).stream())
        .toList();
  }

  /** Returns the tenant's own definitions, by number. */
  public List<StoredAttributeDefinition> own(TenantContext tenant) {
    return rows.read(tenant, transaction -> transaction.definitions().all());
  }

  /**
   * Returns the definition with this number, or the only definition with this slug.
   *
   * @throws ApiException 404 if it does not exist
   */
  public StoredAttributeDefinition get(TenantContext tenant, String idOrSlug) {
    return rows.read(
        tenant, transaction -> AttributeDefinitionChangeExecutor.require(transaction, idOrSlug));
  }

  /** Returns the tenant's own definition with this type and slug. */
  public Optional<StoredAttributeDefinition> find(
      TenantContext tenant, AttributeCategory type, String slug) {
    return rows.read(tenant, transaction -> transaction.definitions().find(type, slug));
  }

  /**
   * Validates a body independently of stored data, as {@link #create} does.
   *
   * @throws ApiException 422 for an invalid body
   */
  public void check(Map<String, Object> sent) {
    new AttributeDefinitionBodyParser(sent).toDefinition();
  }

  /**
   * Creates a definition.
   *
   * @throws ApiException 409 if the slug exists, 422 for an invalid body
   */
  public StoredAttributeDefinition create(
      TenantContext tenant, Map<String, Object> sent, AuditInitiator by) {
    var definition = new AttributeDefinitionBodyParser(sent).toDefinition();
    if (BuiltInAttributeDefinitions.find(definition.type(), definition.slug()).isPresent()) {
      throw AttributeDefinitionChangeExecutor.taken();
    }
    var made =
        rows.change(
            tenant,
            transaction -> {
              if (transaction.definitions().all().size() >= MAX_DEFINITIONS) {
                throw ApiException.invalid(
                    "attributes", "A tenant can have at most " + MAX_DEFINITIONS + " attributes.");
              }
              long id = transaction.nextId();
              return transaction.definitions().add(id, definition, Instant.now());
            });
    rows.record(
        tenant,
        by,
        "attribute.created",
        "was created",
        new AttributeDefinitionChangeExecutor.AttributeDefinitionChange(null, made));
    return made;
  }

  /** Changes the members in the body. */
  public StoredAttributeDefinition update(
      TenantContext tenant, String idOrSlug, Map<String, Object> sent, AuditInitiator by) {
    var body = new AttributeDefinitionBodyParser(sent);
    return replaced(tenant, idOrSlug, by, body, body::mergeInto);
  }

  /** Replaces the definition; omitted members get their defaults. */
  public StoredAttributeDefinition replace(
      TenantContext tenant, String idOrSlug, Map<String, Object> sent, AuditInitiator by) {
    var body = new AttributeDefinitionBodyParser(sent);
    return replaced(tenant, idOrSlug, by, body, body::replace);
  }

  /** Deletes a definition and every value of the attribute. */
  public void delete(TenantContext tenant, String idOrSlug, AuditInitiator by) {
    var removed =
        rows.change(
            tenant,
            transaction -> {
              var was = AttributeDefinitionChangeExecutor.requireOwn(transaction, idOrSlug);
              var definition = was.definition();
              transaction.definitions().remove(was.id());
              transaction.values().removeAll(definition.type(), definition.slug());
              return was;
            });
    rows.record(
        tenant,
        by,
        "attribute.deleted",
        "was deleted",
        new AttributeDefinitionChangeExecutor.AttributeDefinitionChange(removed, null));
  }

  private StoredAttributeDefinition replaced(
      TenantContext tenant,
      String idOrSlug,
      AuditInitiator by,
      AttributeDefinitionBodyParser body,
      Function<AttributeDefinition, AttributeDefinition> change) {
    var done =
        rows.change(
            tenant,
            transaction -> {
              var was = AttributeDefinitionChangeExecutor.requireOwn(transaction, idOrSlug);
              body.requireVersion(was.version());
              var definition = change.apply(was.definition());
              return new AttributeDefinitionChangeExecutor.AttributeDefinitionChange(
                  was, transaction.definitions().replace(was, definition, Instant.now()));
            });
    rows.record(tenant, by, "attribute.updated", "was changed", done);
    return done.after();
  }
}
