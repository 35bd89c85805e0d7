package org.lumoauth.authz.abac.memory;

import java.time.Clock;
import java.time.Instant;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.abac.condition.AttributeLookup;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds what a question is judged by. */
@Component(service = QuestionAttributeFactory.class)
public final class QuestionAttributeFactory {

  private final AttributeHolderCache memory;
  private final Clock clock;

  @Activate
  public QuestionAttributeFactory(@Reference AttributeHolderCache memory) {
    this(memory, Clock.systemUTC());
  }

  /** By another clock, for tests. */
  public QuestionAttributeFactory(AttributeHolderCache memory, Clock clock) {
    this.memory = memory;
    this.clock = clock;
  }

  /** The attributes of a question that is asked now. */
  public AttributeLookup attributes(
      TenantContext tenant, DecisionRequest question, TenantPolicies policies) {
    return attributes(tenant, question, policies, clock.instant());
  }

  /** The attributes of a question as they were at another time by the clock, and are now else. */
  public AttributeLookup attributes(
      TenantContext tenant, DecisionRequest question, TenantPolicies policies, Instant when) {
    return new QuestionAttributes(tenant, question, policies.own(), memory, when);
  }

  /** Everything that is known of a subject and of the moment, for the subject to see. */
  public AttributeLookup of(TenantContext tenant, SubjectRef subject, TenantPolicies policies) {
    return attributes(tenant, DecisionRequest.of(subject, ""), policies);
  }
}
