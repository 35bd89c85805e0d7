/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.support.console.ConsoleTableBuilder;
import org.osgi.framework.BundleContext;

/** The console command {@code lumoauth:audit-list}. */
@Service
@Command(
    scope = "lumoauth",
    name = "audit-list",
    description = "Lists the newest audit records of the platform or of a tenant.")
public final class AuditListCommand implements Action {
  private static final int MOST = 1000;

  @Reference private BundleContext context;

  @Argument(
      name = "tenant",
      description = "The tenant's slug; by default the platform's records are listed.")
  @Completion(TenantSlugCompleter.class)
  private String slug;

  @Option(name = "--limit", description = "The number of records, from 1 to 1000.")
  private int limit = 20;

  @Option(name = "--no-format", description = "Prints plain columns, for scripts.")
  private boolean plain;

  @Override
  public Object execute() throws CommandException {
    if (limit < 1 || limit > MOST) {
      throw new CommandException("--limit must be between 1 and " + MOST + ".");
    }
    AuditChainLookup chains = new AuditChainLookup(new ContractInvoker(context));
    String chain = chains.resolveId(slug);
    long head = chains.findHead(chain);
    List<AuditRecord> records = chains.read(chain, Math.max(0, head - limit), head, limit);
    ConsoleTableBuilder rows =
        new ConsoleTableBuilder("Place", "Time", "Action", "Outcome", "Actor", "Target");
    records.forEach(
        each ->
            rows.add(
                each.sequence(),
                each.time().truncatedTo(ChronoUnit.SECONDS),
                each.event().action(),
                each.event().outcome().name().toLowerCase(Locale.ROOT),
                each.event().actor(),
                each.event().target().map(AuditListCommand::shown).orElse("")));
    ConsoleTablePrinter.print(rows, "No records found.", plain, "Target", "Action", "Actor");
    return null;
  }

  private static String shown(AuditTarget target) {
    return target.name().orElse(target.type() + ":" + target.id());
  }
}
