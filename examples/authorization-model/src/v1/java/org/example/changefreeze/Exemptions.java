package org.example.changefreeze;

import java.util.Optional;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Reason;

/** Version 1: a freeze has no exemptions. */
final class Exemptions {

  Optional<Reason> of(Question question) {
    return Optional.empty();
  }

  String remedy() {
    return "";
  }
}
