/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.rule;

import java.util.Collection;
import java.util.Set;
import org.lumoauth.api.approval.ApproverGroupCheck;
import org.lumoauth.api.directory.GroupDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The groups that approver rules reference, by id or slug. */
@Component(property = "lumoauth.name=approvals")
public final class TenantRuleApproverGroupCheck implements ApproverGroupCheck {

  private final ApproverRuleStore rules;
  private final GroupDirectory groups;

  @Activate
  public TenantRuleApproverGroupCheck(
      @Reference ApproverRuleStore rules, @Reference GroupDirectory groups) {
    this.rules = rules;
    this.groups = groups;
  }

  @Override
  public boolean includesAny(TenantContext tenant, Collection<String> some) {
    Set<String> asked = Set.copyOf(some);
    return rules.read(tenant.id()).rules().stream()
        .flatMap(rule -> rule.approvers().stream())
        .filter(spec -> spec.kind().equals(ApproverSpec.GROUP))
        .map(ApproverSpec::value)
        .distinct()
        .anyMatch(name -> asked.contains(name) || isOf(tenant, name, asked));
  }

  private boolean isOf(TenantContext tenant, String name, Set<String> ids) {
    return groups.find(tenant, name).filter(group -> ids.contains(group.id())).isPresent();
  }
}
