/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The cost in authorization details: the sum of their amounts, such as {@code instructedAmount} of
 * RFC 9396 and {@code amount}, in US dollars unless the same detail contains another currency.
 *
 * @param usd the sum in US dollars; zero without an amount
 * @param known whether the sum is complete: false if a detail with an amount contains another
 *     currency, an amount is negative or not a plain number, another member may be an amount, or a
 *     payment has no amount
 */
public record RequestCost(BigDecimal usd, boolean known) {

  private static final RequestCost NOTHING = new RequestCost(BigDecimal.ZERO, true);
  private static final RequestCost UNKNOWN = new RequestCost(BigDecimal.ZERO, false);
  private static final String PAYMENT = "payment";
  private static final String USD = "USD";
  private static final Set<String> AMOUNTS =
      Set.of("amount", "instructedAmount", "estimated_cost_usd");

  /** Members that may contain an amount under another name. */
  private static final Pattern PERHAPS =
      Pattern.compile("(?i).*(amount|total|price|cost|fee|charge|sum).*");

  /** Members that may contain the currency of an amount, at any depth. */
  private static final Pattern CURRENCY =
      Pattern.compile(
          "(?i:.*(currency|ccy|denomination).*)|(?i:units?)"
              // "unit" as a whole word, as in unitOfAccount but not as in community
              + "|(.*_)?units?([_A-Z].*)?|(.*[a-z])?Units?([_A-Z].*)?");

  /**
   * Maximum length of a number; longer numbers are rejected because they are expensive to parse.
   */
  private static final int MAX_DIGITS = 32;

  /** Returns the total cost of the requested access. */
  public static RequestCost of(JitRequestedAccess wanted) {
    return wanted.details().stream().map(RequestCost::ofDetail).reduce(NOTHING, RequestCost::plus);
  }

  /** Returns whether the cost exceeds the limit or, if it is not known, may exceed it. */
  public boolean mayExceed(BigDecimal limit) {
    return !known || usd.compareTo(limit) > 0;
  }

  private static RequestCost ofDetail(Map<String, Object> detail) {
    Optional<RequestCost> said = within(detail);
    if (said.isPresent() && namesAnotherCurrency(detail)) {
      return UNKNOWN;
    }
    return said.orElse(PAYMENT.equals(detail.get("type")) ? UNKNOWN : NOTHING);
  }

  /** Returns whether any member states a currency other than US dollars. */
  private static boolean namesAnotherCurrency(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().anyMatch(RequestCost::namesAnotherCurrency);
    }
    return value instanceof Map<?, ?> members
        && members.entrySet().stream()
            .anyMatch(
                member ->
                    CURRENCY.matcher(String.valueOf(member.getKey())).matches()
                            && !USD.equals(member.getValue())
                        || namesAnotherCurrency(member.getValue()));
  }

  /**
   * Returns the cost within a value. The nesting depth is bounded by the JSON parser of the HTTP
   * layer.
   */
  private static Optional<RequestCost> within(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().flatMap(each -> within(each).stream()).reduce(RequestCost::plus);
    }
    if (!(value instanceof Map<?, ?> members)) {
      return Optional.empty();
    }
    return members.entrySet().stream()
        .flatMap(
            member ->
                AMOUNTS.contains(String.valueOf(member.getKey()))
                    ? Optional.of(amount(member.getValue())).stream()
                    : other(String.valueOf(member.getKey()), member.getValue()).stream())
        .reduce(RequestCost::plus);
  }

  /**
   * Returns the cost of a member not in AMOUNTS. A numeric value is UNKNOWN if the member's name
   * suggests an amount (total, fee, …); otherwise nested values are searched.
   */
  private static Optional<RequestCost> other(String name, Object value) {
    boolean number =
        value instanceof Number
            || value instanceof String text && text.chars().anyMatch(Character::isDigit);
    return number && PERHAPS.matcher(name).matches() ? Optional.of(UNKNOWN) : within(value);
  }

  private static RequestCost amount(Object value) {
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      return within(value).orElse(UNKNOWN);
    }
    String text = String.valueOf(value);
    if (text.length() > MAX_DIGITS || !text.matches("\\d+(\\.\\d+)?")) {
      return UNKNOWN;
    }
    return new RequestCost(new BigDecimal(text), true);
  }

  private RequestCost plus(RequestCost other) {
    return new RequestCost(usd.add(other.usd), known && other.known);
  }
}
