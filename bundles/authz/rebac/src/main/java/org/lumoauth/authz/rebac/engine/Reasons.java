package org.lumoauth.authz.rebac.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.Reason;

/** Collects the reasons of the parts of one operator, if somebody wants to know. */
sealed interface Reasons {

  /** Nobody wants to know. */
  Reasons NONE = new None();

  /** Remembers a part. */
  Result add(Result part);

  /** The result is as it is because of one part alone. */
  Result only(Result part, Result result);

  /** The result is as it is because of all parts. */
  Result all(String code, Result result);

  /** Keeps nothing. */
  record None() implements Reasons {
    @Override
    public Result add(Result part) {
      return part;
    }

    @Override
    public Result only(Result part, Result result) {
      return result;
    }

    @Override
    public Result all(String code, Result result) {
      return result;
    }
  }

  /** Keeps the first of them; a tree that is larger helps nobody. */
  final class Kept implements Reasons {
    private static final int MOST = 20;

    private final List<Reason> reasons = new ArrayList<>();

    @Override
    public Result add(Result part) {
      if (part.reason() != null && reasons.size() < MOST) {
        reasons.add(part.reason());
      }
      return part;
    }

    @Override
    public Result only(Result part, Result result) {
      return result.because(part.reason());
    }

    @Override
    public Result all(String code, Result result) {
      if (reasons.size() == 1 && !code.equals("excluded")) {
        return result.because(reasons.get(0));
      }
      String text =
          switch (code) {
            case "excluded" -> "The subject is among those that are left out.";
            case "all_of" -> "Each of these was needed.";
            default -> "None of these leads to the subject.";
          };
      return result.because(new Reason(code, text, Map.of(), reasons));
    }
  }
}
