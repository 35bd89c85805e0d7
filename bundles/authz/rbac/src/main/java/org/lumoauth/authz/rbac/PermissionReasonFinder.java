/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.authz.rbac.graph.CompiledRole;
import org.lumoauth.authz.rbac.graph.LimitedCompiledRole;
import org.lumoauth.authz.rbac.graph.SubjectHoldings;

/** Searches the holdings of a subject for the sources of one permission, for one decision. */
final class PermissionReasonFinder {

  private final DecisionRequest question;
  private final InstantSource clock;
  private Instant now;
  private List<DecisionReason> missed;

  PermissionReasonFinder(DecisionRequest question, InstantSource clock) {
    this.question = question;
    this.clock = clock;
  }

  /**
   * Returns the reason why the holdings grant the permission, or null if they do not.
   *
   * @param group supplies the group of the holdings; called only if the reason requires it
   */
  DecisionReason find(SubjectHoldings holding, Supplier<RbacReasonFactory.GroupSource> group) {
    var action = question.action();
    if (holding.hasDirectPermission(action)) {
      return RbacReasonFactory.given(question.subject(), group.get(), action);
    }
    var roles = holding.roles();
    for (int i = 0; i < roles.size(); i++) {
      CompiledRole role = roles.get(i);
      var grant = role.grants().get(action);
      if (grant != null) {
        return RbacReasonFactory.granted(grant, group.get());
      }
    }
    return holding.limited().isEmpty() ? null : withinLimits(holding.limited(), group);
  }

  /** Returns reasons for roles that would grant the permission without their limits. */
  List<DecisionReason> unmetLimits() {
    return missed == null ? List.of() : missed;
  }

  private DecisionReason withinLimits(
      List<LimitedCompiledRole> limited, Supplier<RbacReasonFactory.GroupSource> group) {
    for (LimitedCompiledRole held : limited) {
      var grant = held.role().grants().get(question.action());
      if (grant == null) {
        continue;
      }
      if (held.limits().covers(question.resource()) && held.limits().isActiveAt(now())) {
        return RbacReasonFactory.granted(grant, group.get(), held.limits());
      }
      if (missed == null) {
        missed = new ArrayList<>();
      }
      missed.add(RbacReasonFactory.limitsNotMet(held, group.get(), question.action()));
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
