package org.lumoauth.authz.abac.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authz.abac.attribute.AttributeDefinition;
import org.lumoauth.authz.abac.attribute.AttributeType;
import org.lumoauth.authz.abac.attribute.BuiltIn;
import org.lumoauth.authz.abac.attribute.StoredDefinition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rules of definitions. What it changes is in force when it returns. */
@Component(service = DefinitionService.class)
public final class DefinitionService {

  /** How many attributes a tenant may define. */
  public static final int MAX_DEFINITIONS = 200;

  private final DefinitionChanges rows;

  @Activate
  public DefinitionService(@Reference DefinitionChanges rows) {
    this.rows = rows;
  }

  /** The built-in ones and then the tenant's own, by number. */
  public List<StoredDefinition> all(TenantContext tenant) {
    return Stream.concat(BuiltIn.definitions().stream(), own(tenant).stream()).toList();
  }

  /** The tenant's own, by number. */
  public List<StoredDefinition> own(TenantContext tenant) {
    return rows.read(tenant, transaction -> transaction.definitions().all());
  }

  /**
   * The definition with this number, or the only one with this slug.
   *
   * @throws Problem 404
   */
  public StoredDefinition get(TenantContext tenant, String idOrSlug) {
    return rows.read(tenant, transaction -> DefinitionChanges.require(transaction, idOrSlug));
  }

  /** The tenant's own definition of this type and slug. */
  public Optional<StoredDefinition> find(TenantContext tenant, AttributeType type, String slug) {
    return rows.read(tenant, transaction -> transaction.definitions().find(type, slug));
  }

  /**
   * Refuses what {@link #create} would refuse for its shape alone.
   *
   * @throws Problem 422
   */
  public void check(Map<String, Object> sent) {
    new DefinitionBody(sent).whole();
  }

  /**
   * Makes a definition.
   *
   * @throws Problem 409 if the slug is taken, 422
   */
  public StoredDefinition create(TenantContext tenant, Map<String, Object> sent, Initiator by) {
    var definition = new DefinitionBody(sent).whole();
    if (BuiltIn.find(definition.type(), definition.slug()).isPresent()) {
      throw DefinitionChanges.taken();
    }
    var made =
        rows.make(
            tenant,
            transaction -> {
              if (transaction.definitions().all().size() >= MAX_DEFINITIONS) {
                throw Problem.invalid(
                    "attributes", "There are at most " + MAX_DEFINITIONS + " attributes.");
              }
              long id = transaction.nextId();
              return transaction.definitions().add(id, definition, Instant.now());
            });
    rows.record(
        tenant, by, "attribute.created", "was defined", new DefinitionChanges.Changed(null, made));
    return made;
  }

  /** Changes what is sent and leaves the rest. */
  public StoredDefinition update(
      TenantContext tenant, String idOrSlug, Map<String, Object> sent, Initiator by) {
    var body = new DefinitionBody(sent);
    return replaced(tenant, idOrSlug, by, body, body::over);
  }

  /** Makes the definition what is sent: what is absent takes its default. */
  public StoredDefinition replace(
      TenantContext tenant, String idOrSlug, Map<String, Object> sent, Initiator by) {
    var body = new DefinitionBody(sent);
    return replaced(tenant, idOrSlug, by, body, body::inPlaceOf);
  }

  /** Removes a definition and every value of the attribute. */
  public void delete(TenantContext tenant, String idOrSlug, Initiator by) {
    var removed =
        rows.make(
            tenant,
            transaction -> {
              var was = DefinitionChanges.requireOwn(transaction, idOrSlug);
              var definition = was.definition();
              transaction.definitions().remove(was.id());
              transaction.values().removeAll(definition.type(), definition.slug());
              return was;
            });
    rows.record(
        tenant,
        by,
        "attribute.deleted",
        "was removed",
        new DefinitionChanges.Changed(removed, null));
  }

  private StoredDefinition replaced(
      TenantContext tenant,
      String idOrSlug,
      Initiator by,
      DefinitionBody body,
      Function<AttributeDefinition, AttributeDefinition> change) {
    var done =
        rows.make(
            tenant,
            transaction -> {
              var was = DefinitionChanges.requireOwn(transaction, idOrSlug);
              body.requireVersion(was.version());
              var definition = change.apply(was.definition());
              return new DefinitionChanges.Changed(
                  was, transaction.definitions().replace(was, definition, Instant.now()));
            });
    rows.record(tenant, by, "attribute.updated", "was changed", done);
    return done.after();
  }
}
