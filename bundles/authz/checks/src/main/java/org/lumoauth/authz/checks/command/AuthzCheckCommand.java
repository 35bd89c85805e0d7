package org.lumoauth.authz.checks.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.lumoauth.api.authz.Decision;

/** {@code lumoauth:check}. */
@Service
@Command(
    scope = "lumoauth",
    name = "check",
    description = "Asks whether somebody may do something, and says why in one line.")
public final class AuthzCheckCommand extends AbstractDecisionCommand {

  @Override
  void show(Decision decision) {
    System.out.println(DecisionTextFormatter.verdict(decision));
  }
}
