package org.lumoauth.authz.checks.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.lumoauth.api.authz.Decision;

/** {@code lumoauth:authz-explain}. */
@Service
@Command(
    scope = "lumoauth",
    name = "authz-explain",
    description = "Asks whether somebody may do something, and shows what each model said and why.")
public final class AuthzExplain extends Question {

  @Override
  void show(Decision decision) {
    System.out.println(Lines.verdict(decision));
    Lines.explanation(decision).forEach(System.out::println);
  }
}
