package org.lumoauth.agents.approvals.rule;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.lumoauth.api.approval.ApproverPeople;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The people whom rules name, and those who stand in for them now. */
@Component(property = "lumoauth.name=approvals")
public final class NamedPeople implements ApproverPeople {

  private final RuleStore rules;
  private final Deputies deputies;
  private final Approvers approvers;
  private final Clock clock;

  @Activate
  public NamedPeople(
      @Reference RuleStore rules, @Reference Deputies deputies, @Reference Approvers approvers) {
    this(rules, deputies, approvers, Clock.systemUTC());
  }

  NamedPeople(RuleStore rules, Deputies deputies, Approvers approvers, Clock clock) {
    this.rules = rules;
    this.deputies = deputies;
    this.approvers = approvers;
    this.clock = clock;
  }

  @Override
  public boolean mayApprove(TenantContext tenant, SubjectRef user) {
    if (!user.type().equals(SubjectRef.USER)) {
      return false;
    }
    List<ApproverSpec> named =
        rules.read(tenant.id()).rules().stream()
            .flatMap(rule -> rule.approvers().stream())
            .distinct()
            .toList();
    Stream<SubjectRef> whoseRight =
        Stream.concat(
            Stream.of(user),
            deputies.standsInFor(tenant.id(), user.id(), clock.instant()).stream()
                .map(id -> new SubjectRef(SubjectRef.USER, id)));
    return whoseRight.anyMatch(
        who -> named.stream().anyMatch(spec -> approvers.mayName(tenant, spec, who)));
  }
}
