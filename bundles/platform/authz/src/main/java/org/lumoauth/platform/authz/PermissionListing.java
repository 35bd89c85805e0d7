package org.lumoauth.platform.authz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.SubjectPermissions;
import org.lumoauth.api.module.Held;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists what a subject may do: what the sources know, less what a decision would refuse, so that
 * the list and a check never differ.
 */
final class PermissionListing {

  private static final Logger LOG = LoggerFactory.getLogger(PermissionListing.class);

  private final Providers<SubjectPermissions> sources;
  private final Judge judge;

  PermissionListing(Providers<SubjectPermissions> sources, Judge judge) {
    this.sources = sources;
    this.judge = judge;
  }

  List<EffectivePermission> list(
      TenantContext tenant, SubjectPermissions.Query query, Panel panel) {
    judge.requireModels(query.subject().type(), panel);
    var allowed = new ArrayList<EffectivePermission>();
    var decided = new HashMap<String, Boolean>();
    for (EffectivePermission permission : known(tenant, query)) {
      if (allowed.size() >= query.limit()) {
        break;
      }
      if (permitted(tenant, query, permission.slug(), panel, decided)) {
        allowed.add(permission);
      }
    }
    return List.copyOf(allowed);
  }

  private boolean permitted(
      TenantContext tenant,
      SubjectPermissions.Query query,
      String slug,
      Panel panel,
      Map<String, Boolean> decided) {
    return decided.computeIfAbsent(
        slug, action -> judge.decide(tenant, question(query, action), panel).permitted());
  }

  private static Question question(SubjectPermissions.Query query, String action) {
    return new Question(
        query.subject(), List.of(), action, query.resource(), Map.of(), Optional.empty());
  }

  private Set<EffectivePermission> known(TenantContext tenant, SubjectPermissions.Query query) {
    var permissions = new LinkedHashSet<EffectivePermission>();
    try (Held<SubjectPermissions> held = sources.hold()) {
      held.requireAll(); // the list would pass for the whole
      for (Lease<SubjectPermissions> source : held.leases()) {
        permissions.addAll(ask(source, tenant, query));
      }
    }
    return permissions;
  }

  /** A list that lacks a source would pass for the whole: refused instead. */
  private static List<EffectivePermission> ask(
      Lease<SubjectPermissions> source, TenantContext tenant, SubjectPermissions.Query query) {
    try {
      return source.get().permissions(tenant, query.subject(), query.resource());
    } catch (Problem problem) {
      throw problem;
    } catch (RuntimeException | LinkageError e) {
      LOG.error("subject_permissions_failed source={} tenant={}", source.name(), tenant.id(), e);
      throw Problem.moduleUnavailable(source.name());
    }
  }
}
