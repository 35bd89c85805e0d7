/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks.command;

import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.checks.ConsoleCheckService;

/** The common arguments of the decision commands. */
abstract class AbstractDecisionCommand implements Action {
  @Reference private ConsoleCheckService questions;

  @Argument(name = "tenant", required = true, description = "Slug of the tenant")
  @Completion(CheckTenantSlugCompleter.class)
  private String tenant;

  @Argument(
      index = 1,
      name = "subject",
      required = true,
      description =
          "Subject, as user:usr_…, agent:agt_…, group:grp_…, client:cli_… or " + "api_key:key_…")
  @Completion(SubjectTypeCompleter.class)
  private String subject;

  @Argument(
      index = 2,
      name = "permission",
      required = true,
      description = "Action, for example documents.read")
  private String permission;

  @Option(
      name = "--actor",
      multiValued = true,
      description = "Actor for the subject, as agent:agt_…; repeatable, the current actor first")
  @Completion(SubjectTypeCompleter.class)
  private List<String> actors = List.of();

  @Option(name = "--resource", description = "Resource of the action, for example document:7")
  private String resource;

  @Option(
      name = "--attribute",
      multiValued = true,
      description = "Attribute of the resource, for example owner=usr_…; repeatable")
  private List<String> attributes = List.of();

  @Option(
      name = "--context",
      multiValued = true,
      description = "Value of the context, for example channel=phone; repeatable")
  private List<String> context = List.of();

  @Override
  public final Object execute() throws CommandException {
    try {
      show(
          questions.decide(
              new ConsoleCheckService.ConsoleCheckRequest(
                  tenant, subject, actors, permission, resource, attributes, context)));
      return null;
    } catch (ApiException e) {
      throw new CommandException(e.getMessage(), e);
    }
  }

  abstract void show(Decision decision);
}
