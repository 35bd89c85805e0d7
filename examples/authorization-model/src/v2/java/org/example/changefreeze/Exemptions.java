package org.example.changefreeze;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;

/**
 * Version 2: whoever names the incident that they work on is exempt. The context is what the caller
 * says, proven by nobody; the exemption is for accountability, and the incident is in the reason.
 */
final class Exemptions {
  private static final String INCIDENT = "incident";

  Optional<DecisionReason> of(DecisionRequest question) {
    if (question.context().get(INCIDENT) instanceof String incident
        && incident.matches("[A-Za-z0-9-]{1,40}")) {
      return Optional.of(
          DecisionReason.of(
              "freeze_exemption",
              "The change freeze makes an exception for the incident " + incident + ".",
              Map.of(INCIDENT, incident)));
    }
    return Optional.empty();
  }

  String remedy() {
    return ", or name the incident that you work on as \"incident\" in the context";
  }
}
