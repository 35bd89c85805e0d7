/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.richauthorization.DetailsTypeFixture.ACME;
import static org.lumoauth.oauth.richauthorization.DetailsTypeFixture.PAYMENT;
import static org.lumoauth.oauth.richauthorization.DetailsTypeFixture.element;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationDetailsType;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.AuthorizationDetailsTypeContract;

class TenantDetailsTypeHandlerTest extends AuthorizationDetailsTypeContract {

  private final TenantDetailsTypeHandler type =
      new TenantDetailsTypeHandler(DetailsTypeFixture.payment());

  @Override
  protected AuthorizationDetailsType type() {
    return type;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected Map<String, Object> good() {
    return element("initiate", "status");
  }

  @Override
  protected List<Map<String, Object>> wrong() {
    List<Map<String, Object>> wrong = new ArrayList<>();
    wrong.add(element("steal"));
    wrong.add(without("creditorName"));
    wrong.add(with("creditorName", ""));
    wrong.add(with("extra", 1));
    wrong.add(with("\"\u00e9\n", 1));
    wrong.add(with("instructedAmount", "1"));
    wrong.add(with("copies", Double.POSITIVE_INFINITY));
    wrong.add(with("creditorName", "a".repeat(TenantDetailsTypeHandler.MAX_CHARACTERS)));
    return wrong;
  }

  @Test
  void reportsInvalidMember() {
    assertEquals("The member actions.0 is invalid: see enum in its schema.", refusal(element("x")));
    assertEquals("The member creditorName is required.", refusal(without("creditorName")));
    assertEquals("The member extra is not defined in this type.", refusal(with("extra", 1)));
    assertEquals(
        "The member instructedAmount.amount is invalid: see pattern in its schema.",
        refusal(with("instructedAmount", Map.of("currency", "EUR", "amount", "many"))));
    assertEquals(
        "The member instructedAmount.tip is not defined in this type.",
        refusal(
            with("instructedAmount", Map.of("currency", "EUR", "amount", "1.00", "tip", "1.00"))));
    assertEquals(
        "The member locations.0 is invalid: see format in its schema.",
        refusal(with("locations", List.of("not a uri"))));
  }

  @Test
  void describesDetailsInUserLanguage() {
    assertEquals(
        List.of("A payment", "123.50 EUR an Merchant A zahlen."),
        type.describe(ACME, good(), Locale.forLanguageTag("de-AT")));
    assertEquals(
        List.of("A payment", "Pay 123.50 EUR to Merchant A."),
        type.describe(ACME, good(), Locale.JAPANESE));
  }

  @Test
  void doesNotExpandPlaceholdersInClientValues() {
    assertEquals(
        "Pay 123.50 EUR to {creditorName} $1 \\.",
        type.describe(ACME, with("creditorName", "{creditorName} $1 \\"), Locale.ENGLISH).get(1));
  }

  @Test
  void removesLineBreaksAndBidiCharacters() {
    assertEquals(
        "Pay 123.50 EUR to Merchant A .",
        type.describe(ACME, with("creditorName", "Merchant\u202E\nA\u0000"), Locale.ENGLISH)
            .get(1));
  }

  @Test
  void listsAllMembersWithoutDescriptionTemplate() {
    var wordless =
        new TenantDetailsTypeHandler(new DetailsTypeDeclaration(PAYMENT, "X", Map.of(), Map.of()));

    assertEquals(
        List.of("X", "a: r, w; b: {\"c\":1}; d: \u2013"),
        wordless.describe(
            ACME,
            Map.of("type", PAYMENT, "b", Map.of("c", 1), "a", List.of("r", "w"), "d", List.of()),
            Locale.ENGLISH));
  }

  @Test
  void acceptsSubsetOfActions() {
    assertTrue(within(element("status"), element("initiate", "status")));
    assertTrue(within(element("status", "initiate"), element("initiate", "status")));
  }

  @Test
  void rejectsDetailsBeyondGrantedOnes() {
    assertFalse(within(element("initiate", "status"), element("status")));
    assertFalse(within(element(), element("status")));
    assertFalse(within(without("actions"), element("status")));
    assertFalse(within(element("status"), without("actions")));
    assertFalse(within(with("creditorName", "Merchant B"), good()));
    assertFalse(
        within(with("instructedAmount", Map.of("currency", "EUR", "amount", "1.00")), good()));
    assertFalse(within(with("copies", 1), good()));
  }

  @Test
  void comparesNumbersIndependentOfType() {
    assertTrue(within(with("copies", 1), with("copies", 1L)));
  }

  private boolean within(Map<String, Object> detail, Map<String, Object> granted) {
    return type.isWithin(ACME, detail, granted);
  }

  private String refusal(Map<String, Object> detail) {
    return assertThrows(OAuthException.class, () -> type.check(ACME, aClient().build(), detail))
        .getMessage();
  }

  private Map<String, Object> with(String name, Object value) {
    Map<String, Object> changed = new HashMap<>(good());
    changed.put(name, value);
    return changed;
  }

  private Map<String, Object> without(String name) {
    Map<String, Object> changed = new HashMap<>(good());
    changed.remove(name);
    return changed;
  }
}
