/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.group;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.directory.DirectoryChangePublisher;
import org.lumoauth.platform.directory.DirectoryPersistenceUnit;
import org.lumoauth.platform.directory.DirectoryServiceLookup;
import org.lumoauth.platform.directory.VersionPreconditionValidator;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.StaleDataException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Manages groups and their nesting. */
@Component(service = GroupAdministration.class)
public final class GroupAdministration {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?");

  private final GroupStore groups;
  private final GroupNestingStore nestings;
  private final IdGenerator identifiers;
  private final DirectoryServiceLookup neighbours;
  private final DirectoryChangePublisher journal;

  @Activate
  public GroupAdministration(
      @Reference DirectoryPersistenceUnit unit,
      @Reference IdGenerator identifiers,
      @Reference DirectoryServiceLookup neighbours,
      @Reference DirectoryChangePublisher journal) {
    this(unit.groups(), unit.nestings(), identifiers, neighbours, journal);
  }

  public GroupAdministration(
      GroupStore groups,
      GroupNestingStore nestings,
      IdGenerator identifiers,
      DirectoryServiceLookup neighbours,
      DirectoryChangePublisher journal) {
    this.groups = groups;
    this.nestings = nestings;
    this.identifiers = identifiers;
    this.neighbours = neighbours;
    this.journal = journal;
  }

  /** Returns one page of groups. */
  public Page<UserGroup> list(TenantContext tenant, PageRequest page) {
    return groups.list(tenant.id(), page);
  }

  /**
   * Returns the group with this id or slug.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public UserGroup get(TenantContext tenant, String idOrSlug) {
    return groups.find(tenant.id(), idOrSlug).orElseThrow(GroupAdministration::unknown);
  }

  /** Returns the existing groups among these ids. */
  public List<UserGroup> getAll(TenantContext tenant, Collection<String> ids) {
    return groups.findAll(tenant.id(), ids);
  }

  /**
   * Creates a group.
   *
   * @param slug the name in paths; derived from the group's name if empty
   * @throws ApiException 409 {@code duplicate_resource}, 422 {@code validation_error}
   */
  public UserGroup create(
      TenantContext tenant,
      String name,
      Optional<String> slug,
      Optional<String> description,
      AuditInitiator by) {
    var path = slug.orElseGet(() -> slugOf(name));
    checkSlug(path);
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var group = new UserGroup(identifiers.next("grp_"), path, name, description, now, now, 1);
    try {
      groups.insert(tenant.id(), group);
    } catch (DuplicateKeyException e) {
      throw taken();
    }
    journal.record(
        tenant, "group.created", group, "A group was created.", by, Map.of("name", name));
    return get(tenant, group.id());
  }

  /**
   * Changes a group.
   *
   * @param version the version the caller read, if given
   */
  public UserGroup change(
      TenantContext tenant,
      String idOrSlug,
      OptionalLong version,
      UnaryOperator<UserGroup> change,
      AuditInitiator by) {
    var changed = update(tenant, get(tenant, idOrSlug).id(), version, change);
    var after = changed.after();
    journal.publish(tenant, DomainEvent.GROUPS_CHANGED, after.id());
    var details = Map.<String, Object>of("old", label(changed.before()), "new", label(after));
    journal.record(tenant, "group.updated", after, "A group was updated.", by, details);
    return after;
  }

  /** Deletes a group. Its members immediately lose the access they had through it. */
  public void delete(
      TenantContext tenant, String idOrSlug, OptionalLong version, AuditInitiator by) {
    var group = get(tenant, idOrSlug);
    var roles = neighbours.roles();
    try {
      groups.delete(tenant.id(), group.id(), version);
    } catch (StaleDataException e) {
      throw VersionPreconditionValidator.preconditionFailed(e);
    }
    journal.publish(tenant, DomainEvent.GROUPS_CHANGED, group.id());
    roles.revokeAll(tenant, group.subject());
    journal.record(tenant, "group.deleted", group, "A group was deleted.", by, Map.of());
  }

  /**
   * Nests groups inside a group.
   *
   * @throws ApiException 409 {@code conflict} if a group would contain itself
   */
  public void nest(
      TenantContext tenant, UserGroup parent, Collection<UserGroup> inside, AuditInitiator by) {
    for (UserGroup child : inside) {
      nestings.nest(tenant.id(), parent.id(), child.id());
      journal.publish(tenant, DomainEvent.GROUPS_CHANGED, child.id());
      journal.record(
          tenant,
          "group.group_added",
          parent,
          "A group was nested inside another group.",
          by,
          Map.of("group", child.id(), "slug", child.slug()));
    }
  }

  /** Removes a nested group from its parent. */
  public void unnest(TenantContext tenant, UserGroup parent, UserGroup child, AuditInitiator by) {
    nestings.unnest(tenant.id(), parent.id(), child.id());
    journal.publish(tenant, DomainEvent.GROUPS_CHANGED, child.id());
    journal.record(
        tenant,
        "group.group_removed",
        parent,
        "A nested group was removed from its parent.",
        by,
        Map.of("group", child.id(), "slug", child.slug()));
  }

  /** Returns the groups directly nested in a group. */
  public List<UserGroup> inside(TenantContext tenant, UserGroup parent) {
    return groups.findAll(tenant.id(), nestings.children(tenant.id(), parent.id()));
  }

  /** Returns the ids of these groups and all their ancestors. */
  public Set<String> withAncestors(TenantContext tenant, Collection<UserGroup> some) {
    var ids = new LinkedHashSet<String>();
    some.forEach(group -> ids.add(group.id()));
    return nestings.withAncestors(tenant.id(), ids);
  }

  private GroupStore.GroupUpdate update(
      TenantContext tenant, String id, OptionalLong version, UnaryOperator<UserGroup> change) {
    try {
      return groups
          .update(tenant.id(), id, version, group -> checked(change.apply(group)))
          .orElseThrow(GroupAdministration::unknown);
    } catch (DuplicateKeyException e) {
      throw taken();
    } catch (StaleDataException e) {
      throw VersionPreconditionValidator.preconditionFailed(e);
    }
  }

  private static UserGroup checked(UserGroup wanted) {
    checkSlug(wanted.slug());
    return wanted;
  }

  private static Map<String, Object> label(UserGroup group) {
    return Map.of("name", group.name(), "slug", group.slug());
  }

  private static String slugOf(String name) {
    var slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return slug.length() <= 63 ? slug : slug.substring(0, 63).replaceAll("-$", "");
  }

  /** Validates a slug. A slug never has the format of an id, so a path is unambiguous. */
  private static void checkSlug(String slug) {
    if (!SLUG.matcher(slug).matches()) {
      throw ApiException.invalid(
          "slug",
          "`slug` must have 1 to 63 lower-case letters and digits. The characters . "
              + "_ - are allowed inside.");
    }
    if (slug.startsWith(GroupStore.ID_PREFIX)) {
      throw ApiException.invalid(
          "slug", "`slug` must not begin with " + GroupStore.ID_PREFIX + ".");
    }
  }

  private static ApiException taken() {
    return ApiException.duplicate("Another group has this slug. Choose a different `slug`.");
  }

  private static ApiException unknown() {
    return ApiException.notFound("The group does not exist in this tenant.");
  }
}
