/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.command;

import java.time.Instant;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.lumoauth.agents.approvals.store.ApprovalStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;

/** Implements {@code lumoauth:approvals-pending}. */
@Service
@Command(
    scope = "lumoauth",
    name = "approvals-pending",
    description = "Lists pending approval requests, the first to expire first.")
public final class PendingApprovalsCommand implements Action {

  private static final int SHOWN = 100;

  @Reference private TenantRegistry tenants;
  @Reference private ApprovalStore store;

  @Argument(name = "tenant", description = "Slug of the tenant", required = true)
  @Completion(ApprovalsTenantSlugCompleter.class)
  private String slug;

  @Option(name = "--no-format", description = "Print all columns without formatting, for scripts")
  private boolean plain;

  @Override
  public Object execute() {
    TenantContext tenant =
        tenants
            .findActive(slug)
            .orElseThrow(
                () -> new IllegalArgumentException("No enabled tenant has the slug " + slug + "."));
    var approvals =
        store.findOpen(tenant.id(), Instant.now(), SHOWN).stream()
            .map(each -> each.approval())
            .toList();
    var rows = PendingApprovalTableFormatter.rows(approvals, plain);
    var table = new ShellTable().emptyTableText("No pending requests.");
    rows.header().forEach(table::column);
    for (var row : plain ? rows.fitting() : rows.fitting("Action", "Requester")) {
      table.addRow().addContent(row.toArray());
    }
    table.print(System.out, !plain);
    return null;
  }
}
