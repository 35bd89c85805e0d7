package org.lumoauth.agents.jit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What authorization details say that they cost: the sum of the amounts in them, as {@code
 * instructedAmount} of RFC 9396 and {@code amount}, in US dollars unless a currency is named
 * anywhere in the same detail.
 *
 * @param usd the sum in US dollars; zero where nothing is said to cost anything
 * @param known whether this is all: not where a detail with an amount names another currency, an
 *     amount is no plain number or negative, where another member may be an amount, or where a
 *     payment says no amount
 */
record RequestCost(BigDecimal usd, boolean known) {

  private static final RequestCost NOTHING = new RequestCost(BigDecimal.ZERO, true);
  private static final RequestCost UNKNOWN = new RequestCost(BigDecimal.ZERO, false);
  private static final String PAYMENT = "payment";
  private static final String USD = "USD";
  private static final Set<String> AMOUNTS =
      Set.of("amount", "instructedAmount", "estimated_cost_usd");

  /** Members that say what something costs in words of their own. */
  private static final Pattern PERHAPS =
      Pattern.compile("(?i).*(amount|total|price|cost|fee|charge|sum).*");

  /** Members that say in what an amount is, wherever they stand. */
  private static final Pattern CURRENCY =
      Pattern.compile(
          "(?i:.*(currency|ccy|denomination).*)|(?i:units?)"
              // a word of the name, as in unitOfAccount, and not as in community
              + "|(.*_)?units?([_A-Z].*)?|(.*[a-z])?Units?([_A-Z].*)?");

  /** More digits than money has are taken for an attempt to be expensive to read. */
  private static final int MAX_DIGITS = 32;

  /** What everything that is wanted costs together. */
  static RequestCost of(JitRequestedAccess wanted) {
    return wanted.details().stream().map(RequestCost::ofDetail).reduce(NOTHING, RequestCost::plus);
  }

  /** Whether it costs more than this, or may do so for all that is known. */
  boolean mayExceed(BigDecimal limit) {
    return !known || usd.compareTo(limit) > 0;
  }

  private static RequestCost ofDetail(Map<String, Object> detail) {
    Optional<RequestCost> said = within(detail);
    if (said.isPresent() && namesAnotherCurrency(detail)) {
      return UNKNOWN;
    }
    return said.orElse(PAYMENT.equals(detail.get("type")) ? UNKNOWN : NOTHING);
  }

  /** Whether it says anywhere that an amount may be in something else than US dollars. */
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

  /** Details are no deeper than the door lets JSON be. */
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

  /** What an amount is called elsewhere may be one too, beside one that is called as it should. */
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
