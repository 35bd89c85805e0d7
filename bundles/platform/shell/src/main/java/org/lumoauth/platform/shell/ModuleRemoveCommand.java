/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.module.ModuleService;
import org.osgi.framework.BundleContext;

/** The console command {@code lumoauth:module-remove}. */
@Service
@Command(
    scope = "lumoauth",
    name = "module-remove",
    description = "Removes a module after its work in progress has completed.")
public final class ModuleRemoveCommand implements Action {
  @Reference private BundleContext context;

  @Argument(
      name = "name",
      required = true,
      description = "The module name, as listed by module-list.")
  @Completion(ModuleNameCompleter.class)
  private String name;

  @Override
  public Object execute() throws CommandException {
    new ContractInvoker(context)
        .call(
            ModuleService.class,
            ModuleListCommand.MODULE,
            modules -> {
              modules.remove(name);
              return null;
            });
    System.out.println("Removed " + name + ".");
    return null;
  }
}
