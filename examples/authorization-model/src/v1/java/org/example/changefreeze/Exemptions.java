package org.example.changefreeze;

import java.util.Optional;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.DecisionReason;

/** Version 1: a freeze has no exemptions. */
final class Exemptions {

  Optional<Reason> of(Question question) {
    return Optional.empty();
  }

  String remedy() {
    return "";
  }
}
