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

/** {@code lumoauth:tenant-create}. */
@Service
@Command(
    scope = "lumoauth",
    name = "tenant-create",
    description = "Makes a tenant and shows its first API key, once.")
public final class TenantCreateCommand implements Action {
  @Reference private BundleContext context;
  @Reference private Session session;

  @Argument(
      name = "slug",
      required = true,
      description = "Its name in paths: lower-case letters, digits and single hyphens.")
  private String slug;

  @Argument(index = 1, name = "name", description = "What people call it; the slug if left out.")
  private String name;

  @Option(name = "--region", description = "Where its data is kept.")
  private String region;

  @Option(
      name = "--admin-email",
      description = "The address of its first administrator, whose password is then asked for.")
  private String adminEmail;

  @Override
  public Object execute() throws CommandException {
    NewTenant wanted =
        new NewTenant(
            slug, name == null ? slug : name, Optional.ofNullable(region), administrator());
    CreatedTenant created =
        new ContractInvoker(context)
            .call(TenantAdminService.class, "platform-tenancy", tenants -> tenants.create(wanted));
    System.out.println("Made the tenant " + created.tenant().slug() + ".");
    System.out.println("Id:      " + created.tenant().id());
    System.out.println("API key: " + created.apiKey());
    System.out.println("The key is shown this once; keep it in a safe place.");
    return null;
  }

  /**
   * The password is read from the terminal, so that it stands in no history and no process list.
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
          "The administrator's password is asked for at a terminal: open the console itself and give"
              + " the command there.",
          e);
    } catch (IOException | RuntimeException e) {
      throw new CommandException("No password was given, so no tenant was made.", e); // as by ^C
    }
    if (password == null || password.isEmpty()) {
      throw new CommandException("No password was given, so no tenant was made.");
    }
    return Optional.of(new NewTenant.TenantAdministrator(adminEmail, password));
  }
}
