/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.transfer.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.transfer.TenantTransferService;

/** The console command {@code lumoauth:tenant-import}. */
@Service
@Command(
    scope = "lumoauth",
    name = "tenant-import",
    description = "Applies a JSON document to a tenant. No item is removed.")
public final class TenantImportCommand implements Action {
  @Reference private TenantRegistry tenants;
  @Reference private TenantTransferService transfer;

  @Argument(name = "tenant", required = true, description = "The tenant's slug.")
  @Completion(TransferTenantSlugCompleter.class)
  private String slug;

  @Argument(
      index = 1,
      name = "file",
      required = true,
      description = "The document file on the server.")
  private String file;

  @Option(name = "--dry-run", description = "Only prints the differences.")
  private boolean dryRun;

  @Override
  public Object execute() throws CommandException, IOException {
    var json = new ObjectMapper();
    try {
      var tenant =
          tenants
              .findActive(slug)
              .orElseThrow(() -> new CommandException("No enabled tenant " + slug + " exists."));
      var document =
          json.readValue(
              Files.readString(Path.of(file)), new TypeReference<Map<String, Object>>() {});
      var differences = transfer.apply(tenant, document, dryRun, AuditInitiator.server("console"));
      for (var difference : differences) {
        System.out.println(json.writeValueAsString(difference));
      }
      System.out.println(
          (dryRun ? "Items that would change: " : "Items changed: ") + differences.size());
      return null;
    } catch (ApiException e) {
      throw new CommandException(e.getMessage() + " " + e.details(), e);
    } catch (NoSuchFileException e) {
      throw new CommandException("The file " + file + " does not exist on the server.", e);
    } catch (JsonProcessingException e) {
      throw new CommandException("The file " + file + " does not contain valid JSON.", e);
    }
  }
}
