/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/** The console command {@code lumoauth:help}, which {@code ./lumoauth console help} runs. */
@Service
@Command(scope = "lumoauth", name = "help", description = "Lists the commands of this server.")
public final class HelpCommand implements Action {
  @Reference private Session session;

  @Override
  public Object execute() {
    new CommandOverview(session.getRegistry().getCommands()).lines().forEach(System.out::println);
    return null;
  }
}
