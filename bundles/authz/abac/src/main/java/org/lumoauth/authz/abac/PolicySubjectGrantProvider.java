/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lumoauth.api.authz.SubjectGrantProvider;
import org.lumoauth.api.authz.SubjectGrants;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.GroupDirectory;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.abac.cache.DecisionAttributeLookupFactory;
import org.lumoauth.authz.abac.cache.PolicyCache;
import org.lumoauth.authz.abac.condition.AttributePath;
import org.lumoauth.authz.abac.condition.TriState;
import org.lumoauth.authz.abac.policy.CompiledPolicy;
import org.lumoauth.authz.abac.policy.PolicyDocument;
import org.lumoauth.authz.abac.policy.PolicyEffect;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reports the permissions that policies can allow a user, or a member of a group. A policy with a
 * resource type and an action that depends only on the subject grants that permission. If a policy
 * also depends on the resource or the request, or names no type or no action, its grants cannot be
 * listed. A policy that depends only on the resource or the request grants every user the same and
 * is not reported. Policies with the effect deny are ignored, because they may stop applying.
 * Agents have no permissions beyond their capabilities, which the agent registry reports.
 */
@Component(property = {"lumoauth.kind=subject-grants", "lumoauth.name=abac"})
public final class PolicySubjectGrantProvider implements SubjectGrantProvider {

  private static final String POLICIES_READ = "policies" + SystemPermissions.READ;

  private final PolicyCache memory;
  private final DecisionAttributeLookupFactory questions;
  private final GroupDirectory groups;

  @Activate
  public PolicySubjectGrantProvider(
      @Reference PolicyCache memory,
      @Reference DecisionAttributeLookupFactory questions,
      @Reference GroupDirectory groups) {
    this.memory = memory;
    this.questions = questions;
    this.groups = groups;
  }

  @Override
  public SubjectGrants grants(TenantContext tenant, SubjectRef subject) {
    var policies = memory.of(tenant.id());
    var attributes = questions.of(tenant, subject, policies);
    Optional<Function<PolicyDocument, PolicyGrantAttributeLookup>> known =
        switch (subject.type()) {
          case SubjectRef.USER ->
              Optional.of(policy -> PolicyGrantAttributeLookup.ofUser(policy, attributes));
          case SubjectRef.GROUP ->
              groups
                  .find(tenant, subject.id())
                  .filter(group -> group.id().equals(subject.id()))
                  .map(GroupRef::slug)
                  .map(
                      slug ->
                          policy -> PolicyGrantAttributeLookup.ofGroup(policy, attributes, slug));
          default -> Optional.empty();
        };
    return known
        .map(of -> grants(policies.policies().all(), of))
        .orElse(SubjectGrants.listed(Set.of(), POLICIES_READ));
  }

  private static SubjectGrants grants(
      List<CompiledPolicy> policies, Function<PolicyDocument, PolicyGrantAttributeLookup> known) {
    Set<String> granted = new HashSet<>();
    boolean openEnded = false;
    for (CompiledPolicy policy : policies) {
      var document = policy.document();
      if (document.effect() == PolicyEffect.ALLOW && !administers(document)) {
        var attributes = known.apply(document);
        if (grants(policy, attributes)) {
          if (isListable(policy, attributes)) {
            granted.add(permission(document));
          } else {
            openEnded = true;
          }
        }
      }
    }
    return new SubjectGrants(openEnded ? Set.of() : granted, openEnded, POLICIES_READ);
  }

  private static boolean grants(CompiledPolicy policy, PolicyGrantAttributeLookup attributes) {
    var mentioned = mentioned(policy);
    boolean distinguishes = mentioned.stream().anyMatch(attributes::distinguishes);
    boolean counts =
        distinguishes || !attributes.ofGroup() && mentioned.stream().noneMatch(attributes::limits);
    return counts && policy.condition().canBe(TriState.TRUE, attributes);
  }

  private static boolean isListable(CompiledPolicy policy, PolicyGrantAttributeLookup attributes) {
    return !isAny(policy.document().resourceType())
        && !isAny(policy.document().action())
        && mentioned(policy).stream().noneMatch(attributes::limits);
  }

  private static List<AttributePath> mentioned(CompiledPolicy policy) {
    var paths = new ArrayList<AttributePath>();
    policy.condition().collectPaths(paths::add);
    return paths;
  }

  /**
   * Returns whether a policy is about permissions of the administration, which policies do not
   * affect.
   */
  private static boolean administers(PolicyDocument document) {
    return SystemPermissions.isAdministrative(permission(document));
  }

  private static String permission(PolicyDocument document) {
    return document.resourceType() + "." + document.action();
  }

  private static boolean isAny(String part) {
    return part.equals(PolicyDocument.ANY);
  }
}
