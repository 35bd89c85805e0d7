package org.lumoauth.authz.abac;

import java.util.HashSet;
import java.util.Set;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.SubjectGrantProvider;
import org.lumoauth.api.authz.SubjectGrants;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.abac.memory.PolicyMemory;
import org.lumoauth.authz.abac.policy.CompiledPolicy;
import org.lumoauth.authz.abac.policy.Effect;
import org.lumoauth.authz.abac.policy.PolicyDocument;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reports what policies allow a user by attributes of the user: each action that a policy names and
 * that is allowed without a resource. If a policy that names no action allows the user one, what it
 * grants cannot be listed. Agents have nothing beyond their capabilities, so they are left out.
 */
@Component(property = {"lumoauth.kind=subject-grants", "lumoauth.name=abac"})
public final class PolicyGrants implements SubjectGrantProvider {

  private static final String POLICIES_READ = "policies" + SystemPermissions.READ;

  /** Stands for an action or a resource type that no other policy names. */
  private static final String ANY_NAME = "any-0";

  private final PolicyMemory memory;
  private final AbacModel model;

  @Activate
  public PolicyGrants(@Reference PolicyMemory memory, @Reference AbacModel model) {
    this.memory = memory;
    this.model = model;
  }

  @Override
  public SubjectGrants grants(TenantContext tenant, SubjectRef subject) {
    Set<String> granted = new HashSet<>();
    boolean openEnded = false;
    if (subject.type().equals(SubjectRef.USER)) {
      for (CompiledPolicy policy : memory.of(tenant.id()).policies().all()) {
        var document = policy.document();
        String permission = named(document.resourceType()) + "." + named(document.action());
        if (document.effect() == Effect.ALLOW
            && model.allowsUnasked(tenant, Question.of(subject, permission))) {
          granted.add(permission);
          openEnded |= isAny(document.resourceType()) || isAny(document.action());
        }
      }
    }
    return new SubjectGrants(openEnded ? Set.of() : granted, openEnded, POLICIES_READ);
  }

  private static boolean isAny(String part) {
    return part.equals(PolicyDocument.ANY);
  }

  private static String named(String part) {
    return isAny(part) ? ANY_NAME : part;
  }
}
