/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.transfer.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.transfer.TenantTransferService;

/** The console command {@code lumoauth:tenant-export}. */
@Service
@Command(
    scope = "lumoauth",
    name = "tenant-export",
    description = "Exports a tenant as a JSON document, without secrets.")
public final class TenantExportCommand implements Action {
  @Reference private TenantRegistry tenants;
  @Reference private TenantTransferService transfer;

  @Argument(name = "tenant", required = true, description = "The tenant's slug.")
  @Completion(TransferTenantSlugCompleter.class)
  private String slug;

  @Argument(
      index = 1,
      name = "file",
      description = "The output file on the server; by default the document is printed.")
  private String file;

  @Override
  public Object execute() throws CommandException, IOException {
    try {
      var tenant =
          tenants
              .findActive(slug)
              .orElseThrow(() -> new CommandException("No enabled tenant " + slug + " exists."));
      var document = transfer.export(tenant, Set.of(), AuditInitiator.server("console"));
      if (file == null) {
        document.writeTo(System.out);
        System.out.println();
      } else {
        try (var out = new BufferedOutputStream(Files.newOutputStream(Path.of(file)))) {
          document.writeTo(out);
          out.write('\n');
        }
        System.out.println("Wrote " + file + ".");
      }
      return null;
    } catch (ApiException e) {
      throw new CommandException(e.getMessage(), e);
    }
  }
}
