/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import java.util.Optional;
import org.lumoauth.api.agent.AgentUsage;
import org.lumoauth.api.web.ApiException;

/**
 * A use in countable form.
 *
 * @param tokens language model tokens
 * @param calls calls of this server
 * @param cost in millionths of a US dollar
 * @param model the language model, if one was used
 */
record ChargedUsage(long tokens, long calls, long cost, Optional<String> model) {

  private static final long MOST = 1_000_000_000_000_000L;
  private static final long MOST_TOKENS_REPORTED = 1_000_000_000L;

  /** 100,000 US dollars. */
  private static final long MOST_MICROS_REPORTED = 100_000_000_000L;

  /**
   * Returns the validated use.
   *
   * @throws ApiException 422 {@code validation_error} for invalid amounts
   */
  static ChargedUsage of(AgentUsage usage) {
    return new ChargedUsage(
        amount("tokens", usage.tokens()),
        amount("api_calls", usage.calls()),
        UsdMicrosConverter.micros(usage.costUsd())
            .orElseThrow(
                () -> ApiException.invalid("cost_usd", "cost_usd must be between 0 and 10^12.")),
        usage.model());
  }

  /**
   * Returns the validated use that an agent reports. A report counts regardless of the limits, also
   * for all ancestors, so the amounts are capped at a plausible size.
   *
   * @throws ApiException 422 {@code validation_error} for invalid amounts
   */
  static ChargedUsage reported(AgentUsage usage) {
    ChargedUsage use = of(usage);
    if (use.tokens() > MOST_TOKENS_REPORTED) {
      throw ApiException.invalid("tokens", "tokens must be between 0 and 10^9 in one report.");
    }
    if (use.cost() > MOST_MICROS_REPORTED) {
      throw ApiException.invalid("cost_usd", "cost_usd must be between 0 and 10^5 in one report.");
    }
    return use;
  }

  /** Whether it includes tokens or cost, not only calls. */
  boolean spends() {
    return tokens > 0 || cost > 0;
  }

  long of(BudgetMetric period) {
    return switch (period) {
      case TOKENS -> tokens;
      case CALLS -> calls;
      case COST -> cost;
    };
  }

  private static long amount(String field, long value) {
    if (value < 0 || value > MOST) {
      throw ApiException.invalid(field, field + " must be between 0 and 10^15.");
    }
    return value;
  }
}
