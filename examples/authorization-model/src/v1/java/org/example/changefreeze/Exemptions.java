package org.example.changefreeze;

import java.util.Optional;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;

/** Version 1: a freeze has no exemptions. */
final class Exemptions {

  Optional<DecisionReason> of(DecisionRequest question) {
    return Optional.empty();
  }

  String remedy() {
    return "";
  }
}
