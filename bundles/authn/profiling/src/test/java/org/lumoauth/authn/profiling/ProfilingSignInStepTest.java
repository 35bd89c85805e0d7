/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.profiling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.profiling.ProfilingStepFixture.ACME;
import static org.lumoauth.authn.profiling.ProfilingStepFixture.SIGNED_IN;
import static org.lumoauth.authn.profiling.ProfilingStepFixture.SIGNING_IN;
import static org.lumoauth.authn.profiling.ProfilingStepFixture.optional;
import static org.lumoauth.authn.profiling.ProfilingStepFixture.required;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.PostLoginStep.SignInStepCompletion;
import org.lumoauth.api.authn.PostLoginStep.SignInStepContext;
import org.lumoauth.api.authn.PostLoginStep.SignInStepForm;
import org.lumoauth.api.authn.PostLoginStep.SignInStepInputError;
import org.lumoauth.api.authn.PostLoginStep.SignInStepNeed;

class ProfilingSignInStepTest {
  private final ProfilingStepFixture fixture = new ProfilingStepFixture();

  @Test
  void requestsNothingIfDisabled() {
    fixture.settings.change(
        ACME, ProfilingSettings.SECTION, Map.of("rules", List.of(required("phone_number"))));

    assertEquals(SignInStepNeed.NONE, fixture.step().need(ACME, SIGNING_IN));
  }

  @Test
  void requestsNoKnownAttributes() {
    fixture.asking(required("phone_number"), optional("given_name"));
    fixture.users.withLocalizedNames(
        ACME, ProfilingStepFixture.ADA, Map.of("phone_number", "+442079460018"));

    assertEquals(List.of("given_name"), fixture.asked());
    assertEquals(SignInStepNeed.OPTIONAL, fixture.step().need(ACME, SIGNING_IN));
  }

  @Test
  void requestsAtMostThreeAttributesRequiredFirst() {
    fixture.asking(
        optional("given_name"),
        optional("family_name"),
        optional("phone_number"),
        required("address"));

    assertEquals(List.of("address", "given_name", "family_name"), fixture.asked());
  }

  @Test
  void appliesStricterOfTwoRules() {
    fixture.asking(optional("phone_number"), required("phone_number"));

    assertEquals(List.of("phone_number"), fixture.asked());
    assertEquals(SignInStepNeed.REQUIRED, fixture.step().need(ACME, SIGNING_IN));
  }

  @Test
  void requestsAttributesOnlyForClientsOfRule() {
    fixture.asking(
        Map.of("attribute", "phone_number", "required", true, "clients", List.of("shop")));
    var shop = new SignInStepContext(SIGNING_IN.subject(), Optional.of("shop"), false);
    var nowhere = new SignInStepContext(SIGNING_IN.subject(), Optional.empty(), false);

    assertEquals(SignInStepNeed.NONE, fixture.step().need(ACME, SIGNING_IN));
    assertEquals(SignInStepNeed.NONE, fixture.step().need(ACME, nowhere));
    assertEquals(SignInStepNeed.REQUIRED, fixture.step().need(ACME, shop));
  }

  @Test
  void requestsAttributesAfterConfiguredSignIns() {
    fixture.asking(Map.of("attribute", "phone_number", "required", true, "after_sign_ins", 1));
    assertEquals(SignInStepNeed.NONE, fixture.step().need(ACME, SIGNING_IN));

    fixture.milestones.recordSignIn(ACME, ProfilingStepFixture.ADA, Instant.EPOCH);

    assertEquals(SignInStepNeed.REQUIRED, fixture.step().need(ACME, SIGNING_IN));
    assertEquals(
        SignInStepNeed.NONE, fixture.step().need(ACME, SIGNED_IN), "the first is not over");
  }

  @Test
  void requestsAttributesBeforeFirstCountedSignIn() { // another server writes it within a second
    fixture.asking(required("phone_number"));

    assertEquals(SignInStepNeed.REQUIRED, fixture.step().need(ACME, SIGNED_IN));
  }

  @Test
  void requestsNothingFromNonUsers() {
    fixture.asking(required("phone_number"));

    assertEquals(
        SignInStepNeed.NONE,
        fixture.step().need(ACME, new SignInStepContext(anAgentRef(), Optional.empty(), false)));
  }

  @Test
  void storesAnswers() {
    fixture.asking(required("phone_number"), optional("address"));

    var result =
        fixture.answer(
            Map.of("phone_number", " +442079460018 ", "locality", "London", "region", " "));

    assertInstanceOf(SignInStepCompletion.class, result);
    assertEquals(
        Map.of("phone_number", "+442079460018", "address", Map.of("locality", "London")),
        fixture.profiles.ofAda());
    assertTrue(fixture.audit.actions(ACME.id()).isEmpty(), "the directory records it");
  }

  @Test
  void ignoresAttributesNotRequested() {
    fixture.asking(required("phone_number"));

    fixture.answer(
        Map.of(
            "phone_number", "+442079460018",
            "given_name", "Eve",
            "email", "eve@example.com",
            "phone_number_verified", "true",
            "roles", "admin",
            "locality", "Nowhere",
            "asked", "given_name:true:30"));

    assertEquals(Map.of("phone_number", "+442079460018"), fixture.profiles.ofAda());
  }

  @Test
  void showsErrorAtEachField() {
    fixture.asking(required("phone_number"), required("address"), optional("given_name"));

    var wrong =
        assertInstanceOf(
            SignInStepInputError.class,
            fixture.answer(Map.of("phone_number", "call me", "given_name", "x".repeat(101))));

    assertEquals(
        Map.of(
            "phone_number", "phone-number", "street_address", "address", "given_name", "too-long"),
        wrong.model().get("errors"));
    assertEquals("call me", ((Map<?, ?>) wrong.model().get("values")).get("phone_number"));
    assertTrue(fixture.profiles.ofAda().isEmpty());
  }

  @Test
  void requiresRequiredAttributes() {
    fixture.asking(required("phone_number"), optional("given_name"));

    assertInstanceOf(SignInStepInputError.class, fixture.answer(Map.of("later", "true")));
    assertInstanceOf(SignInStepInputError.class, fixture.answer(Map.of("phone_number", "  ")));
  }

  @Test
  void requestsSkippedAttributeAgainAfterInterval() {
    fixture.asking(Map.of("attribute", "phone_number", "ask_again_days", 7));

    assertInstanceOf(
        SignInStepCompletion.class,
        fixture.answer(Map.of("later", "true", "phone_number", "+4420")));

    assertTrue(fixture.profiles.ofAda().isEmpty());
    assertEquals(List.of(), fixture.asked());
    fixture.pass(Duration.ofDays(7).minusSeconds(1));
    assertEquals(List.of(), fixture.asked());
    fixture.pass(Duration.ofSeconds(1));
    assertEquals(List.of("phone_number"), fixture.asked());
  }

  @Test
  void appliesShortenedIntervalToSkippedAttribute() {
    fixture.asking(Map.of("attribute", "phone_number", "ask_again_days", 90));
    fixture.answer(Map.of("later", "true"));
    fixture.asking(Map.of("attribute", "phone_number", "ask_again_days", 7));

    fixture.pass(Duration.ofDays(7));

    assertEquals(List.of("phone_number"), fixture.asked());
  }

  @Test
  void requestsSkippedAttributeOnceItIsRequired() {
    fixture.asking(optional("phone_number"));
    fixture.answer(Map.of("later", "true"));

    fixture.asking(required("phone_number"));

    assertEquals(List.of("phone_number"), fixture.asked());
  }

  @Test
  void auditsSkippedAttributesWithoutAnswers() {
    fixture.asking(optional("phone_number"), optional("given_name"));

    fixture.answer(Map.of("given_name", "Ada"));

    var event = fixture.audit.last(ACME.id()).event();
    assertEquals("profile.left_out", event.action());
    assertEquals(List.of("phone_number"), event.details().get("attributes"));
    assertFalse(event.toString().contains("Ada"), event.toString());
  }

  @Test
  void offersSkipOnlyIfNothingIsRequired() {
    fixture.asking(optional("phone_number"));
    assertEquals(true, form().model().get("later"));

    fixture.asking(required("phone_number"), optional("given_name"));
    assertEquals(false, form().model().get("later"));
  }

  private SignInStepForm form() {
    return fixture.step().begin(ACME, SIGNING_IN).orElseThrow();
  }
}
