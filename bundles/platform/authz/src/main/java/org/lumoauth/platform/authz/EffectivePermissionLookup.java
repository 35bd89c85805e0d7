/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists a subject's permissions: those of all sources, without those that a decision would deny, so
 * that the list and a check never differ.
 */
final class EffectivePermissionLookup {

  private static final Logger LOG = LoggerFactory.getLogger(EffectivePermissionLookup.class);

  private final ProviderTracker<SubjectPermissionProvider> sources;
  private final DecisionEvaluator judge;

  EffectivePermissionLookup(
      ProviderTracker<SubjectPermissionProvider> sources, DecisionEvaluator judge) {
    this.sources = sources;
    this.judge = judge;
  }

  List<EffectivePermission> list(
      TenantContext tenant,
      SubjectPermissionProvider.SubjectPermissionQuery query,
      AuthorizationModelSet panel) {
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
      SubjectPermissionProvider.SubjectPermissionQuery query,
      String slug,
      AuthorizationModelSet panel,
      Map<String, Boolean> decided) {
    return decided.computeIfAbsent(
        slug, action -> judge.decide(tenant, question(query, action), panel).permitted());
  }

  private static DecisionRequest question(
      SubjectPermissionProvider.SubjectPermissionQuery query, String action) {
    return new DecisionRequest(
        query.subject(), List.of(), action, query.resource(), Map.of(), Optional.empty());
  }

  private Set<EffectivePermission> known(
      TenantContext tenant, SubjectPermissionProvider.SubjectPermissionQuery query) {
    var permissions = new LinkedHashSet<EffectivePermission>();
    try (LeasedProviders<SubjectPermissionProvider> held = sources.leaseAll()) {
      held.requireAll(); // otherwise an incomplete list would look complete
      for (ServiceLease<SubjectPermissionProvider> source : held.leases()) {
        permissions.addAll(ask(source, tenant, query));
      }
    }
    return permissions;
  }

  /** A list without one source would look complete, so the request is rejected instead. */
  private static List<EffectivePermission> ask(
      ServiceLease<SubjectPermissionProvider> source,
      TenantContext tenant,
      SubjectPermissionProvider.SubjectPermissionQuery query) {
    try {
      return source.get().permissions(tenant, query.subject(), query.resource());
    } catch (ApiException problem) {
      throw problem;
    } catch (RuntimeException | LinkageError e) {
      LOG.error("subject_permissions_failed source={} tenant={}", source.name(), tenant.id(), e);
      throw ApiException.moduleUnavailable(source.name());
    }
  }
}
