/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestCostTest {

  private static final BigDecimal HUNDRED = new BigDecimal("100");

  @Test
  void treatsCostAsUnknownWithFurtherAmountMembers() {
    for (String name : List.of("total", "totalPrice", "fee", "Subtotal", "amount_due")) {
      var detail = Map.<String, Object>of("type", "payment", "amount", "0", name, "3000");

      assertFalse(RequestCost.of(new JitRequestedAccess(List.of(detail), Set.of())).known(), name);
    }
    var plain = Map.<String, Object>of("type", "payment", "amount", "1", "summary", "For lunch");
    assertTrue(RequestCost.of(new JitRequestedAccess(List.of(plain), Set.of())).known());
  }

  @Test
  void sumsAmountsOfAllDetails() {
    RequestCost cost =
        of(
            Map.of(
                "type", "payment", "instructedAmount", Map.of("amount", "60", "currency", "USD")),
            Map.of("type", "payment", "amount", 40.5),
            Map.of("type", "api_call", "estimated_cost_usd", "0.25"));

    assertEquals(0, new BigDecimal("100.75").compareTo(cost.usd()));
    assertTrue(cost.mayExceed(HUNDRED));
  }

  @Test
  void findsNestedAmounts() {
    RequestCost cost =
        of(Map.of("type", "payment", "amount", "1", "legs", List.of(Map.of("amount", "100"))));

    assertTrue(cost.mayExceed(HUNDRED));
  }

  @Test
  void allowsCostEqualToLimit() {
    assertFalse(of(Map.of("type", "payment", "amount", "100.00")).mayExceed(HUNDRED));
  }

  @Test
  void treatsPaymentWithoutAmountAsUnlimited() {
    assertTrue(of(Map.of("type", "payment", "actions", List.of("initiate"))).mayExceed(HUNDRED));
  }

  @Test
  void treatsDetailWithoutAmountAsFree() {
    assertFalse(of(Map.of("type", "file_access", "actions", List.of("read"))).mayExceed(HUNDRED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-5",
        "1e9",
        "1,000",
        "NaN",
        "",
        " 5",
        "0x10",
        "99999999999999999999999999999999999"
      })
  void treatsMalformedAmountAsExceedingLimit(String amount) {
    assertTrue(of(Map.of("type", "payment", "amount", amount)).mayExceed(HUNDRED));
  }

  @Test
  void treatsOtherCurrencyAsExceedingLimit() {
    assertTrue(of(Map.of("type", "payment", "amount", "1", "currency", "EUR")).mayExceed(HUNDRED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"currency", "Currency", "currency_code", "currencyCode", "unit", "unitOfAccount"})
  void treatsOtherCurrencyMemberAsExceedingLimit(String name) {
    assertTrue(of(Map.of("type", "payment", "amount", "1", name, "BTC")).mayExceed(HUNDRED));
    assertFalse(of(Map.of("type", "payment", "amount", "1", name, "USD")).mayExceed(HUNDRED));
  }

  @Test
  void treatsNestedOtherCurrencyAsExceedingLimit() {
    var above =
        Map.<String, Object>of(
            "type", "api_call", "currency", "BTC", "instructedAmount", Map.of("amount", "1"));
    var ofLines =
        Map.<String, Object>of(
            "type", "api_call", "currency", "BTC", "lines", List.of(Map.of("amount", "1")));
    var below =
        Map.<String, Object>of(
            "type", "payment", "amount", "1", "settlement", List.of(Map.of("currency", "BTC")));
    var noText = Map.<String, Object>of("type", "payment", "amount", "1", "currency", List.of());

    for (var detail : List.of(above, ofLines, below, noText)) {
      assertTrue(of(detail).mayExceed(HUNDRED), detail.toString());
    }
  }

  @Test
  void ignoresUnitsUnrelatedToAmounts() {
    assertFalse(of(Map.of("type", "api_call", "unit", "celsius")).mayExceed(HUNDRED));
    assertFalse(
        of(Map.of("type", "quote", "opportunity_id", "006", "amount", "10")).mayExceed(HUNDRED));
  }

  @SafeVarargs
  private static RequestCost of(Map<String, Object>... details) {
    return RequestCost.of(new JitRequestedAccess(List.of(details), Set.of()));
  }
}
