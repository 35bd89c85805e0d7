/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.cache;

import java.time.Instant;
import java.time.InstantSource;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.abac.condition.AttributeLookup;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Creates the attributes for a decision request. */
@Component(service = DecisionAttributeLookupFactory.class)
public final class DecisionAttributeLookupFactory {

  private final UserAndResourceAttributeCache memory;
  private final InstantSource clock;

  @Activate
  public DecisionAttributeLookupFactory(
      @Reference UserAndResourceAttributeCache memory, @Reference InstantSource clock) {
    this.memory = memory;
    this.clock = clock;
  }

  /** Returns the attributes of a current request. */
  public AttributeLookup attributes(
      TenantContext tenant, DecisionRequest question, TenantPolicies policies) {
    return attributes(tenant, question, policies, clock.instant());
  }

  /**
   * Returns the attributes of a request with the clock at another time; all other attributes are
   * current.
   */
  public AttributeLookup attributes(
      TenantContext tenant, DecisionRequest question, TenantPolicies policies, Instant when) {
    return new DecisionAttributeLookup(tenant, question, policies.own(), memory, when);
  }

  /** Returns all attributes of a subject and of the environment, for display to the subject. */
  public AttributeLookup of(TenantContext tenant, SubjectRef subject, TenantPolicies policies) {
    return attributes(tenant, DecisionRequest.of(subject, ""), policies);
  }
}
