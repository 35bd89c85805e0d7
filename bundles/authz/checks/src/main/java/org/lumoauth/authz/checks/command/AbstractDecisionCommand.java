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

/** What both commands ask alike. */
abstract class AbstractDecisionCommand implements Action {
  @Reference private ConsoleCheckService questions;

  @Argument(name = "tenant", required = true, description = "The tenant's slug.")
  @Completion(CheckTenantSlugCompleter.class)
  private String tenant;

  @Argument(
      index = 1,
      name = "subject",
      required = true,
      description = "Who, as user:usr_…, agent:agt_…, group:grp_…, client:cli_… or api_key:key_….")
  @Completion(SubjectTypeCompleter.class)
  private String subject;

  @Argument(
      index = 2,
      name = "permission",
      required = true,
      description = "What is to be done, as documents.read.")
  private String permission;

  @Option(
      name = "--actor",
      multiValued = true,
      description = "Who acts for the subject, as agent:agt_…; may be repeated, the current first.")
  @Completion(SubjectTypeCompleter.class)
  private List<String> actors = List.of();

  @Option(name = "--resource", description = "What it is done to, as document:7.")
  private String resource;

  @Option(
      name = "--attribute",
      multiValued = true,
      description = "An attribute of the resource, as owner=usr_…; may be repeated.")
  private List<String> attributes = List.of();

  @Option(
      name = "--context",
      multiValued = true,
      description = "Something else that is known, as channel=phone; may be repeated.")
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
