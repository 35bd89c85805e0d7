/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.rule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores approval delegates. A delegate cannot have a delegate of their own. */
@Component(service = ApproverDelegateStore.class)
public final class ApproverDelegateStore {

  /**
   * The approval delegate of a user.
   *
   * @param userId the id of the user
   * @param deputyId the id of the delegate
   * @param until when the delegation expires
   */
  public record ApproverDelegate(String userId, String deputyId, Instant until) {}

  private final PersistenceUnit unit;

  @Activate
  public ApproverDelegateStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Returns the current delegate of a user. */
  public Optional<ApproverDelegate> of(String tenantId, String userId, Instant now) {
    return unit.first(
        row ->
            new ApproverDelegate(
                row.getString(1), row.getString(2), SqlStatementRunner.instant(row, "until_us")),
        "select user_id, deputy_id, until_us from apr_deputy"
            + " where tenant_id = ? and user_id = ? and until_us > ?",
        tenantId,
        userId,
        now);
  }

  /** Returns the ids of the users that this delegate can answer for now. */
  public List<String> substitutedUserIds(String tenantId, String deputyId, Instant now) {
    return unit.list(
        row -> row.getString(1),
        "select user_id from apr_deputy where tenant_id = ? and deputy_id = ? and until_us > ?"
            + " order by user_id",
        tenantId,
        deputyId,
        now);
  }

  /**
   * Returns the current delegations around a user: their own and those of the users that they are
   * the delegate of.
   */
  public ApproverDelegationGraph substitutionGraph(String tenantId, String userId, Instant now) {
    String theirs =
        " in (select user_id from apr_deputy where tenant_id = ? and deputy_id = ? and until_us > ?)";
    return new ApproverDelegationGraph(
        userId,
        Set.copyOf(
            unit.list(
                row ->
                    new ApproverDelegationGraph.SubstitutionPair(
                        row.getString(1), row.getString(2)),
                "select user_id, deputy_id from apr_deputy where tenant_id = ? and until_us > ?"
                    + " and (user_id = ? or deputy_id = ? or user_id"
                    + theirs
                    + " or deputy_id"
                    + theirs
                    + ")",
                tenantId,
                now,
                userId,
                userId,
                tenantId,
                userId,
                now,
                tenantId,
                userId,
                now)));
  }

  /** Sets the delegate of a user and replaces the previous delegate. */
  public void assign(String tenantId, ApproverDelegate deputy) {
    remove(tenantId, deputy.userId());
    try {
      unit.update(
          "insert into apr_deputy (tenant_id, user_id, deputy_id, until_us) values (?, ?, ?, ?)",
          tenantId,
          deputy.userId(),
          deputy.deputyId(),
          deputy.until());
    } catch (
        DuplicateKeyException
            e) { // two sessions set a delegate at the same time: the later change takes effect
      unit.update(
          "update apr_deputy set deputy_id = ?, until_us = ? where tenant_id = ? and user_id = ?",
          deputy.deputyId(),
          deputy.until(),
          tenantId,
          deputy.userId());
    }
  }

  /** Removes the delegate of a user and returns whether one existed. */
  public boolean remove(String tenantId, String userId) {
    return unit.update(
            "delete from apr_deputy where tenant_id = ? and user_id = ?", tenantId, userId)
        == 1;
  }
}
