package org.lumoauth.agents.approvals.command;

import java.util.List;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.console.ConsoleRows;
import org.lumoauth.platform.web.Visible;

/** Requests that wait for an answer, as rows for the console. */
final class PendingApprovals {

  private PendingApprovals() {}

  /**
   * The rows.
   *
   * @param whole whether with all columns, as scripts need them
   */
  static ConsoleRows rows(List<Approval> approvals, boolean whole) {
    return whole ? whole(approvals) : brief(approvals);
  }

  private static ConsoleRows brief(List<Approval> approvals) {
    var rows = new ConsoleRows("Id", "Requester", "Action", "Risk");
    approvals.forEach(
        approval ->
            rows.add(
                approval.id(),
                approval.asked().requester(),
                Visible.line(approval.asked().action()),
                approval.asked().risk()));
    return rows;
  }

  private static ConsoleRows whole(List<Approval> approvals) {
    var rows = new ConsoleRows("Id", "Requester", "Action", "Risk", "People", "Ends");
    approvals.forEach(
        approval ->
            rows.add(
                approval.id(),
                approval.asked().requester(),
                Visible.line(approval.asked().action()),
                approval.asked().risk(),
                approval.answers().size() + "/" + approval.people(),
                approval.expiresAt()));
    return rows;
  }
}
