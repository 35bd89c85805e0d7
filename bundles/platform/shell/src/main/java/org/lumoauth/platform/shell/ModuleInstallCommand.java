/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.module.ModuleInfo;
import org.lumoauth.api.module.ModuleService;
import org.osgi.framework.BundleContext;

/** The console command {@code lumoauth:module-install}. */
@Service
@Command(
    scope = "lumoauth",
    name = "module-install",
    description = "Installs a module and waits until it is ready.")
public final class ModuleInstallCommand implements Action {
  @Reference private BundleContext context;

  @Argument(
      name = "url",
      required = true,
      description =
          "The location of the bundle: mvn:group/artifact/version, file:/path or " + "https://…")
  private String url;

  @Override
  public Object execute() throws CommandException {
    ModuleInfo module =
        new ContractInvoker(context)
            .call(ModuleService.class, ModuleListCommand.MODULE, modules -> modules.install(url));
    System.out.println("Installed " + module.name() + " " + module.version() + ".");
    return null;
  }
}
