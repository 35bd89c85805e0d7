package org.lumoauth.agents.approvals.command;

import java.time.Instant;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.lumoauth.agents.approvals.store.ApprovalStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.platform.web.Visible;

/** {@code lumoauth:approvals-pending}. */
@Service
@Command(
    scope = "lumoauth",
    name = "approvals-pending",
    description = "Lists what waits for the answer of a person, the first to end first.")
public final class ApprovalsPending implements Action {

  private static final int SHOWN = 100;

  @Reference private TenantRegistry tenants;
  @Reference private ApprovalStore store;

  @Argument(name = "tenant", description = "The tenant's slug.", required = true)
  @Completion(TenantSlugs.class)
  private String slug;

  @Override
  public Object execute() {
    TenantContext tenant =
        tenants
            .active(slug)
            .orElseThrow(() -> new IllegalArgumentException("There is no such tenant."));
    var table = new ShellTable();
    for (String column : new String[] {"Id", "Requester", "Action", "Risk", "People", "Ends"}) {
      table.column(column);
    }
    for (var stored : store.open(tenant.id(), Instant.now(), SHOWN)) {
      var approval = stored.approval();
      table
          .addRow()
          .addContent(
              approval.id(),
              approval.asked().requester(),
              Visible.line(approval.asked().action()),
              approval.asked().risk(),
              approval.answers().size() + "/" + approval.people(),
              approval.expiresAt());
    }
    table.print(System.out);
    return null;
  }
}
