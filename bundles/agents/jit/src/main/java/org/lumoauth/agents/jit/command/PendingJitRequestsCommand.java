/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.command;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.lumoauth.agents.jit.request.PendingJitRequestTableFormatter;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;

/** Implements {@code lumoauth:jit-pending}. */
@Service
@Command(
    scope = "lumoauth",
    name = "jit-pending",
    description = "Lists pending permission requests of agents.")
public final class PendingJitRequestsCommand implements Action {

  @Reference private TenantRegistry tenants;
  @Reference private PendingJitRequestTableFormatter rows;

  @Argument(name = "tenant", description = "Slug of the tenant", required = true)
  @Completion(JitTenantSlugCompleter.class)
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
    var pending = rows.of(tenant, plain);
    var table = new ShellTable().emptyTableText("No pending requests.");
    pending.header().forEach(table::column);
    for (var row : plain ? pending.fitting() : pending.fitting("Wants")) {
      table.addRow().addContent(row.toArray());
    }
    table.print(System.out, !plain);
    return null;
  }
}
