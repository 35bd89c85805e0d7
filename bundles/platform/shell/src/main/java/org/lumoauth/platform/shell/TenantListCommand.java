/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.tenant.Tenant;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.support.console.ConsoleTableBuilder;
import org.osgi.framework.BundleContext;

/** The console command {@code lumoauth:tenant-list}. */
@Service
@Command(scope = "lumoauth", name = "tenant-list", description = "Lists tenants by slug.")
public final class TenantListCommand implements Action {
  @Reference private BundleContext context;

  @Argument(name = "search", description = "A part of the name to search for.")
  private String search;

  @Option(name = "--page", description = "The page of one hundred tenants to show, starting at 1.")
  private int page = 1;

  @Option(name = "--no-format", description = "Prints plain columns, for scripts.")
  private boolean plain;

  @Override
  public Object execute() throws CommandException {
    if (page < 1) {
      throw new CommandException("--page must be at least 1.");
    }
    Page<Tenant> tenants =
        new TenantLookup(new ContractInvoker(context))
            .page(page, PageRequest.MAX_LIMIT, Optional.ofNullable(search));
    ConsoleTablePrinter.print(
        plain ? whole(tenants.items()) : brief(tenants.items()),
        "No tenants found.",
        plain,
        "Name",
        "Region",
        "Slug");
    long pages = (tenants.total() + PageRequest.MAX_LIMIT - 1) / PageRequest.MAX_LIMIT;
    if (pages > 1) {
      System.out.println("Page " + page + " of " + pages + ".");
    }
    return null;
  }

  private static ConsoleTableBuilder brief(List<Tenant> tenants) {
    ConsoleTableBuilder rows =
        new ConsoleTableBuilder("Slug", "Name", "Status", "Region", "Id", "Made");
    tenants.forEach(
        tenant ->
            rows.add(
                tenant.slug(),
                tenant.name(),
                status(tenant),
                tenant.region(),
                tenant.id(),
                tenant.createdAt().atZone(ZoneOffset.UTC).toLocalDate()));
    return rows;
  }

  private static ConsoleTableBuilder whole(List<Tenant> tenants) {
    ConsoleTableBuilder rows =
        new ConsoleTableBuilder("Slug", "Name", "Status", "Region", "Id", "Made");
    tenants.forEach(
        tenant ->
            rows.add(
                tenant.slug(),
                tenant.name(),
                status(tenant),
                tenant.region(),
                tenant.id(),
                tenant.createdAt().truncatedTo(ChronoUnit.SECONDS)));
    return rows;
  }

  private static String status(Tenant tenant) {
    return tenant.status().name().toLowerCase(Locale.ROOT);
  }
}
