/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.budgets.BudgetLimits;
import org.lumoauth.agents.budgets.UsdMicrosConverter;
import org.lumoauth.api.web.ApiException;

/** A budget as sent by administrators; an absent member means no limit. */
public record BudgetRequestBody(
    @JsonProperty("max_tokens_per_day") Long maxTokensPerDay,
    @JsonProperty("max_api_calls_per_hour") Long maxApiCallsPerHour,
    @JsonProperty("max_cost_per_month_usd") BigDecimal maxCostPerMonthUsd,
    @JsonProperty("allowed_models") List<String> allowedModels,
    @JsonProperty("require_approval_above_usd") BigDecimal requireApprovalAboveUsd) {

  private static final long MOST = 1_000_000_000_000_000L;
  private static final int MAX_MODELS = 100;

  /**
   * Returns the validated limits.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  BudgetLimits toLimits() {
    return new BudgetLimits(
        count("max_tokens_per_day", maxTokensPerDay),
        count("max_api_calls_per_hour", maxApiCallsPerHour),
        money("max_cost_per_month_usd", maxCostPerMonthUsd),
        models(),
        money("require_approval_above_usd", requireApprovalAboveUsd));
  }

  private Optional<Set<String>> models() {
    if (allowedModels == null) {
      return Optional.empty();
    }
    boolean good =
        allowedModels.size() <= MAX_MODELS
            && allowedModels.stream()
                .allMatch(name -> name != null && name.matches("[\\x21-\\x7E]{1,100}"));
    if (!good) {
      throw ApiException.invalid(
          "allowed_models",
          "allowed_models must have at most "
              + MAX_MODELS
              + " names of 1 to 100 visible ASCII characters without spaces.");
    }
    return Optional.of(Set.copyOf(allowedModels));
  }

  private static Optional<Long> count(String field, Long value) {
    if (value != null && (value < 0 || value > MOST)) {
      throw ApiException.invalid(field, field + " must be between 0 and 10^15.");
    }
    return Optional.ofNullable(value);
  }

  private static Optional<Long> money(String field, BigDecimal value) {
    if (value == null) {
      return Optional.empty();
    }
    var micros = UsdMicrosConverter.micros(value);
    if (micros.isEmpty()) {
      throw ApiException.invalid(field, field + " must be between 0 and 10^12 US dollars.");
    }
    return micros;
  }
}
