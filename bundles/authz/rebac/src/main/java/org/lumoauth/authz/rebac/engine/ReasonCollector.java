package org.lumoauth.authz.rebac.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.DecisionReason;

/** Collects the reasons of the parts of one operator, if somebody wants to know. */
sealed interface ReasonCollector {

  /** Nobody wants to know. */
  ReasonCollector NONE = new NoReasonCollector();

  /** Remembers a part. */
  EvaluationResult add(EvaluationResult part);

  /** The result is as it is because of one part alone. */
  EvaluationResult only(EvaluationResult part, EvaluationResult result);

  /** The result is as it is because of all parts. */
  EvaluationResult all(String code, EvaluationResult result);

  /** Keeps nothing. */
  record NoReasonCollector() implements ReasonCollector {
    @Override
    public EvaluationResult add(EvaluationResult part) {
      return part;
    }

    @Override
    public EvaluationResult only(EvaluationResult part, EvaluationResult result) {
      return result;
    }

    @Override
    public EvaluationResult all(String code, EvaluationResult result) {
      return result;
    }
  }

  /** Keeps the first of them; a tree that is larger helps nobody. */
  final class FirstReasonCollector implements ReasonCollector {
    private static final int MOST = 20;

    private final List<DecisionReason> reasons = new ArrayList<>();

    @Override
    public EvaluationResult add(EvaluationResult part) {
      if (part.reason() != null && reasons.size() < MOST) {
        reasons.add(part.reason());
      }
      return part;
    }

    @Override
    public EvaluationResult only(EvaluationResult part, EvaluationResult result) {
      return result.because(part.reason());
    }

    @Override
    public EvaluationResult all(String code, EvaluationResult result) {
      if (reasons.size() == 1 && !code.equals("excluded")) {
        return result.because(reasons.get(0));
      }
      String text =
          switch (code) {
            case "excluded" -> "The subject is among those that are left out.";
            case "all_of" -> "Each of these was needed.";
            default -> "None of these leads to the subject.";
          };
      return result.because(new DecisionReason(code, text, Map.of(), reasons));
    }
  }
}
