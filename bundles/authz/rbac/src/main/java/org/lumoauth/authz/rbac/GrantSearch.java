package org.lumoauth.authz.rbac;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.authz.rbac.graph.CompiledRole;
import org.lumoauth.authz.rbac.graph.Holding;
import org.lumoauth.authz.rbac.graph.LimitedGrants;

/** Looks for what gives one permission, for one question. */
final class GrantSearch {

  private final Question question;
  private final Clock clock;
  private Instant now;
  private List<Reason> missed;

  GrantSearch(Question question, Clock clock) {
    this.question = question;
    this.clock = clock;
  }

  /**
   * Why what is held gives the permission, or null if it does not.
   *
   * @param group names the group that holds it; asked only if that is to be told
   */
  Reason in(Holding holding, Supplier<Reasons.Group> group) {
    var action = question.action();
    if (holding.gives(action)) {
      return Reasons.given(question.subject(), group.get(), action);
    }
    var roles = holding.roles();
    for (int i = 0; i < roles.size(); i++) {
      CompiledRole role = roles.get(i);
      var grant = role.grants().get(action);
      if (grant != null) {
        return Reasons.granted(grant, group.get());
      }
    }
    return holding.limited().isEmpty() ? null : withinLimits(holding.limited(), group);
  }

  /** Roles that would give it, were it not for their limits. */
  List<Reason> missed() {
    return missed == null ? List.of() : missed;
  }

  private Reason withinLimits(List<LimitedGrants> limited, Supplier<Reasons.Group> group) {
    for (LimitedGrants held : limited) {
      var grant = held.role().grants().get(question.action());
      if (grant == null) {
        continue;
      }
      if (held.limits().covers(question.resource()) && held.limits().holdsAt(now())) {
        return Reasons.granted(grant, group.get(), held.limits());
      }
      if (missed == null) {
        missed = new ArrayList<>();
      }
      missed.add(Reasons.limitsNotMet(held, group.get(), question.action()));
    }
    return null;
  }

  private Instant now() {
    if (now == null) {
      now = clock.instant();
    }
    return now;
  }
}
