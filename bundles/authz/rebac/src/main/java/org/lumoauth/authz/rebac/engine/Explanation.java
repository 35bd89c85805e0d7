package org.lumoauth.authz.rebac.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.authz.rebac.index.Link;
import org.lumoauth.authz.rebac.index.Userset;

/** Puts into words why a subject is in a node. */
final class Explanation {

  private final Userset subject;

  Explanation(Userset subject) {
    this.subject = subject;
  }

  /** Of a node. */
  Result node(Userset node, Result result) {
    String text =
        switch (result.truth()) {
          case TRUE -> subject + " has " + node + ".";
          case FALSE -> subject + " does not have " + node + ".";
          case UNKNOWN -> "Whether " + subject + " has " + node + " is not known.";
        };
    return result.because(
        new Reason(
            code("relation", result),
            text,
            Map.of("node", node.toString(), "subject", subject.toString()),
            because(result)));
  }

  /** Of a tuple that names the subject, or that does not count. */
  Result tuple(Userset node, Link link, Result result) {
    return result.because(
        new Reason(code("tuple", result), text(node, link, result), facts(node, link), List.of()));
  }

  /** Of a tuple that leads to another node. */
  Result through(Userset node, Link link, Result result) {
    return result.because(
        new Reason(
            code("through", result),
            "There is the tuple " + node + "@" + link.key() + ".",
            facts(node, link),
            because(result)));
  }

  private static String text(Userset node, Link link, Result result) {
    String tuple = "The tuple " + node + "@" + link.key();
    return switch (result.truth()) {
      case TRUE -> tuple + " says so.";
      case FALSE -> tuple + " does not count: it has ended, or its condition does not hold.";
      case UNKNOWN -> tuple + " may count: its condition could not be evaluated.";
    };
  }

  private static Map<String, Object> facts(Userset node, Link link) {
    var facts = new HashMap<String, Object>();
    facts.put("tuple", node + "@" + link.key());
    link.conditionName().ifPresent(name -> facts.put("condition", name));
    return facts;
  }

  private static List<Reason> because(Result result) {
    return result.reason() == null ? List.of() : List.of(result.reason());
  }

  private static String code(String what, Result result) {
    return switch (result.truth()) {
      case TRUE -> what + "_holds";
      case FALSE -> what + "_does_not_hold";
      case UNKNOWN -> what + "_unknown";
    };
  }
}
