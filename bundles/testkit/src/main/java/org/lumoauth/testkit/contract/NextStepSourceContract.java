package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.NextStepSource;
import org.lumoauth.api.agent.NextStepSource.NextStep;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.Builders;

/** What every {@link NextStepSource} does. */
public abstract class NextStepSourceContract {

  /** More of one source are not shown. */
  private static final int SHOWN = 3;

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  /** The provider. */
  protected abstract NextStepSource source();

  /** The tenant that the samples are of. */
  protected abstract TenantContext tenant();

  /** An agent that can do something about {@link #denial}. */
  protected abstract Caller caller();

  /** What it asked. */
  protected abstract Question question();

  /** What it was told. */
  protected abstract Decision denial();

  /** A question of the same caller about whose denial nothing can be done. */
  protected abstract Question hopeless();

  @Test
  void namesAStep() {
    assertFalse(steps().isEmpty());
    assertTrue(steps().size() <= SHOWN, steps().toString());
  }

  @Test
  void namesStepsThatAnAgentCanTake() {
    steps().forEach(this::assertTakeable);
  }

  @Test
  void offersNothingWhereNothingHelps() {
    assertEquals(List.of(), after(tenant(), caller(), hopeless()));
  }

  @Test
  void offersNothingToCallersOfAnotherTenant() {
    assertEquals(List.of(), after(Hostile.stranger(), caller(), question()));
  }

  @Test
  void offersNothingToCallersThatItDoesNotKnow() {
    for (String id : Hostile.identifiers()) {
      var unknown = new SubjectRef(SubjectRef.AGENT, id);
      var alone = Builders.aCaller().as(unknown).of(tenant().id()).build();

      assertEquals(List.of(), after(tenant(), alone, question()), id);
    }
  }

  @Test
  void takesAnyTextForAnAction() {
    for (String action : Hostile.identifiers()) {
      after(tenant(), caller(), with(action)).forEach(this::assertTakeable);
    }
  }

  @Test
  void namesTheSameToManyThreads() {
    Load.assertSameFromManyThreads(steps(), this::steps);
  }

  @Test
  void isQuick() {
    var source = source();
    var tenant = tenant();
    var caller = caller();
    var question = question();
    var denial = denial();
    Load.assertQuick(() -> source.after(tenant, caller, question, denial));
  }

  private void assertTakeable(NextStep step) {
    assertTrue(step.type().matches("[a-z][a-z0-9_]*"), step.type());
    assertFalse(step.description().isBlank(), step.type());
    step.url().ifPresent(url -> TenantPages.assertOf(tenant(), url.toString()));
    step.method().ifPresent(method -> assertTrue(METHODS.contains(method), method));
    assertEquals(step.url().isPresent(), step.method().isPresent(), step.toString());
    if (step.method().isEmpty() || step.method().equals(Optional.of("GET"))) {
      assertTrue(step.body().isEmpty(), step.toString());
    }
    assertTrue(HostileJson.isJson(step.body()), step.toString());
  }

  private List<NextStep> steps() {
    return after(tenant(), caller(), question());
  }

  private List<NextStep> after(TenantContext tenant, Caller caller, Question question) {
    return source().after(tenant, caller, question, denial());
  }

  private Question with(String action) {
    var was = question();
    return new Question(
        was.subject(), was.actors(), action, was.resource(), was.context(), was.credentialScope());
  }
}
