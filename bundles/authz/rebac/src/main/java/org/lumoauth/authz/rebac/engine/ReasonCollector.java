/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.DecisionReason;

/** Collects the reasons of the parts of an operator, if an explanation is requested. */
sealed interface ReasonCollector {

  /** Collects no reasons. */
  ReasonCollector NONE = new NoReasonCollector();

  /** Adds a part. */
  EvaluationResult add(EvaluationResult part);

  /** Returns a result that only one part determines. */
  EvaluationResult only(EvaluationResult part, EvaluationResult result);

  /** Returns a result that all parts determine. */
  EvaluationResult all(String code, EvaluationResult result);

  /** Collects no reasons. */
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

  /** Collects only the first reasons, because larger trees are not helpful. */
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
            case "excluded" -> "The subject is excluded.";
            case "all_of" -> "All of these were required.";
            default -> "None of these contains the subject.";
          };
      return result.because(new DecisionReason(code, text, Map.of(), reasons));
    }
  }
}
