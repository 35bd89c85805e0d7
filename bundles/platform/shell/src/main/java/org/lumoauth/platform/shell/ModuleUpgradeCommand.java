/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.module.ModuleInfo;
import org.lumoauth.api.module.ModuleService;
import org.osgi.framework.BundleContext;

/** The console command {@code lumoauth:module-upgrade}. */
@Service
@Command(
    scope = "lumoauth",
    name = "module-upgrade",
    description =
        "Replaces a module without downtime. The old version continues if the new " + "one fails.")
public final class ModuleUpgradeCommand implements Action {
  @Reference private BundleContext context;

  @Argument(
      name = "name",
      required = true,
      description = "The module name, as listed by module-list.")
  @Completion(ModuleNameCompleter.class)
  private String name;

  @Argument(
      index = 1,
      name = "url",
      required = true,
      description = "The location of the new version: mvn:…, file:/… or https://…")
  private String url;

  @Override
  public Object execute() throws CommandException {
    ModuleInfo module =
        new ContractInvoker(context)
            .call(
                ModuleService.class,
                ModuleListCommand.MODULE,
                modules -> modules.upgrade(name, url));
    System.out.println("Upgraded " + module.name() + " to " + module.version() + ".");
    return null;
  }
}
