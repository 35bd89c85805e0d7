/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.transfer;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.abac.admin.PolicyService;
import org.lumoauth.authz.abac.admin.PolicyView;
import org.lumoauth.authz.abac.policy.StoredPolicy;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Exports policies. */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=policies"})
public final class PolicyTransferSection implements TenantTransferSection {

  private final PolicyService policies;

  @Activate
  public PolicyTransferSection(@Reference PolicyService policies) {
    this.policies = policies;
  }

  @Override
  public int order() {
    return 75;
  }

  @Override
  public String area() {
    return "policies";
  }

  @Override
  public String key() {
    return "slug";
  }

  @Override
  public Set<String> atomicMembers() {
    return Set.of("conditions");
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    return policies.all(tenant).stream()
        .map(StoredPolicy::document)
        .map(PolicyView::described)
        .sorted(Comparator.comparing(item -> (String) item.get("slug")))
        .toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    if (!(item.get("slug") instanceof String)) {
      throw ApiException.invalid("slug", "`slug` is required.");
    }
    try {
      policies.check(item);
    } catch (ApiException refusal) { // the status depends on the API of policies
      if (refusal.status() >= 500) {
        throw refusal; // not an error of the document
      }
      throw new ApiException(422, "validation_error", refusal.getMessage(), refusal.details());
    }
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
    if (exists) {
      policies.update(tenant, (String) item.get("slug"), item, by);
    } else {
      policies.create(tenant, item, by);
    }
    return Map.of();
  }
}
