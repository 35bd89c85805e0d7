/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.module.ModuleInfo;
import org.lumoauth.api.module.ModuleService;
import org.lumoauth.support.console.ConsoleTableBuilder;
import org.osgi.framework.BundleContext;

/** The console command {@code lumoauth:module-list}. */
@Service
@Command(
    scope = "lumoauth",
    name = "module-list",
    description = "Lists the installed modules and the services they provide.")
public final class ModuleListCommand implements Action {
  static final String MODULE = "platform-modules";
  private static final String NONE = "No modules found.";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  @Reference private BundleContext context;

  @Argument(
      name = "name",
      description = "Shows only this module, with everything that it provides.")
  @Completion(ModuleNameCompleter.class)
  private String name;

  @Option(name = "--no-format", description = "Prints plain columns, for scripts.")
  private boolean plain;

  @Override
  public Object execute() throws CommandException {
    List<ModuleInfo> modules =
        new ContractInvoker(context)
            .call(ModuleService.class, MODULE, ModuleService::list).stream()
                .filter(module -> name == null || name.equals(module.name()))
                .toList();
    if (name != null && modules.isEmpty()) {
      throw new CommandException("The module " + name + " does not exist.");
    }
    if (plain) {
      ConsoleTablePrinter.print(whole(modules), NONE, true);
    } else if (name == null) {
      ConsoleTablePrinter.print(brief(modules), NONE, false, "Provides");
    } else {
      modules.forEach(ModuleListCommand::describe);
    }
    modules.stream()
        .filter(module -> !module.problem().isEmpty())
        .forEach(module -> System.out.println(module.name() + ": " + module.problem() + "."));
    return null;
  }

  private ConsoleTableBuilder brief(List<ModuleInfo> modules) {
    ConsoleTableBuilder rows = new ConsoleTableBuilder("Module", "Version", "State", "Provides");
    modules.forEach(
        module ->
            rows.add(module.name(), module.version(), module.state(), provides(module.provides())));
    return rows;
  }

  private ConsoleTableBuilder whole(List<ModuleInfo> modules) {
    ConsoleTableBuilder rows =
        new ConsoleTableBuilder("Module", "Version", "Kind", "Provides", "State", "Since");
    modules.forEach(
        module ->
            rows.add(
                module.name(),
                module.version(),
                String.join(", ", module.kind()),
                provides(module.provides()),
                module.state(),
                TIME.format(module.since())));
    return rows;
  }

  /** Prints one line for each property and for each service of the module. */
  private static void describe(ModuleInfo module) {
    System.out.println("Module:   " + module.name());
    System.out.println("Version:  " + module.version());
    System.out.println("Kind:     " + String.join(", ", module.kind()));
    System.out.println("State:    " + module.state() + " since " + TIME.format(module.since()));
    System.out.println("Provides: " + String.join("\n          ", module.provides()));
  }

  /** Returns the first few, or all if one module is requested. */
  private String provides(List<String> offers) {
    int shown = name == null ? 2 : offers.size();
    String first = String.join(", ", offers.subList(0, Math.min(shown, offers.size())));
    return offers.size() > shown ? first + " and " + (offers.size() - shown) + " more" : first;
  }
}
