/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.command;

import java.util.List;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.platform.web.text.UntrustedTextEscaper;
import org.lumoauth.support.console.ConsoleTableBuilder;

/** Formats pending requests as table rows for the console. */
final class PendingApprovalTableFormatter {

  private PendingApprovalTableFormatter() {}

  /**
   * Returns the rows.
   *
   * @param whole whether to include all columns, for scripts
   */
  static ConsoleTableBuilder rows(List<Approval> approvals, boolean whole) {
    return whole ? whole(approvals) : brief(approvals);
  }

  private static ConsoleTableBuilder brief(List<Approval> approvals) {
    var rows = new ConsoleTableBuilder("Id", "Requester", "Action", "Risk");
    approvals.forEach(
        approval ->
            rows.add(
                approval.id(),
                approval.request().requester(),
                UntrustedTextEscaper.escapeLine(approval.request().action()),
                approval.request().risk()));
    return rows;
  }

  private static ConsoleTableBuilder whole(List<Approval> approvals) {
    var rows = new ConsoleTableBuilder("Id", "Requester", "Action", "Risk", "People", "Ends");
    approvals.forEach(
        approval ->
            rows.add(
                approval.id(),
                approval.request().requester(),
                UntrustedTextEscaper.escapeLine(approval.request().action()),
                approval.request().risk(),
                approval.answers().size() + "/" + approval.requiredApprovals(),
                approval.expiresAt()));
    return rows;
  }
}
