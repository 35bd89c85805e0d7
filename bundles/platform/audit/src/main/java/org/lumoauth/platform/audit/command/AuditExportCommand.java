/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantAdminService;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.audit.rest.AuditChainExporter;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** {@code lumoauth:audit-export}. */
@Service
@Command(
    scope = "lumoauth",
    name = "audit-export",
    description = "Writes all audit records of the platform or a tenant to a file.")
public final class AuditExportCommand implements Action {
  @Reference private PersistenceUnit tables;
  @Reference private TenantAdminService tenants;

  @Option(
      name = "--tenant",
      description = "The slug of the tenant. If absent, the platform's records are exported.")
  private String slug;

  @Option(name = "--format", description = "The format: csv or json.")
  private String format = "csv";

  @Argument(name = "file", required = true, description = "The path of a new file on the server.")
  private String file;

  @Override
  public Object execute() throws CommandException, IOException {
    try {
      AuditChainExporter document = new AuditChainExporter(tables, chain(), format);
      try (var out =
          new BufferedOutputStream(
              Files.newOutputStream(Path.of(file), StandardOpenOption.CREATE_NEW))) {
        System.out.println("Wrote " + document.writeTo(out) + " records to " + file + ".");
      }
      return null;
    } catch (ApiException e) {
      throw new CommandException(e.getMessage(), e);
    } catch (FileAlreadyExistsException e) {
      throw new CommandException("The file " + file + " already exists. Choose a new file.", e);
    } catch (NoSuchFileException e) {
      throw new CommandException("The folder of " + file + " does not exist. Create it first.", e);
    } catch (AccessDeniedException e) {
      throw new CommandException(
          "The server has no permission to create the file " + file + ".", e);
    }
  }

  private String chain() throws CommandException {
    if (slug == null) {
      return AuditLog.PLATFORM;
    }
    return tenants
        .find(slug)
        .orElseThrow(() -> new CommandException("The tenant " + slug + " does not exist."))
        .id();
  }
}
