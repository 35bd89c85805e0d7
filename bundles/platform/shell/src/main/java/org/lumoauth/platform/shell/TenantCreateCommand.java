/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import java.io.IOException;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.tenant.CreatedTenant;
import org.lumoauth.api.tenant.NewTenant;
import org.lumoauth.api.tenant.TenantAdminService;
import org.osgi.framework.BundleContext;

/** The console command {@code lumoauth:tenant-create}. */
@Service
@Command(
    scope = "lumoauth",
    name = "tenant-create",
    description = "Creates a tenant and shows its first API key once.")
public final class TenantCreateCommand implements Action {
  @Reference private BundleContext context;
  @Reference private Session session;

  @Argument(
      name = "slug",
      required = true,
      description = "The slug used in paths: lower-case letters, digits and single hyphens.")
  private String slug;

  @Argument(index = 1, name = "name", description = "The display name; by default the slug.")
  private String name;

  @Option(name = "--region", description = "The region in which its data is stored.")
  private String region;

  @Option(
      name = "--admin-email",
      description =
          "The email address of its first administrator; the command then prompts "
              + "for the password.")
  private String adminEmail;

  @Override
  public Object execute() throws CommandException {
    NewTenant wanted =
        new NewTenant(
            slug, name == null ? slug : name, Optional.ofNullable(region), administrator());
    CreatedTenant created =
        new ContractInvoker(context)
            .call(TenantAdminService.class, "platform-tenancy", tenants -> tenants.create(wanted));
    System.out.println("Created the tenant " + created.tenant().slug() + ".");
    System.out.println("Id:      " + created.tenant().id());
    System.out.println("API key: " + created.apiKey());
    System.out.println("The key is shown only once. Store it in a safe place.");
    return null;
  }

  /**
   * Reads the password from the terminal, so that it appears in no shell history and no process
   * list.
   */
  private Optional<NewTenant.TenantAdministrator> administrator() throws CommandException {
    if (adminEmail == null) {
      return Optional.empty();
    }
    String password;
    try {
      password = session.readLine("Password of " + adminEmail + ": ", '*');
    } catch (UnsupportedOperationException e) {
      throw new CommandException(
          "The administrator's password must be entered at a terminal: open the "
              + "console itself and run"
              + " the command there.",
          e);
    } catch (IOException | RuntimeException e) {
      throw new CommandException(
          "No password was entered, so no tenant was created.", e); // for example by ^C
    }
    if (password == null || password.isEmpty()) {
      throw new CommandException("No password was entered, so no tenant was created.");
    }
    return Optional.of(new NewTenant.TenantAdministrator(adminEmail, password));
  }
}
